/** How far a machine can be trusted, measured on code whose ratio is known. */
import type { EnvironmentReport } from './environment.ts';

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

/** How often comparisons of the same code with itself said something else. */
export interface FalseAlarms {
  readonly comparisons: number;
  /** The 95 % interval left 1 out: about 5 in 100 are to be expected. */
  readonly told: number;
  /** A winner was named: the interval lay beyond the margin. */
  readonly named: number;
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
