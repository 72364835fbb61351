/** What probes read beside time, and servers under load. */
import type { Metric } from './words.ts';

/** What probes read in one fresh process for every contender, one after the other. Nothing of it was timed for `time`. */
export interface ProbeRecord {
  readonly kind: 'probe';
  readonly claim: string;
  readonly case: string;
  readonly at: number;
  /** The order in which the contenders had their processes. */
  readonly loaded: readonly string[];
  /** Calls in a batch: the same for all contenders and rounds of the case. */
  readonly calls: number;
  /**
   * For each contender the metrics that this runtime can tell, in the units of `METRICS` in `claim.ts`. 0 says that there
   * was none of it, or of bytes too few to be told from none (`stats/probes.ts`); a metric that cannot be told is missing.
   */
  readonly values: Readonly<Record<string, Readonly<Partial<Record<Metric, number | undefined>>>>>;
  /** For each contender a turn at every number of connections of the sweep, ascending, where one was asked for. */
  readonly sweep?: Readonly<Record<string, readonly Swept[]>> | undefined;
}

/** A server in one turn with so many connections. */
export interface Swept {
  readonly connections: number;
  /** Nanoseconds from one answer to the next. */
  readonly throughput: number;
  /** The share of the time for which its event loop was not idle. */
  readonly busy?: number | undefined;
}
