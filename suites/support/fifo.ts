/** Named pipes for tests: Node.js reads and writes them, but cannot make one. */
import { execFileSync, spawnSync } from 'node:child_process';

/** Whether they can be made here; where not, such a test is skipped under a title that says so. */
export const fifosPossible = process.platform !== 'win32' && spawnSync('mkfifo', ['--help']).error === undefined;

/** Makes a FIFO and returns its path. */
export function makeFifo(path: string): string {
  execFileSync('mkfifo', [path]);
  return path;
}
