/** A program beside us, run to its end: neither it, nor what it starts, outlives us or an interrupt. */
import { spawn } from 'node:child_process';
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
  const { cwd, env, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interrupted());
    // A group of its own: what it starts ends with it, and an interrupt at the terminal reaches only us.
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
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
    if (pid !== undefined) tellReaper({ hold: pid });
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

/** To be thrown where a signal has been aborted before anything was measured. */
export function interrupted(): TouchstoneError {
  return new TouchstoneError('INTERRUPTED', 'The comparison was interrupted.', 'Nothing had been measured yet.');
}
