/**
 * What `calibrate` writes down: how often this machine calls the same code different, and what it can find. Imports
 * nothing; `calibration-file.ts` reads and writes it.
 *
 * Shares are fractions (0.05 is 5 %).
 */
import type { Environment } from './results.ts';

export interface Calibration {
  readonly format: 1;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seed: number;
  /** The margin at which a winner is named. */
  readonly margin: number;
  /** Whether a neighbour was made to burn the processors meanwhile. */
  readonly neighbour: boolean;
  /** False where it was cut short. */
  readonly complete: boolean;
  readonly environment: Environment;
  readonly comparisons: readonly CalibrationComparison[];
}

/** One comparison of two contenders whose ratio is known. */
export interface CalibrationComparison {
  readonly work: string;
  /** How much more work the second one does; 0: they are the same. */
  readonly effect: number;
  /** Seconds that it was given. */
  readonly given: number;
  /** Seconds that it took, and how many of them were spent in timed turns. */
  readonly seconds: number;
  readonly timed: number;
  readonly clock: 'wall' | 'cpu';
  /** The log of the ratio, one a round. */
  readonly logs: readonly number[];
}
