/** `--limit`: after so long a run ends as it would by an interrupt, and says that it was the time. */
import { TouchstoneError } from '../errors.ts';

export interface Limit {
  /** Aborted by the person, or when the time is up. */
  readonly signal: AbortSignal;
  /** The error that is to be told where this one was thrown. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * The time begins now.
 *
 * @param milliseconds a whole number, at most 2³¹ − 1; `undefined` for no limit
 */
export function limitTo(milliseconds: number | undefined, interrupted: AbortSignal): Limit {
  if (milliseconds === undefined) return { signal: interrupted, explain: (error) => error };
  const timeIsUp = AbortSignal.timeout(milliseconds);
  return {
    signal: AbortSignal.any([interrupted, timeIsUp]),
    explain(error) {
      const aborted = error instanceof TouchstoneError && error.code === 'INTERRUPTED';
      if (!aborted || interrupted.aborted || !timeIsUp.aborted) return error;
      const says = `The ${milliseconds / 1000} s of --limit were up before the run came to its end.`;
      return new TouchstoneError('TIME_IS_UP', says, error.remedy, { cause: error });
    },
  };
}
