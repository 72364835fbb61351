/** Waits for a promise to fail, and gives the error. */

/** @throws Error if the promise is fulfilled */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`expected a rejection, but the promise was fulfilled with ${JSON.stringify(outcome.value)}`);
}
