/** The tests of a run one by one, each with where it stands, and the words that every telling of them shares. */

import type { Dialect, SuiteReport, TestError, TestReport, TestsReport, TestState } from '../model.ts';
import { count, elapsed } from '../units.ts';

export interface Told {
  readonly test: TestReport;
  readonly topic: string;
  readonly dialect: Dialect;
  readonly file: string;
  /** The titles of the suites around it, the outermost first. */
  readonly suites: readonly string[];
}

/** In the model's order. */
export function eachTest({ topics }: TestsReport): Told[] {
  return topics.flatMap(({ name: topic, dialects }) =>
    dialects.flatMap(({ dialect, parts }) =>
      parts.flatMap(({ suites }) => suites.flatMap((suite) => within(suite, [], { topic, dialect }))),
    ),
  );
}

export function failedTests(report: TestsReport): Told[] {
  return eachTest(report).filter(({ test }) => test.state === 'failed');
}

export interface Skipped {
  readonly why: string;
  readonly tests: readonly Told[];
}

/** What was skipped, by reason, in the order in which the reasons first come. */
export function skippedTests(report: TestsReport): Skipped[] {
  const reasons = new Map<string, Told[]>();
  for (const told of eachTest(report)) {
    const { state, why = '' } = told.test;
    if (state === 'skipped') reasons.set(why, [...(reasons.get(why) ?? []), told]);
  }
  return Array.from(reasons, ([why, tests]) => ({ why, tests }));
}

/** `cookies › a jar › keeps the path`. */
export function fullTitle({ suites, test }: Told): string {
  return [...suites, test.title].join(' › ');
}

/** `suites/tdd/web/cookies.test.ts:42:30`, as far as it is known. */
export function placeText({ file, test }: Told, error: TestError | undefined = test.errors?.[0]): string {
  const { file: where = file, line, column } = error?.place ?? {};
  return [where, line, column].filter((part) => part !== undefined && part !== '').join(':');
}

/** `5,003 tests passed, 2 failed and 12 were skipped in 97 s`. */
export function sentence({ counts: { passed, failed, skipped }, seconds, complete }: TestsReport): string {
  const said = `${count(passed, 'test')} passed, ${failed} failed, ${skipped} skipped in ${elapsed(seconds)}`;
  return complete ? said : `Interrupted: ${said}`;
}

/** `4 tests did not run because of it`; nothing where none did. */
export function notRunText({ notRun }: TestReport): string | undefined {
  return notRun === undefined ? undefined : `${count(notRun, 'test')} did not run because of it`;
}

export const marks: Readonly<Record<TestState, string>> = { passed: '✓', failed: '✗', skipped: '–' };

export const dialectNames: Readonly<Record<Dialect, string>> = {
  tdd: 'From the inside (TDD)',
  bdd: 'From the outside (BDD)',
  other: 'Elsewhere',
};

function within(suite: SuiteReport, around: readonly string[], home: Pick<Told, 'topic' | 'dialect'>): Told[] {
  const suites = [...around, suite.title];
  const { file } = suite;
  return [
    ...suite.tests.map((test): Told => ({ ...home, file, suites, test })),
    ...suite.suites.flatMap((inner) => within(inner, suites, home)),
  ];
}
