/**
 * Whether something looks into a process that measures: an inspector, a profiler or the counting of coverage makes code
 * 1.3 to 4 times slower, and not all code alike.
 *
 * What is on in the process that steers does not reach it: it is started with flags of its own and a cleaned
 * environment. What reaches it all the same is a signal (SIGUSR1 opens the inspector), a wrapper around the runtime, and
 * what a claim turns on itself.
 */

export interface Outside {
  /** Where an inspector listens. */
  readonly url: string | undefined;
  /** Of Node.js and V8. */
  readonly flags: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

const OBSERVING = /^--(?:inspect|cpu-prof|heap-prof|prof|experimental-test-coverage)(?:$|[-=])/;

/** What looks into the process, in words; `undefined` where nothing does. */
export function observerOf({ url, flags, environment }: Outside): string | undefined {
  if (url !== undefined) return `an inspector was open (${url})`;
  const given = [...flags, ...(environment['NODE_OPTIONS'] ?? '').split(/\s+/)];
  const flag = given.find((one) => OBSERVING.test(one));
  if (flag !== undefined) return `it was started with ${flag}`;
  if ((environment['NODE_V8_COVERAGE'] ?? '') !== '') return 'coverage was counted (NODE_V8_COVERAGE)';
  return undefined;
}

/** What looks into this process; to be asked between turns. */
export async function ownObserver(): Promise<string | undefined> {
  const { url } = await import('node:inspector');
  return observerOf({ url: url(), flags: process.execArgv, environment: process.env });
}
