/** Many runs over time: machine by machine, a line for every case of a claim. */
import type { Interval, Value, Verdict } from './words.ts';

export interface HistoryReport {
  /** The version of touchstone. */
  readonly version: string;
  /** The folder as it was named. */
  readonly folder: string;
  /** What was found, in one sentence. */
  readonly sentence: string;
  /** How changes are found, and what that supposes; sentences. */
  readonly method: readonly string[];
  /** Runs of one machine are never joined with those of another. The one with the most runs first. */
  readonly machines: readonly MachineHistory[];
  /** What could not be read, and why. */
  readonly unread: readonly { readonly file: string; readonly says: string }[];
}

export interface MachineHistory {
  /** What tells it from others: `AMD EPYC, 2 cores, Linux x64, 23.5 GiB`. */
  readonly name: string;
  /** In the order of time. All places below are indexes into it. */
  readonly runs: readonly HistoryRun[];
  /** Where something about all of its runs became another: the runtime, the system. The lines go on. */
  readonly marks: readonly HistoryMark[];
  /** By claim and case, as they are told of a run. */
  readonly lines: readonly HistoryLine[];
}

export interface HistoryRun {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly commit?: string;
  readonly runtime: string;
  /** Where it was found; more than one where the same run was there more than once. */
  readonly files: readonly string[];
  readonly quick: boolean;
  readonly complete: boolean;
  /** Whether its controls passed: where not, it is shown, and no change is sought in it. */
  readonly fit: boolean;
}

export interface HistoryMark {
  /** The first run of which it holds. */
  readonly run: number;
  /** Without a full stop: `Node.js 20.20.2 became Node.js 22.12.0`. */
  readonly says: string;
}

export interface HistoryLine {
  readonly claim: string;
  readonly says: string;
  /** Empty for a claim without parameters. */
  readonly case: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly favours: string;
  readonly over: string;
  /** Of the last run. */
  readonly margin: number;
  readonly atLeast?: number;
  /** Of the runs that measured it, in the order of time. */
  readonly points: readonly HistoryPoint[];
  /** Where the claim's code changed, another question was asked: the line is broken there. */
  readonly pieces: readonly HistoryPiece[];
  readonly changes: readonly HistoryChange[];
  readonly drifts: readonly HistoryDrift[];
  readonly flips: readonly HistoryFlip[];
  readonly marks: readonly HistoryMark[];
}

export interface HistoryPoint {
  readonly run: number;
  /** 95 % interval; missing where the answers decide, or nothing could be measured. */
  readonly ratio?: Interval;
  readonly verdict: Verdict;
}

/** Runs that were asked the same question. */
export interface HistoryPiece {
  readonly from: number;
  /** Its last run. */
  readonly to: number;
  /** How many of its runs have a ratio and passed their controls. */
  readonly counted: number;
  /** Whether these are enough to look for changes. */
  readonly enough: boolean;
  /** Between changes: the level of the ratios, with a 95 % interval over the runs. */
  readonly levels: readonly { readonly from: number; readonly to: number; readonly ratio: Interval }[];
}

export interface HistoryChange {
  /** The first run of the new level. */
  readonly run: number;
  /** The counted run before it. */
  readonly after: number;
  readonly before: Interval;
  readonly now: Interval;
  /** How often the same runs in random order show as much. */
  readonly alone: number;
  /** The same corrected for all lines that were looked through. */
  readonly probability: number;
  /** False where it would be shown by itself, but not among so many lines. */
  readonly certain: boolean;
}

/** A slow change, of which no single run can be accused. */
export interface HistoryDrift {
  readonly from: number;
  readonly to: number;
  /** The ratio at either end of the line through the runs. */
  readonly ratios: readonly [number, number];
  readonly alone: number;
  readonly probability: number;
  readonly certain: boolean;
}

/** One verdict became another; those that could not tell are passed over. */
export interface HistoryFlip {
  readonly run: number;
  /** The run that gave the verdict before. */
  readonly after: number;
  readonly verdicts: readonly [Verdict, Verdict];
}
