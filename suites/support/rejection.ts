/** The error with which a promise rejects, for tests that look at more than its message. */
import { AssertionError } from 'chai';

/** Throws where the promise fulfils, or rejects with something that is no error. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<Error> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new AssertionError(`Expected a rejection with an error, got one with ${String(error)}`);
  }
  throw new AssertionError(`Expected a rejection, got the value ${String(value)}`);
}

/** The code of that error. */
export async function codeOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return ((await rejectionOf(promise)) as NodeJS.ErrnoException).code;
}
