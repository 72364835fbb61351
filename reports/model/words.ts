/** The words of every report: verdicts, metrics, values with their intervals, doubts. */

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
