/** Runtimes other than Node.js that some tests need: those that have been fetched on this machine. No test fetches one. */
import { cachedIn, runtimesFolder, satisfying } from '../../bench/runtimes/cache.ts';
import type { Kind } from '../../bench/runtimes/spec.ts';

interface Declare {
  (title: string, body: () => void): unknown;
  readonly skip: (title: string, body: () => void) => unknown;
}

/**
 * Declares a suite whose body gets the path of the newest one of this kind. Where there is none it is skipped, under a title
 * that says so, also where TOUCHSTONE_REQUIRE_ALL is set: what is fetched from a registry is nothing that a machine has.
 */
export function whenFetched(kind: Kind, declare: Declare): (title: string, body: (path: string) => void) => void {
  const [newest] = satisfying(cachedIn(runtimesFolder(process.env)), { kind, version: [] });
  return (title, body) => {
    if (newest) declare(title, () => body(newest.path));
    else declare.skip(`${title} (skipped: touchstone runtimes add ${kind} has not been run)`, () => body(''));
  };
}
