/** How each kind of runtime is asked to run a module of ours, so that nothing but the module is run and kept. */
import { join } from 'node:path';
import type { Runtime } from '../harness/process/runtime.ts';
import type { Kind } from './spec.ts';

/** Flags and environment of a runtime of this kind. */
export const LAUNCH: Readonly<Record<Kind, Omit<Runtime, 'path'>>> = {
  node: { before: [] },
  bun: {
    // Nothing is installed on the way, and no settings are taken from the folder it runs in. Links are left as they are:
    // that is how contenders get modules of their own (harness/worker/linked-instances.ts).
    before: ['--no-install', '--preserve-symlinks', '--env-file=/dev/null', '--config=/dev/null'],
    environment: () => ({ BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', DO_NOT_TRACK: '1' }),
  },
  deno: {
    // Packages come from node_modules as it is, and code that an earlier process compiled is not taken over.
    before: [
      'run',
      '--allow-all',
      '--node-modules-dir=manual',
      '--no-lock',
      '--no-remote',
      '--no-code-cache',
      '--quiet',
    ],
    environment: (folder) => ({ DENO_DIR: join(folder, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }),
  },
};
