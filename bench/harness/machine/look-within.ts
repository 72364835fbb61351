/** Looks around from within a runtime: the environment of a run that it measures, and the metrics that it cannot tell. */
import { TouchstoneError } from '../../errors.ts';
import type { Environment } from '../../results.ts';
import { isOurs, startBound } from '../process/bound-process.ts';
import { interrupted } from '../process/measured-process.ts';
import type { Runtime } from '../process/runtime.ts';
import type { WithinReply } from './within.ts';

/** What a runtime is, and the runtime with what it cannot tell. */
export interface SeenWithin<R extends Runtime> {
  readonly environment: Environment;
  readonly runtime: R;
}

export interface LookWithinOptions {
  /** The folder whose commit is recorded. */
  readonly root: string;
  /** Milliseconds without an answer after which it is given up. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

/** Less than this is no time for what is tried, on a machine that is busy. */
const LEAST_PATIENCE = 30_000;

/**
 * @throws {TouchstoneError} RUNTIME_UNUSABLE where it cannot run what measures; INTERRUPTED
 */
export function lookWithin<R extends Runtime & { readonly name: string }>(
  runtime: R,
  { root, patience, signal }: LookWithinOptions,
): Promise<SeenWithin<R>> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interrupted());
    const { child, end, clear } = startBound(new URL('./within.js', import.meta.url), { runtime, errors: true });
    let reply: WithinReply | undefined;
    let errors = '';
    const late = setTimeout(end, Math.max(patience, LEAST_PATIENCE));
    signal?.addEventListener('abort', end, { once: true });
    child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(0, 2000)));
    child.on('message', (message: WithinReply) => {
      if (isOurs(message)) reply = message;
    });
    const finish = (how: string) => {
      clearTimeout(late);
      signal?.removeEventListener('abort', end);
      clear();
      if (signal?.aborted) return reject(interrupted());
      if (reply?.is === 'seen')
        return resolve({ environment: reply.environment, runtime: { ...runtime, untold: reply.untold } });
      return reject(unusable(runtime, reply?.says ?? firstLine(errors) ?? how));
    };
    child.once('close', (code, ended) => finish(`it ended with ${ended ?? `exit code ${code}`} without an answer`));
    child.once('error', (error) => finish(error.message));
    child.send({ root }, () => undefined);
  });
}

function firstLine(errors: string): string | undefined {
  return errors
    .split('\n')
    .find((line) => /\berror\b/i.test(line))
    ?.trim();
}

function unusable({ name, path }: Runtime & { readonly name: string }, why: string): TouchstoneError {
  const says = `${name} (${path}) cannot run what measures: ${why}.`;
  return new TouchstoneError('RUNTIME_UNUSABLE', says, 'Take a newer version of it.');
}
