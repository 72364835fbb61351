/** What became of every claim on every runtime: claims down, runtimes across, from an ordinary run on each. */
import type { BreakageReport, CrossingReport, VersionChange } from './claim.ts';
import type { EnvironmentReport } from './environment.ts';
import type { RunReport } from './run.ts';
import type { Figure, Interval, Metric, Value, Verdict } from './words.ts';

export interface MatrixReport {
  /** How many claims have the same verdict everywhere, how many differ, how many could not be told. */
  readonly sentence: string;
  /** What is to be known before any figure: runtimes that were not measured, machines or code that differ. Sentences. */
  readonly warnings: readonly string[];
  /** What is compared, and what the correction of each run means for all of them. Sentences. */
  readonly method: readonly string[];
  /** What the columns are: each a runtime of its own, or runs of which some are of one runtime, such as those of two people. */
  readonly across: 'runtimes' | 'runs';
  /** The columns, in the order in which they were asked for. All cells and all places below follow it. */
  readonly runtimes: readonly MatrixRuntime[];
  /** By topic, then by name. */
  readonly claims: readonly MatrixClaim[];
}

export interface MatrixRuntime {
  /** `Node.js 22.21.1`; with its day, commit or run where there are several of one version. Unlike all others. */
  readonly name: string;
  /** A head for a narrow column, unlike all others: `n22`, `bun`. */
  readonly short: string;
  /** As it was asked for: `node@22`, a path, the results file. */
  readonly asked: string;
  /** Missing where it could not be measured at all. */
  readonly run?: MatrixRun;
  /** Why it could not be measured, as a sentence with a full stop. */
  readonly says?: string;
  /** What it cannot tell of what another one tells, or could not be asked. */
  readonly cannot: readonly MatrixGap[];
}

/** The run on one runtime. */
export interface MatrixRun extends Pick<
  RunReport,
  'version' | 'id' | 'started' | 'seconds' | 'seed' | 'quick' | 'complete' | 'controls' | 'comparisons' | 'counts'
> {
  readonly environment: EnvironmentReport;
  /** What broke and belongs to no claim that could be read. */
  readonly broken: readonly BreakageReport[];
}

/** Claims about one metric that a runtime has no verdict on, for one reason. */
export interface MatrixGap {
  readonly metric: Metric;
  readonly figure?: Figure;
  /** Without a full stop: `not asked here: needs the builtin punycode, which this Node.js no longer has`. */
  readonly says: string;
  /** Their ids. */
  readonly claims: readonly string[];
}

/**
 * - `same`: told alike on every runtime that was measured, by a claim at one case at least;
 * - `partly`: told alike on those that could tell, at least two, and not by the others;
 * - `differs`: at one case at least, two runtimes tell different verdicts;
 * - `untold`: told on fewer than two, so that there is nothing to compare.
 *
 * Only what is told counts: from or to inconclusive is no change of a verdict.
 */
export type Agreement = 'same' | 'partly' | 'differs' | 'untold';

export interface MatrixClaim {
  readonly id: string;
  readonly topic: string;
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly metric: Metric;
  readonly figure?: Figure;
  readonly favours: string;
  readonly over: string;
  /** Of the first run that has the claim. */
  readonly margin: number;
  readonly atLeast?: number;
  readonly agreement: Agreement;
  /** Where it stands, without a full stop: `confirmed on Node.js 20 and 22, refuted from Node.js 24 on`. */
  readonly sentence: string;
  /** Why a difference may not be one of the runtimes: the code of the claim differs between the runs. A full sentence. */
  readonly doubt?: string;
  readonly axes: Readonly<Record<string, readonly Value[]>>;
  /** The numeric axis on which the winner may change, if the claim names one. */
  readonly crossingAxis?: string;
  /** A cell a runtime. */
  readonly cells: readonly MatrixCell[];
  /** Its cases, of all runs. */
  readonly cases: readonly MatrixCase[];
  /** What is otherwise on a later version of the same runtime: by runtime, then from old to new. */
  readonly shifts: readonly MatrixShift[];
  /** All changes between versions that the claim tells of. */
  readonly changes: readonly MatrixChange[];
}

/** What differs between two versions of one runtime. Only what is told on both is compared. */
export interface MatrixShift {
  /** Places of the runtimes: the last that could tell before, and the one that tells it otherwise. */
  readonly from: number;
  readonly to: number;
  /** The ids of the cases whose verdict differs, or whose winner does. */
  readonly cases: readonly string[];
  /** What differs, each without a full stop: `at bytes=1 B: confirmed, then refuted`. */
  readonly says: readonly string[];
  /** What the claim knows to have changed between the two. Where it is empty, nothing is known that explains it. */
  readonly changes: readonly MatrixLink[];
}

export interface MatrixLink extends VersionChange {
  /** The older version has it, from another line of releases, and the newer one does not have it yet. */
  readonly notYet?: true;
}

/**
 * - `seen`: something differs between two versions around it;
 * - `unseen`: versions around it were measured, and nothing is shown to differ;
 * - `unasked`: no two versions around it were measured.
 */
export interface MatrixChange extends VersionChange {
  readonly effect: 'seen' | 'unseen' | 'unasked';
}

/** A claim on one runtime. */
export interface MatrixCell {
  /** The verdict of all of its cases, `mixed` where they differ; without a case `broken`, or `unasked`. */
  readonly is: Verdict | 'mixed' | 'broken' | 'unasked';
  /** The verdict for the whole in one sentence, or why there is none. Without a full stop. */
  readonly sentence: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The cases with the smallest and the largest ratio; missing where there is none. */
  readonly weakest?: MatrixExtreme;
  readonly strongest?: MatrixExtreme;
  /** Where the winner changes there. */
  readonly crossings: readonly CrossingReport[];
  readonly broken: readonly BreakageReport[];
}

export interface MatrixExtreme {
  readonly case: string;
  readonly ratio: Interval;
}

/** A claim at one point of its table. */
export interface MatrixCase {
  /** Empty for a claim without parameters. */
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly agreement: Agreement;
  /** As {@link MatrixClaim.sentence}. */
  readonly sentence: string;
  /** One for each runtime; null where it was not measured there. */
  readonly found: readonly (MatrixVerdict | null)[];
}

export interface MatrixVerdict {
  readonly verdict: Verdict;
  readonly ground: 'measured' | 'answers';
  /** A 95 % interval; missing where nothing could be measured, and where the answers decide. */
  readonly ratio?: Interval;
  /** One sentence, with a full stop. */
  readonly reason: string;
}
