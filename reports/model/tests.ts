/** A run of the suites: what each topic's tests say of it, in both dialects, and what became of them. */

/** `tdd` tells from the inside, `bdd` from the outside; `other` is what lies elsewhere, or belongs to no file. */
export type Dialect = 'tdd' | 'bdd' | 'other';

export type TestState = 'passed' | 'failed' | 'skipped';

/** Tests by state. A hook that failed and a file that did not load count as a failed test each. */
export type TestCounts = Readonly<Record<TestState, number>>;

export interface TestsReport {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  /** The version of Node.js: `20.20.2`. */
  readonly node: string;
  /** False where the run was interrupted: what was told until then. */
  readonly complete: boolean;
  readonly counts: TestCounts;
  /** By name. */
  readonly topics: readonly TopicReport[];
}

/** The folder below `suites/tdd` and `suites/bdd`, such as `web`. */
export interface TopicReport {
  readonly name: string;
  readonly counts: TestCounts;
  /** At most one of each, in the order tdd, bdd, other. */
  readonly dialects: readonly DialectReport[];
}

export interface DialectReport {
  readonly dialect: Dialect;
  readonly counts: TestCounts;
  /** The topic's own suites first, then those of the folders within it, by name. */
  readonly parts: readonly PartReport[];
}

export interface PartReport {
  /** The folder within the topic, such as `bodies`; empty for the topic itself. */
  readonly name: string;
  /** By file, and as they stand in it. */
  readonly suites: readonly SuiteReport[];
}

export interface SuiteReport {
  readonly title: string;
  /** The `.ts` file from the repository's root: `suites/tdd/web/cookies.test.ts`; empty where nobody knows. */
  readonly file: string;
  readonly counts: TestCounts;
  /** In the order in which they were told. */
  readonly tests: readonly TestReport[];
  readonly suites: readonly SuiteReport[];
}

export interface TestReport {
  readonly title: string;
  readonly state: TestState;
  /** Milliseconds; 0 where nothing ran. */
  readonly ms: number;
  /** It took longer than mocha's option `slow` allows. */
  readonly slow?: true;
  /** Why it was skipped. */
  readonly why?: string;
  /** How often it had failed before this. */
  readonly retries?: number;
  /** It is no test but a hook that failed, or an error outside of any test. */
  readonly hook?: true;
  /** How many tests did not run because of it: a hook, or an error that came when its test had passed. */
  readonly notRun?: number;
  /** At least one where it failed. */
  readonly errors?: readonly TestError[];
}

export interface TestError {
  /** With the name of its class, as the stack has it: `AssertionError: expected 1 to equal 2`. */
  readonly message: string;
  /** Lines that begin with `+` were expected, those with `-` came. */
  readonly diff?: string;
  /** The frames only, paths from the repository's root, causes below. */
  readonly stack?: string;
  readonly place?: TestPlace;
}

/** Where an assertion failed: the first frame in a suite, or else the first in the project. */
export interface TestPlace {
  /** From the repository's root. */
  readonly file: string;
  /** Both from 1; missing where only the file is known. */
  readonly line?: number;
  readonly column?: number;
  /** What stands on that line. */
  readonly code?: string;
}
