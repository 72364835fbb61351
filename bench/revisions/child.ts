/** A program beside us, run to its end: neither it, nor what it starts, outlives us or an interrupt. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { installed } from '../../fixtures/processes/installed.ts';
import { killGroup } from '../harness/process/group.ts';
import { tellReaper } from '../harness/process/tell-reaper.ts';
import { TouchstoneError } from '../errors.ts';

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

export interface Ended {
  /** The exit code, or `null` where a signal ended it. */
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: Buffer;
  /** Both, in the order in which they came. */
  readonly all: Buffer;
}

/** Milliseconds for the pipes of a program that has ended: who left its group may hold them for ever. */
const PIPES_HELD = 1000;

/**
 * Its exit code is not judged.
 *
 * @throws what `spawn` says where it cannot be started; TouchstoneError INTERRUPTED when the signal is aborted
 */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interrupted());
    const child = startHeld(command, args, options);
    const { pid } = child;
    const [out, err, all]: [Buffer[], Buffer[], Buffer[]] = [[], [], []];
    const end = () => {
      if (pid !== undefined) killGroup(pid);
    };
    const forget = () => {
      process.off('exit', end);
      signal?.removeEventListener('abort', end);
      if (pid !== undefined) tellReaper({ free: pid });
    };
    process.once('exit', end);
    signal?.addEventListener('abort', end, { once: true });
    if (pid !== undefined) tellReaper({ hold: pid }, () => child.stdin.end('go\n'));
    child.stdout.on('data', (chunk: Buffer) => void (out.push(chunk), all.push(chunk)));
    child.stderr.on('data', (chunk: Buffer) => void (err.push(chunk), all.push(chunk)));
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('exit', () => {
      end();
      setTimeout(() => [child.stdout, child.stderr].map((pipe) => pipe.destroy()), PIPES_HELD).unref();
    });
    child.once('close', (code) => {
      forget();
      if (signal?.aborted) return reject(interrupted());
      return resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err), all: Buffer.concat(all) });
    });
  });
}

/**
 * Starts it so that it does nothing before it reads a line: if we were killed between its start and the word to the
 * reaper, nobody would know of it. It is the shell that waits, and then becomes the program.
 */
function startHeld(
  command: string,
  args: readonly string[],
  { cwd, env }: ChildOptions,
): ChildProcessWithoutNullStreams {
  const windows = process.platform === 'win32';
  const path = windows ? command : installed(command, env);
  if (path === undefined) throw Object.assign(new Error(`there is no ${command} on the PATH`), { code: 'ENOENT' });
  const words = windows
    ? [path, ...args]
    : ['/bin/sh', '-c', 'read -r go && exec "$@" </dev/null', command, path, ...args];
  // A group of its own: what it starts ends with it, and an interrupt at the terminal reaches only us.
  const child = spawn(words[0]!, words.slice(1), { cwd, env, detached: !windows, stdio: ['pipe', 'pipe', 'pipe'] });
  // It may be killed before it has read the line.
  child.stdin.on('error', () => undefined);
  return child;
}

/** To be thrown where a signal has been aborted before anything was measured. */
export function interrupted(): TouchstoneError {
  return new TouchstoneError('INTERRUPTED', 'The comparison was interrupted.', 'Nothing had been measured yet.');
}
