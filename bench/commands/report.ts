/** `touchstone report`: judges results files anew and tells, without measuring. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OptionName, Parsed } from './options.ts';
import { exitCodeOf, tellReport, writeReports } from './tell.ts';
import type { Streams } from './terminal.ts';
import { share } from './values.ts';
import { json } from '../../reports/formats/json.ts';
import type { RunReport, Samples } from '../../reports/model.ts';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { judgeRun } from '../judge/run.ts';
import { samplesOf } from '../judge/samples.ts';
import { DamagedRecord, NewerFormat, readRecords } from '../results-file.ts';

export const REPORT_OPTIONS = [
  'history',
  'matrix',
  'json',
  'out',
  'margin',
  'strict',
  'help',
] as const satisfies readonly OptionName[];

/** @returns 0, or 3 where something was broken in a run, or 2 where `--strict` was asked for and something is inconclusive */
export async function report(parsed: Parsed, streams: Streams): Promise<number> {
  const files = parsed.words;
  const past = parsed.text('history');
  if (past !== undefined) return (await import('./history.ts')).history(past, parsed, streams);
  if (files.length === 0) {
    const remedy = 'touchstone report reports/out/bench/results.ndjson';
    throw new TouchstoneError('NOTHING_TO_RUN', 'report takes the results files to judge.', `For example: ${remedy}`);
  }
  if (parsed.has('matrix')) return (await import('./matrix.ts')).reportMatrix(parsed, streams);
  const text = parsed.text('margin');
  const margin = text === undefined ? undefined : share('margin', text);
  // All are read before any is told, so that a damaged one is found first.
  const runs = files.map((file) => readRun(file, margin));
  const reports = runs.map((run) => run.report);
  const out = parsed.text('out');
  const together = parsed.has('json') && reports.length > 1;
  // Documents one after another are no JSON: several runs are one array.
  if (together) streams.out.write(json(reports));
  for (const { report: one, samples } of runs) {
    if (!together) tellReport(one, parsed.has('json'), streams);
    if (out === undefined) continue;
    const folder = runs.length > 1 ? join(out, one.id) : out;
    streams.err.write(`\n${await writeReports(one, samples, folder)}`);
  }
  return Math.max(...reports.map((one) => exitCodeOf(one, parsed.has('strict'))));
}

function readRun(file: string, margin: number | undefined): { report: RunReport; samples: Samples } {
  const bytes = readResults(file);
  const records = explainDamage(file, () => readRecords(bytes));
  return { report: judgeRun(records, margin), samples: samplesOf(records, { name: basename(file), bytes }) };
}

/** @throws {TouchstoneError} RESULTS_NOT_FOUND */
export function readResults(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const remedy = 'A run writes one to reports/out/bench/results.ndjson.';
    throw new TouchstoneError('RESULTS_NOT_FOUND', `Cannot read ${file}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  }
}

/** @throws {TouchstoneError} RESULTS_DAMAGED, RESULTS_TOO_NEW */
export function explainDamage<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NewerFormat) {
      const remedy = 'Update touchstone, or measure again.';
      throw new TouchstoneError('RESULTS_TOO_NEW', `${file} was ${error.message}.`, remedy, { cause: error });
    }
    if (!(error instanceof DamagedRecord)) throw error;
    const remedy = 'Take an undamaged copy, or measure again.';
    throw new TouchstoneError('RESULTS_DAMAGED', `${file} is damaged at ${error.message}`, remedy, { cause: error });
  }
}
