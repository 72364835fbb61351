/**
 * The results file: everything that one run measured, one JSON record a line, in the order in which it happened. Imports
 * nothing of ours but its own parts; `results-file.ts` reads and writes it.
 *
 * It is written as the run goes on, so that a run that is killed leaves all that it had measured; and it holds raw
 * samples with schedule, seed and environment, so that every verdict can be computed anew without measuring.
 *
 * ```
 * run                          who, where, with which plan and seed
 * claim, claim, …              what was selected
 *   case                       answers, batch sizes
 *   round, round, …            the samples of one process (together) or of one process a contender (solo)
 *   stop                       why no more rounds were taken
 *   probe, probe, …            the metrics beside time, of one process a contender
 * broken                       what could not be measured
 * diagnosis, …                 what V8 made of a contender and where its time went, where that was asked for
 * end                          missing where the run was killed
 * resumed                      the same run went on; what follows is as before
 * beside                       another run was measuring at the same time
 * run                          only where shards were merged: the next of them, from its own run record to its own end
 * ```
 *
 * Durations are nanoseconds unless a name says otherwise; `at` is milliseconds since the run began.
 */
import type { ClaimRecord } from './results/claim.ts';
import type { BesideRecord, BrokenRecord, EndRecord, ResumedRecord } from './results/course.ts';
import type { DiagnosisRecord } from './results/diagnosis.ts';
import type { ProbeRecord } from './results/probe.ts';
import type { CaseRecord, RoundRecord, StopRecord } from './results/round.ts';
import type { RunRecord } from './results/run.ts';

export type * from './results/claim.ts';
export type * from './results/comparison.ts';
export type * from './results/course.ts';
export type * from './results/diagnosis.ts';
export type * from './results/drawing.ts';
export type * from './results/probe.ts';
export type * from './results/round.ts';
export type * from './results/run.ts';
export type * from './results/words.ts';

export type ResultRecord =
  | RunRecord
  | ClaimRecord
  | CaseRecord
  | RoundRecord
  | ProbeRecord
  | StopRecord
  | BrokenRecord
  | DiagnosisRecord
  | EndRecord
  | ResumedRecord
  | BesideRecord;
