/** The flags that a process must be started with to be looked at; each is known from Node.js 20 to 26. */
import { join } from 'node:path';
import type { Look } from '../worker/messages.ts';

/** The end of the log's name: V8 writes one for each thread, and puts a name of the thread before it. */
export const LOG = 'v8.log';

/**
 * Code is watched as it is. Allocations are counted to the function whose code allocates, which for what is inlined would
 * be its caller, in the end the loop around all calls: so nothing is inlined there.
 *
 * @param folder the process's own, where the log is written
 */
export function flagsFor(at: Look['at'], folder: string): string[] {
  if (at === 'allocations') return ['--no-turbo-inlining', '--no-maglev-inlining'];
  return ['--prof', '--log-deopt', '--prof-sampling-interval=100', `--logfile=${join(folder, LOG)}`];
}
