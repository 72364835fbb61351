/** Connects a command to this process: its arguments, its streams, its signals and its exit code. */
import type { Streams } from './commands/terminal.ts';
import { main } from './main.ts';

/**
 * Does what was typed after `touchstone`, and sets the exit code.
 *
 * @param controls the folder of the controls, for a program that has its own
 */
export async function connect(controls?: string): Promise<void> {
  const measures = ['run', 'compare', 'calibrate', 'runtimes'].includes(process.argv[2] ?? '');
  await connectTo(main, { measures, controls });
}

/** @param measures whether an interrupt is to be heard: only what measures has something to save */
export async function connectTo(
  act: (argv: readonly string[], streams: Streams) => Promise<number>,
  { measures, controls }: { readonly measures: boolean; readonly controls?: string | undefined },
): Promise<void> {
  // Any other command ends as every program does, even in a loop without an end.
  const { signal } = measures ? interruption() : new AbortController();
  const unwritable = watchOutput(measures);
  try {
    const code = await act(process.argv.slice(2), {
      out: process.stdout,
      err: process.stderr,
      env: process.env,
      signal,
      ...(controls !== undefined && { controls }),
    });
    process.exitCode = code === 0 && unwritable() ? 3 : code;
  } catch (error) {
    console.error(error);
    process.exitCode = 3;
  }
}

/**
 * Whoever asks twice does not want to wait for a report. But npm hands an interrupt on that the terminal has already
 * sent to everybody, so that one press comes as two signals a few milliseconds apart.
 */
function interruption(): AbortController {
  const interrupted = new AbortController();
  let firstAsked = 0;
  const interrupt = () => {
    if (interrupted.signal.aborted && performance.now() - firstAsked > 500) process.exit(130);
    if (!interrupted.signal.aborted) firstAsked = performance.now();
    interrupted.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return interrupted;
}

/** @returns whether the output could not be written */
function watchOutput(measures: boolean): () => boolean {
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
  return () => unwritable;
}
