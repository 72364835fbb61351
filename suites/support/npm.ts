/** npm in a fresh process that knows nothing of this machine: no settings, no cache, no network. */
import fs from 'node:fs';
import path from 'node:path';
import { run, type Finished } from './program.ts';

export interface NpmOptions {
  /** An empty folder of the test, for whatever npm keeps. */
  readonly home: string;
  readonly cwd: string;
  /** The address of a registry; nothing is fetched by default. */
  readonly registry?: string;
}

/** Whether what is found as `npm` is npm itself, and not a shim of a version manager, which is no program for Node.js. */
export function isNpm(program: string): boolean {
  return path.basename(fs.realpathSync(program)) === 'npm-cli.js';
}

/** Runs `npm ...args` with this Node.js, from what is installed as `npm`. */
export function npm(program: string, args: readonly string[], { home, cwd, registry }: NpmOptions): Promise<Finished> {
  const settings = {
    audit: 'false',
    cache: path.join(home, 'cache'),
    fund: 'false',
    globalconfig: path.join(home, 'global-npmrc'),
    offline: registry === undefined ? 'true' : 'false',
    registry: registry ?? 'http://127.0.0.1:9/',
    update_notifier: 'false',
    userconfig: path.join(home, 'npmrc'),
  };
  const env = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value]));
  // Coverage of npm's own thousand files is slow, and nobody's.
  return run([fs.realpathSync(program), ...args], { cwd, env: { ...env, HOME: home, NODE_V8_COVERAGE: undefined } });
}
