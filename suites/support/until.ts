/** Waits for what no event tells, such as what another part has closed a turn later; and not for ever. */

/** Less than a test may take: what waits for ever would keep the process of the suites from ending. */
const LIMIT_MS = 15_000;

/**
 * Looks at every turn of the event loop.
 * @param what how the sentence calls it, where it does not come about: `no file`
 */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`expected ${what} within ${LIMIT_MS / 1000} s`);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}
