#!/usr/bin/env node
/** The command `touchstone`: connects `main` to this process. */
import { main } from './main.ts';

const interrupted = new AbortController();
const argv = process.argv.slice(2);
let firstAsked = 0;
// Only what measures has something to save. Any other command ends as every program does, even in a loop without an end.
if (argv[0] === 'run' || argv[0] === 'calibrate') {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
}
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 3);
});

process.stderr.on('error', () => undefined);

try {
  process.exitCode = await main(argv, {
    out: process.stdout,
    err: process.stderr,
    env: process.env,
    signal: interrupted.signal,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}

/**
 * Whoever asks twice does not want to wait for a report. But npm hands an interrupt on that the terminal has already
 * sent to everybody, so that one press comes as two signals a few milliseconds apart.
 */
function interrupt(): void {
  if (interrupted.signal.aborted && performance.now() - firstAsked > 500) process.exit(130);
  if (!interrupted.signal.aborted) firstAsked = performance.now();
  interrupted.abort();
}
