#!/usr/bin/env node
/** The command `touchstone`: connects `main` to this process. */
import { main } from './main.ts';

const interrupted = new AbortController();
const argv = process.argv.slice(2);
let firstAsked = 0;
const measures = argv[0] === 'run' || argv[0] === 'calibrate';
// Only what measures has something to save. Any other command ends as every program does, even in a loop without an end.
if (measures) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
}
let unwritable = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as `head`, is no failure. What measures goes on, for its files: an interrupt at
  // the terminal ends the reader behind a pipe as well.
  if (error.code === 'EPIPE' && measures) return;
  if (error.code === 'EPIPE') process.exit(0);
  if (!unwritable) console.error(`touchstone: Cannot write the output: ${error.message}. (OUTPUT_FAILED)`);
  unwritable = true;
  process.exitCode ||= 3;
});

process.stderr.on('error', () => undefined);

try {
  const code = await main(argv, {
    out: process.stdout,
    err: process.stderr,
    env: process.env,
    signal: interrupted.signal,
  });
  process.exitCode = code === 0 && unwritable ? 3 : code;
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
