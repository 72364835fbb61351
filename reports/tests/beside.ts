/** What only the process in which something failed can tell of it: mocha does not carry it from a worker to the reporter. */

import type { Hook, Runner, Suite, Test } from 'mocha';

export interface Beside {
  /** Of a hook that belongs to no file: the one in which it ran. */
  readonly file?: string;
  /** How many tests did not run because of it: where a hook failed, or mocha gave the others up. */
  readonly notRun?: number;
  /** The stacks of what caused it, from the outermost one: `cause` and `errors` are not enumerable, and would be lost. */
  readonly causes?: readonly string[];
}

/** An error that has been looked at; of an object that cannot be written to nothing is told beside. */
export type Told = Error & { beside?: Beside; uncaught?: boolean };

/** To be called as long as mocha tells of the failure. */
export function tellBeside(runner: Runner, failed: Hook | Test, error: Told): void {
  const causes = causesOf(error);
  const stopped = failed.type === 'hook' ? failed.parent : givesUp(failed, error) ? runner.suite : undefined;
  const notRun = stopped ? leftBy(runner, stopped) : 0;
  const file = failed.file ?? onlyFile(failed.parent);
  const beside: Beside = {
    ...(file === undefined ? {} : { file }),
    ...(notRun === 0 ? {} : { notRun }),
    ...(causes.length === 0 ? {} : { causes }),
  };
  if (Object.isExtensible(error)) error.beside = beside;
}

/** A chain of causes may be a circle, and an error of errors may hold thousands: ten are told. */
function causesOf(error: Error): string[] {
  const found: unknown[] = [error];
  for (const at of found) {
    if (!(at instanceof Error) || found.length > 10) continue;
    const { cause, errors } = at as { cause?: unknown; errors?: unknown };
    const next = [...(cause === undefined ? [] : [cause]), ...(Array.isArray(errors) ? errors : [])];
    found.push(...next.filter((one) => !found.includes(one)));
  }
  return found.slice(1, 11).map((cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause)));
}

/** Where nobody caught an error of a test that had passed, mocha runs no other one: it knows its duration by then. */
function givesUp({ duration }: Hook | Test, { uncaught }: Told): boolean {
  return uncaught === true && duration !== undefined;
}

/** Those that were to run, which `--grep` decides, less those that ran, and those that another hook has kept from it. */
function leftBy(runner: Runner, suite: Suite): number {
  let told = 0;
  suite.eachTest((test) => {
    if (test.state !== undefined || kept.has(test)) told += 1;
    else kept.add(test);
  });
  return Math.max(0, runner.grepTotal(suite) - told);
}

const kept = new WeakSet<Test>();

/** A root hook has no file, and a worker has but one. */
function onlyFile(suite: Suite | undefined): string | undefined {
  const files = new Set([...(suite?.suites ?? []), ...(suite?.tests ?? [])].map(({ file }) => file));
  return files.size === 1 ? [...files][0] : undefined;
}
