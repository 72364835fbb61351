/** Opens the results file of a run: begun anew, or gone on with. */
import type { PastRun } from './resume.ts';
import type { Streams } from './terminal.ts';
import * as units from '../../reports/units.ts';
import type { Breakage } from '../errors.ts';
import { beginJournal, continueJournal, type Journal } from '../harness/journal.ts';
import type { ClaimRecord, RunRecord } from '../results.ts';

export interface Beginning {
  readonly run: RunRecord;
  readonly claims: readonly ClaimRecord[];
  readonly broken: readonly Breakage[];
}

/** @throws {TouchstoneError} OUTPUT_FAILED */
export function beginResults(path: string, { run, claims, broken }: Beginning, { err }: Pick<Streams, 'err'>): Journal {
  const journal = beginJournal(path, (aside) => {
    err.write(`an unfinished run is put aside as ${aside}; --resume would have gone on with it\n`);
  });
  for (const record of [run, ...claims]) journal.write(record);
  for (const one of broken) journal.write({ kind: 'broken', ...one });
  return journal;
}

/** @throws {TouchstoneError} OUTPUT_FAILED */
export function continueResults(path: string, past: PastRun, { err }: Pick<Streams, 'err'>): Journal {
  const lasted = units.elapsed(Math.round(past.at / 1000));
  if (past.cut) err.write(`the last line of ${path} was cut off in the middle, and is left out\n`);
  err.write(`going on with the run of ${units.moment(past.run.started)}, which had lasted ${lasted}\n`);
  const journal = continueJournal(path, past);
  journal.write({ kind: 'resumed', at: past.at, started: new Date().toISOString() });
  return journal;
}
