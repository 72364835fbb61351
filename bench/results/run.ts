/** Who measured, where, and by which plan. */
import type { Comparison } from './comparison.ts';
import type { Value } from './words.ts';

export interface RunRecord {
  readonly kind: 'run';
  readonly format: 1;
  readonly version: string;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly arguments: readonly string[];
  readonly seed: number;
  readonly quick: boolean;
  readonly plan: Plan;
  readonly environment: Environment;
  /** The options that decide what is measured, as they were typed: `{ rounds: ['12'], quick: [] }`. */
  readonly options?: Readonly<Record<string, readonly string[]>> | undefined;
  /** A digest of touchstone's own code. */
  readonly code?: string | undefined;
  /** What the last calibration on this machine had found. */
  readonly calibration?: CalibrationNote | undefined;
  /** What it compares, where that is no claim. */
  readonly comparison?: Comparison | undefined;
  /** Where this is a part of a run whose cases are measured on several machines. */
  readonly shard?: Shard | undefined;
}

/** What a shard measures. Controls are about the machine: every shard that has a case measures all of them. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** A digest of what all shards of a run have in common: what is asked, by which code, and how it was split. */
  readonly split: string;
  /** The ids of its cases, by the id of their claim. */
  readonly cases: Readonly<Record<string, readonly string[]>>;
}

export interface Plan {
  readonly rounds: { readonly fewest: number; readonly most: number };
  /** The counts of rounds after which a case is looked at. */
  readonly looks: readonly number[];
  /** How the 5 % are spent over the looks (see bench/stats/stopping.ts); missing: late. */
  readonly spending?: 'evenly' | undefined;
  /** Rounds with a process for every contender. */
  readonly solos: number;
  /** Probe rounds of every case that is not about what they read; missing: none were asked for. */
  readonly probes?: number | undefined;
  /** After this many seconds no case gets more than the fewest rounds; missing: no such limit. */
  readonly seconds?: number | undefined;
  /** Nanoseconds that one turn is meant to take. */
  readonly turn: number;
  /** The margin that was asked for on the command line, as a share; missing: each claim's own. */
  readonly margin?: number | undefined;
}

export interface Environment {
  readonly runtime: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** One-minute load average at the start; 0 where the system has none. */
  readonly load: number;
  /** Nanoseconds: the smallest step that the clock was seen to make. */
  readonly clockStep: number;
  /** Features that verdicts depend on, probed: `Buffer.poolSize` … */
  readonly features: Readonly<Record<string, Value>>;
  readonly commit?: string | undefined;
}

/** A calibration in short. Shares are fractions. */
export interface CalibrationNote {
  readonly started: string;
  readonly runtime: string;
  readonly margin: number;
  /** Of so many comparisons of identical code, how many were told apart, and in how many a winner was named. */
  readonly same: { readonly comparisons: number; readonly told: number; readonly named: number };
  readonly smallest: readonly { readonly work: string; readonly seconds: number; readonly effect: number }[];
}
