/**
 * The judged run that every format draws: plain data, judged and worded, not yet formatted. Imports nothing.
 *
 * Values are in the units of their metric, see {@link Metric}. A ratio is value(over) / value(favours): above 1 the
 * favoured contender won. Shares are fractions (0.05 is 5 %). Lists are in the order in which they are to be shown.
 */

export type Value = string | number | boolean;

/**
 * - `confirmed`: the favoured contender wins by more than the margin;
 * - `refuted`: it loses by more than the margin, or an answer is wrong that the claim says is right;
 * - `equivalent`: whatever difference there is, is smaller than the margin;
 * - `inconclusive`: none of these could be shown.
 */
export type Verdict = 'confirmed' | 'refuted' | 'equivalent' | 'inconclusive';

/**
 * What is measured; of all of them less is better. Nanoseconds a call (`time`, `cpu time`, `gc time`), nanoseconds of the
 * longest stall (`loop delay`) and of the first call (`first call`), bytes a call (`allocated`), collections a call (`gc
 * count`), waits a call (`context switches`), a share (`loop utilisation`), bytes at the peak beyond what was there before
 * (`resident memory`, `external memory`), or what the claim says that it counts (`figure`).
 */
export type Metric =
  | 'time'
  | 'loop delay'
  | 'cpu time'
  | 'allocated'
  | 'gc count'
  | 'gc time'
  | 'loop utilisation'
  | 'resident memory'
  | 'external memory'
  | 'first call'
  | 'context switches'
  | 'figure'
  | 'throughput'
  | 'latency p50'
  | 'latency p99'
  | 'errors'
  | 'retained';

/** What contenders count themselves: `bytes on the wire`. */
export interface Figure {
  readonly name: string;
  readonly unit: 'bytes' | 'count' | 'share';
}

/** An estimate and the interval around it, `low <= estimate <= high`. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** A reason for which a figure may not be trusted. Both sentences end with a full stop. */
export interface Doubt {
  /** Kebab-case, stable, for machines: `few-rounds`, `disturb-each-other`. */
  readonly code: string;
  readonly says: string;
  readonly advice: string;
}

/** The stages through which V8 takes code that is called often: each is faster, and supposes more. */
export type Tier = 'interpreter' | 'baseline' | 'maglev' | 'turbofan';

export interface FunctionReport {
  readonly name: string;
  /** `bench/claims/a.ts:12`, `node:buffer:577`; empty where it is in no file. */
  readonly place: string;
}

/** What V8 made of a contender. */
export interface TiersReport {
  /** How often it was seen running; where it is 0, the shares are too. */
  readonly samples: number;
  /** Of the time in its JavaScript, by the tier of the code that ran: in turns as they are timed, … */
  readonly shares: Readonly<Record<Tier, number>>;
  /** … and in the half second after them. */
  readonly later: Readonly<Record<Tier, number>>;
  readonly functions: readonly (FunctionReport & { readonly tier: Tier; readonly share: number })[];
  /** Code that was thrown away, because what it supposed did not hold; `timed` where that was during the turns. */
  readonly deopts: readonly (FunctionReport & {
    readonly reason: string;
    readonly timed: boolean;
    readonly times: number;
  })[];
}

/** Where a contender's time and memory went. */
export interface ProfileReport {
  readonly samples: number;
  readonly collecting: number;
  readonly harness: number;
  /** No JavaScript ran: it waited, or native code worked by itself. */
  readonly outside: number;
  /** The greatest first; `native` is the part of it in built-ins and native code. */
  readonly functions: readonly (FunctionReport & { readonly share: number; readonly native: number })[];
  /** Bytes a call on the heap of V8, about. */
  readonly allocated: number;
  /** Who allocates, as a share of that; empty where it is next to nothing. */
  readonly sites: readonly (FunctionReport & { readonly share: number })[];
}

/** What was seen of a contender in processes of its own, beside the measurement. */
export interface DiagnosisReport {
  readonly contender: string;
  readonly tiers?: TiersReport;
  readonly profile?: ProfileReport;
  /** Why there is none. */
  readonly failed?: string;
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
}

/** A drawing of memory, step by step, that helps to understand a mechanism. Places and sizes are bytes. */
export interface Drawing {
  readonly title: string;
  readonly steps: readonly {
    /** What happens here, as one sentence. */
    readonly says: string;
    readonly spaces: readonly DrawnSpace[];
  }[];
}

export interface DrawnSpace {
  readonly name: string;
  readonly bytes: number;
  /** In the order of their addresses. They cover the space: what no cell takes is there as `free`. */
  readonly cells: readonly DrawnCell[];
}

export interface DrawnCell {
  /** From the beginning of its space. */
  readonly at: number;
  readonly bytes: number;
  /** Empty for what is free. */
  readonly label: string;
  readonly state: CellState;
  /** Where it lay before, if it has just been moved. */
  readonly cameFrom?: { readonly space: string; readonly at: number };
}

/**
 * - `allocated`: it is not known yet whether it is in use;
 * - `grey`: reached, its references still to be followed;
 * - `live`: reached, its references followed;
 * - `forwarded`: its copy lies elsewhere;
 * - `moved`: it has just come here;
 * - `dead`: nothing reaches it;
 * - `free`: room for a cell.
 */
export type CellState = 'allocated' | 'grey' | 'live' | 'forwarded' | 'moved' | 'dead' | 'free';

/** What can be said at one point of a claim's table. */
export interface CaseReport {
  /** `bytes=16 chunks=2`; empty for a claim without parameters. */
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly verdict: Verdict;
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

/** Where the winner changes along the claim's crossing axis, everything else being equal. */
export interface CrossingReport {
  readonly axis: string;
  /** The other parameters, which are fixed along this line. */
  readonly given: Readonly<Record<string, Value>>;
  /** The last value at which one wins, and the first at which it does not. */
  readonly between: readonly [number, number];
  /** What holds on either side of it. */
  readonly verdicts: readonly [Verdict, Verdict];
  /** Where the ratio passes 1, interpolated; missing where it does not. */
  readonly estimate?: number;
  /** `concat wins at 4 KiB, neither at 8 KiB`. */
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
  /** `compiling`, `loading`, `proving`, … */
  readonly stage: string;
  readonly code: string;
  /** What happened, in one sentence. */
  readonly says: string;
  /** What to do. */
  readonly remedy: string;
}

export interface ClaimReport {
  /** `buffers/concat-beats-joining`. */
  readonly id: string;
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
}

export interface EnvironmentReport {
  /** `Node.js 20.20.2`. */
  readonly runtime: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** The one-minute load average when the run began; missing where the system has none. */
  readonly load?: number;
  readonly commit?: string;
}

/** How often comparisons of the same code with itself said something else. */
export interface FalseAlarms {
  readonly comparisons: number;
  /** The 95 % interval left 1 out: about 5 in 100 are to be expected. */
  readonly told: number;
  /** A winner was named: the interval lay beyond the margin. */
  readonly named: number;
}

/** What a machine makes of one kind of work. Effects and errors are shares. */
export interface CalibratedWork {
  readonly name: string;
  readonly same: FalseAlarms;
  /** The median distance of the ratio of identical code from 1; missing where none was compared. */
  readonly error?: number;
  /** For each known slow-down how often it was found, the right way round, and the median of what was read. */
  readonly slower: readonly {
    readonly effect: number;
    readonly comparisons: number;
    readonly found: number;
    readonly read: number;
  }[];
  /** The smallest effect that is found in nine of ten comparisons of so many seconds. */
  readonly smallest: readonly { readonly seconds: number; readonly effect: number }[];
}

/** What a report of a run says of the machine's last calibration. */
export interface CalibrationQuote {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly runtime: string;
  readonly margin: number;
  readonly same: FalseAlarms;
  /** The smallest effect that is found in so many seconds, by kind of work. */
  readonly smallest: readonly { readonly work: string; readonly seconds: number; readonly effect: number }[];
}

/** How far a machine can be trusted, measured on code whose ratio is known. */
export interface CalibrationReport {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly runtime: string;
  /** Seconds that each comparison was given. */
  readonly seconds: number;
  readonly margin: number;
  /** Whether a neighbour was made to burn the processors meanwhile. */
  readonly neighbour: boolean;
  readonly complete: boolean;
  readonly environment: EnvironmentReport;
  readonly comparisons: number;
  /** The share of the time that was spent in timed turns. */
  readonly timedShare: number;
  readonly same: FalseAlarms;
  readonly works: readonly CalibratedWork[];
}

export interface RunReport {
  /** The version of touchstone. */
  readonly version: string;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly seed: number;
  readonly quick: boolean;
  /** False where the run was cut short: what had been measured until then is judged. */
  readonly complete: boolean;
  readonly environment: EnvironmentReport;
  /** What the last calibration on the machine that measured had found; missing where there was none. */
  readonly calibration?: CalibrationQuote;
  readonly controls: { readonly passed: boolean; readonly says: string };
  /** How many comparisons the verdicts are corrected for (Holm). */
  readonly comparisons: number;
  /** The smallest effect that half of the cases could have shown, as a share; missing where nothing was measured. */
  readonly smallestEffect?: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** `12 confirmed, 3 refuted, …` as a sentence. */
  readonly sentence: string;
  readonly doubts: readonly Doubt[];
  /** By topic, then by name; controls apart. */
  readonly claims: readonly ClaimReport[];
  readonly controlClaims: readonly ClaimReport[];
  readonly broken: readonly BreakageReport[];
}
