/** A whole run, judged. */
import type { CalibrationQuote } from './calibration.ts';
import type { BreakageReport, ClaimReport } from './claim.ts';
import type { EnvironmentReport } from './environment.ts';
import type { ExpectationsReport } from './life.ts';
import type { Doubt, Verdict } from './words.ts';

export interface RunReport {
  /** The version of touchstone. */
  readonly version: string;
  readonly id: string;
  /** A digest of touchstone's own code, which measured; missing where that is not known. */
  readonly code?: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly seed: number;
  readonly quick: boolean;
  /** False where the run was cut short: what had been measured until then is judged. */
  readonly complete: boolean;
  /** Where several machines measured, that of the first of them. */
  readonly environment: EnvironmentReport;
  /** Where this is a part of a run, measured by itself. */
  readonly shard?: ShardReport;
  /**
   * Where shards were merged: who measured them, in their order. Each case was measured on one of them wholly, so that no
   * ratio crosses two; values of different ones must not be compared.
   */
  readonly machines?: readonly MachineReport[];
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
  /** Missing where no claim expects a verdict. */
  readonly expectations?: ExpectationsReport;
  readonly doubts: readonly Doubt[];
  /** By topic, then by name; controls apart. */
  readonly claims: readonly ClaimReport[];
  readonly controlClaims: readonly ClaimReport[];
  readonly broken: readonly BreakageReport[];
}

export interface ShardReport {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** How many cases it measures, and how many all shards do together. */
  readonly cases: number;
  readonly all: number;
}

/** What measured a shard. Whether two of them were one machine after all is not known. */
export interface MachineReport {
  readonly shard: number;
  /** Of the shard's own run. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly seed: number;
  readonly environment: EnvironmentReport;
  readonly calibration?: CalibrationQuote;
  /** Where they failed, nothing is believed that was measured there. */
  readonly controls: { readonly passed: boolean; readonly says: string };
  /** Cases of claims. */
  readonly measured: number;
}
