/** What can be said at one point of a claim’s table. */
import type { DiagnosisReport } from './diagnosis.ts';
import type { Doubt, Interval, Metric, Value, Verdict } from './words.ts';

/** What can be said at one point of a claim's table. */
export interface CaseReport {
  /** `bytes=16 chunks=2`; empty for a claim without parameters. */
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  /** The shard that measured it, where several were merged. */
  readonly shard?: number;
  readonly verdict: Verdict;
  /** The verdict that the claim expects here; missing where it expects none. */
  readonly expected?: Verdict;
  /** `measured`: by the interval. `answers`: because an answer is wrong, whatever the times are. */
  readonly ground: 'measured' | 'answers';
  /** One sentence that gives the verdict's reason in words, for a person. */
  readonly reason: string;
  /** 95 % interval of the ratio; missing where nothing could be measured, and where the answers decide. */
  readonly ratio?: Interval;
  /**
   * The ratio of each round, in time order: every contender in one process, or each in its own where probes decide. Empty
   * where the answers decide, and where a value is 0.
   */
  readonly together: readonly number[];
  /** The ratio of each solo round, in time order: a process for every contender. */
  readonly apart: readonly number[];
  /** 95 % interval of the ratio in the solo rounds, where there were enough. */
  readonly apartRatio?: Interval;
  /** Which rounds decided. They differ only where the contenders disturb each other in one process. */
  readonly decidedBy: 'together' | 'apart';
  /** The clock that decided a claim about time: `wall`, or `cpu` for the time that the process spent on processors. */
  readonly clock: 'wall' | 'cpu';
  /** The ratio by the other clock, where there is one. */
  readonly otherClock?: Interval;
  /**
   * How far log ratios spread, as standard deviations: from one process to the next, and from one cycle of turns to the
   * next within a process. Missing where there are no rounds of turns.
   */
  readonly spread?: { readonly processes: number; readonly cycles: number };
  /** For an inconclusive case: how many further rounds would settle it, as far as can be told. */
  readonly moreRounds?: number;
  /** In the claim's order. */
  readonly contenders: readonly ContenderReport[];
  /** The metrics beside the claim's own, where they were asked for. */
  readonly metrics?: readonly MetricReport[];
  /** How the contenders were loaded, where they are servers. */
  readonly load?: LoadReport;
  /** What more connections brought each of them, in the claim's order, where that was asked for. */
  readonly sweeps?: readonly SweepReport[];
  /** In the claim's order; missing where none was asked for. */
  readonly diagnoses?: readonly DiagnosisReport[];
  readonly doubts: readonly Doubt[];
}

export interface ContenderReport {
  readonly name: string;
  readonly role: 'favoured' | 'baseline' | 'other';
  readonly answer: 'right' | 'wrong';
  /** Why the answer is wrong, as the claim says it; missing where the claim did not expect it. */
  readonly wrongBecause?: string;
  /** The answer, shortened for the eye. */
  readonly shown: string;
  /** The claim's metric in its unit; the median round, and the range of the middle half of the rounds. */
  readonly value?: Interval;
  /** value(contender) / value(favoured), a 95 % interval; missing for the favoured one and where an answer is wrong. */
  readonly timesFavoured?: Interval;
}

/** A metric beside the one that the claim is about. It is shown and has no verdict, so it is not corrected for others. */
export interface MetricReport {
  readonly metric: Metric;
  /** 95 % interval of the ratio; missing where there are too few rounds, or none to be had. */
  readonly ratio?: Interval;
  /** Why there is no ratio, as a sentence without a full stop: `neither allocates anything`. */
  readonly says?: string;
  /** For each contender the median round, and the middle half of the rounds, in the claim's order. */
  readonly values: readonly { readonly name: string; readonly value: Interval }[];
}

/** How servers are loaded in every round. */
export interface LoadReport {
  readonly connections: number;
  /** Requests a second, in an open model; missing where each connection waits for its answer (a closed model). */
  readonly rate?: number;
  /** Milliseconds. */
  readonly turn: number;
  readonly turns: number;
}

/** The throughput of a server over the number of connections. */
export interface SweepReport {
  readonly contender: string;
  /** Ascending; the median round, and the middle half of the rounds: nanoseconds from one answer to the next. */
  readonly points: readonly { readonly connections: number; readonly throughput: Interval }[];
  /** Behind how many connections more of them bring no more, as one sentence without a full stop. */
  readonly says: string;
  /**
   * The numbers of connections at or behind which the knee lies, and at or before which; `high` is missing where it could
   * lie behind all of them. Missing where there are too few rounds, and where more connections brought more to the end.
   */
  readonly knee?: { readonly estimate: number; readonly low: number; readonly high?: number };
}
