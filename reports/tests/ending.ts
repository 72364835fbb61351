/** A process that ends before it is done: interrupted by a person, stopped by a program, or ended by its own code. */

import { constants } from 'node:os';

/** Calls back before it ends, once. Returns what is to be called where it is done. */
export function beforeEnding(tell: () => void): () => void {
  const signalled = (signal: NodeJS.Signals): void => {
    process.off('exit', exited);
    // Mocha sends its child SIGTERM right behind SIGINT: what nobody listened to would end it in the middle of telling.
    tell();
    forget();
    // Mocha ends its workers first, and then itself by the same signal; or it is done while it waits, with success.
    process.exitCode = 128 + constants.signals[signal];
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const exited = (): void => {
    forget();
    // A test that calls `process.exit(0)` would pass for a whole run.
    if (!process.exitCode) process.exitCode = 1;
    tell();
  };
  const forget = (): void => {
    for (const signal of signals) process.off(signal, signalled);
    process.off('exit', exited);
  };
  for (const signal of signals) process.on(signal, signalled);
  process.on('exit', exited);
  return forget;
}

const signals = ['SIGINT', 'SIGTERM'] as const;
