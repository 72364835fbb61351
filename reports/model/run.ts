/** A whole run, judged. */
import type { CalibrationQuote } from './calibration.ts';
import type { BreakageReport, ClaimReport } from './claim.ts';
import type { EnvironmentReport } from './environment.ts';
import type { Doubt, Verdict } from './words.ts';

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
