/** A judged comparison: what became slower or faster, from one revision to another or from one runtime to another. */
import type { BreakageReport } from './claim.ts';
import type { EnvironmentReport } from './environment.ts';
import type { Doubt, Figure, Interval, Metric, Value, Verdict } from './words.ts';

/**
 * - `slower`, `faster`: by more than the tolerance;
 * - `equivalent`: whatever difference there is, is smaller than the tolerance;
 * - `inconclusive`: none of these could be shown.
 */
export type Change = 'slower' | 'faster' | 'equivalent' | 'inconclusive';

export interface ComparisonReport {
  readonly version: string;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly seed: number;
  readonly quick: boolean;
  /** False where the run was cut short: what had been measured until then is judged. */
  readonly complete: boolean;
  /** Which of several shards it is, by itself: the others measure the rest. Missing where they were merged, or there is one. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /** One for each machine that took part. */
  readonly environments: readonly EnvironmentReport[];
  readonly of: 'revisions' | 'runtimes';
  /** What the others are compared with. All names differ. */
  readonly baseline: SideReport;
  /** The head; or every runtime but the first. */
  readonly sides: readonly SideReport[];
  /**
   * - `regression`: something is slower than at the base; of runtimes one is always the slower, which is no regression;
   * - `pass`: nothing is, and everything that was to be compared could be told, or was shown not to be slower;
   * - `inconclusive`: something may be slower, was not measured before the run ended, or the machine was not fit;
   * - `broken`: something broke, or nothing ran though something was to;
   * - `nothing to measure`: no claim reaches what has changed, or there is none that both have.
   */
  readonly outcome: 'pass' | 'regression' | 'inconclusive' | 'broken' | 'nothing to measure';
  /** What came out, as one sentence. */
  readonly sentence: string;
  /** Whether the twin, or whatever else is known, was read right: where not, nothing that was measured is believed. */
  readonly controls: { readonly passed: boolean; readonly says: string };
  /** How many questions were asked at once (Holm). */
  readonly comparisons: number;
  /** The smallest slow-down that half of them would have shown, as a share; missing where nothing was measured. */
  readonly smallestEffect?: number;
  readonly counts: Readonly<Record<Change, number>>;
  /** By claim, contender, case, side, in the order of the claims. */
  readonly changes: readonly ChangeReport[];
  /** Of claims whose code differs, and whose verdicts before and now were looked at; none across runtimes. */
  readonly verdicts: readonly VerdictChange[];
  /** What was not compared, and why. */
  readonly standings: readonly StandingReport[];
  readonly broken: readonly BreakageReport[];
  readonly doubts: readonly Doubt[];
}

export interface SideReport {
  /** `main`, `the working tree`; `Node.js 22.21.1`. */
  readonly name: string;
  /** In full. */
  readonly commit?: string;
  readonly subject?: string;
  /** A working tree that differs from its commit. */
  readonly changed?: boolean;
}

/** One contender at one case: a side against the baseline. */
export interface ChangeReport {
  readonly claim: string;
  readonly topic: string;
  /** What the claim says, and the file that holds it, from the root of the project. */
  readonly says: string;
  readonly file: string;
  readonly contender: string;
  readonly case: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly metric: Metric;
  readonly figure?: Figure;
  /** The name of the side. */
  readonly side: string;
  readonly is: Change;
  /** `answers`: they do not answer alike, so that their times say nothing. */
  readonly ground: 'measured' | 'answers';
  /** Shown not to be slower than is tolerated, as every equivalent and every faster one is. */
  readonly notSlower: boolean;
  /** As a share. */
  readonly tolerance: number;
  /**
   * value(side) / value(baseline), a 95 % interval: above 1 it is slower. Where the baseline has a twin, which is the
   * baseline once more, its value is the geometric mean of both. Missing where nothing could be measured.
   */
  readonly ratio?: Interval;
  /** value(twin) / value(baseline). */
  readonly twin?: Interval;
  /** The metric in its unit: the median round and the middle half, of the baseline and of the side. */
  readonly values: readonly { readonly name: string; readonly value: Interval }[];
  /** The ratio of each round, in time order. */
  readonly rounds: readonly number[];
  /** One sentence for a person, with a full stop. */
  readonly reason: string;
  /** For an inconclusive one: how many further rounds would settle it, as far as can be told. */
  readonly moreRounds?: number;
}

/** A claim's verdict at one case, before and now. */
export interface VerdictChange {
  readonly claim: string;
  readonly says: string;
  readonly case: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly before: Verdict;
  readonly now: Verdict;
  readonly ratioBefore?: Interval;
  readonly ratioNow?: Interval;
  /** Both are told, and they differ: a verdict that has become, or ceased to be, inconclusive is no flip. */
  readonly flipped: boolean;
}

export interface StandingReport {
  readonly claim: string;
  readonly contender?: string;
  readonly case?: string;
  /** `unmeasured`: it was to be compared, and the run ended before. */
  readonly is: 'unchanged' | 'new' | 'gone' | 'broken' | 'lacking' | 'unmeasured';
  /** Why, as a sentence without a full stop. */
  readonly says?: string;
}
