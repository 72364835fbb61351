/** Runs a few lines of JavaScript in a fresh Node, and tells how it ended and what it said. */
import { execFile } from 'node:child_process';

export interface Ended {
  /** The exit code; `null` if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `source`, as an ES module, in the Node that runs the tests. It does not inherit the environment, of which a
 * single `NODE_OPTIONS` would change what is tested.
 * @param flags such as `--expose-gc`
 */
export async function freshNode(source: string, flags: readonly string[] = []): Promise<Ended> {
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...flags, '--input-type=module', '--eval', source],
      { env: {} },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Where a compiled module lies, as a child process imports it: `fixtures/buffers/pool.js`. */
export function compiled(path: string): string {
  return new URL(`../../${path}`, import.meta.url).href;
}
