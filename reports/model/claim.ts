/** A claim with all of its cases, and what of it could not be measured. */
import type { CaseReport } from './case.ts';
import type { Drawing } from './drawing.ts';
import type { ElsewhereReport } from './life.ts';
import type { Doubt, Figure, Metric, Value, Verdict } from './words.ts';

export interface ClaimReport {
  /** `buffers/concat-beats-joining`. */
  readonly id: string;
  /** For a control where several shards were merged: the one that it was held against. */
  readonly shard?: number;
  readonly topic: string;
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly quote?: string;
  readonly metric: Metric;
  /** What the contenders count, where the metric is `figure`. */
  readonly figure?: Figure;
  /** Why it was not asked: what the machine or the runtime lacks, as a sentence without a full stop. */
  readonly lacks?: string;
  readonly margin: number;
  /** The least ratio at which the claim holds; missing where the favoured one has to win by the margin. */
  readonly atLeast?: number;
  readonly favours: string;
  readonly over: string;
  /** Set for a control: the range in which the ratio is known to lie, and whether it was found there. */
  readonly control?: { readonly known: readonly [number, number]; readonly passed: boolean };
  /** The verdict for the whole in one sentence: `confirmed at 5 of 6; the winner changes between 1 KiB and 4 KiB`. */
  readonly sentence: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly axes: Readonly<Record<string, readonly Value[]>>;
  readonly crossings: readonly CrossingReport[];
  /** The numeric axis that a plot has along its foot, if the claim names one. */
  readonly crossingAxis?: string;
  readonly landmarks: readonly Landmark[];
  /** The contenders' source as it ran. */
  readonly contenders: readonly { readonly name: string; readonly code: string }[];
  readonly cases: readonly CaseReport[];
  /** What shows the mechanism; missing where the claim has none. */
  readonly drawings?: readonly Drawing[];
  readonly broken: readonly BreakageReport[];
  /** The day on which it has to be looked at again, as `2027-06-30`. */
  readonly expires?: string;
  /** In the claim's order; missing where it tells of none. */
  readonly changes?: readonly VersionChange[];
  /** In the claim's order; missing where it names none. */
  readonly elsewhere?: readonly ElsewhereReport[];
  /** What speaks against the claim, whatever its figures are; missing where nothing does. */
  readonly doubts?: readonly Doubt[];
}

/** What changed between two versions of a runtime. */
export interface VersionChange {
  /** The first version that has it: `node@22`. */
  readonly since: string;
  /** A sentence without a full stop. */
  readonly says: string;
  /** An address. */
  readonly source: string;
}

/** Where the winner changes along the claim's crossing axis, everything else being equal. */
export interface CrossingReport {
  readonly axis: string;
  /** The other parameters, which are fixed along this line. */
  readonly given: Readonly<Record<string, Value>>;
  /** The last value at which one wins, and the first at which it does not. */
  readonly between: readonly [number, number];
  /** What holds on either side of it. */
  readonly verdicts: readonly [Verdict, Verdict];
  /** Where the ratio passes 1, interpolated; missing where it is not shown to pass it. */
  readonly estimate?: number;
  /**
   * The 95 % interval of that place, which may reach beyond `between`, and never beyond what was measured. Without an
   * estimate one end alone may be known: before `low` the ratio is shown to be on one side of 1, or behind `high`, and it
   * is not shown to be on the other anywhere.
   */
  readonly low?: number;
  readonly high?: number;
  /** `concat wins at 4 KiB, += at 64 KiB, even at about 14 KiB [9.1 KiB, 22 KiB]`. */
  readonly says: string;
}

export interface Landmark {
  readonly at: number;
  readonly name: string;
}

/** Something that could not be measured, and why. */
export interface BreakageReport {
  /** The claim's id, or the file's path where it could not even be loaded. */
  readonly claim: string;
  /** The case; missing where the whole claim is broken. */
  readonly case?: string;
  readonly contender?: string;
  /** In a comparison the name of the side that it broke at. */
  readonly side?: string;
  /** `compiling`, `loading`, `proving`, … */
  readonly stage: string;
  readonly code: string;
  /** What happened, in one sentence. */
  readonly says: string;
  /** What to do. */
  readonly remedy: string;
}
