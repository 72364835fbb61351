/** `touchstone report`: judges results files anew and tells, without measuring. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OptionName, Parsed } from './options.ts';
import { exitCodeOf, tellReport, writeReports } from './tell.ts';
import type { Streams } from './terminal.ts';
import { share } from './values.ts';
import { json } from '../../reports/formats/json.ts';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { judgeRun } from '../judge/run.ts';
import { DamagedRecord, NewerFormat, readRecords } from '../results-file.ts';

export const REPORT_OPTIONS = ['json', 'out', 'margin', 'strict', 'help'] as const satisfies readonly OptionName[];

/** @returns 0, or 3 where something was broken in a run, or 2 where `--strict` was asked for and something is inconclusive */
export async function report(parsed: Parsed, streams: Streams): Promise<number> {
  const files = parsed.words;
  if (files.length === 0) {
    const remedy = 'touchstone report reports/out/bench/results.ndjson';
    throw new TouchstoneError('NOTHING_TO_RUN', 'report takes the results files to judge.', `For example: ${remedy}`);
  }
  const text = parsed.text('margin');
  const margin = text === undefined ? undefined : share('margin', text);
  // All are read before any is told, so that a damaged one is found first.
  const reports = files.map((file) => judgeRun(readResults(file), margin));
  const out = parsed.text('out');
  const together = parsed.has('json') && reports.length > 1;
  // Documents one after another are no JSON: several runs are one array.
  if (together) streams.out.write(json(reports));
  for (const one of reports) {
    if (!together) tellReport(one, parsed.has('json'), streams);
    if (out !== undefined) streams.err.write(`\n${writeReports(one, reports.length > 1 ? join(out, one.id) : out)}`);
  }
  return Math.max(...reports.map((one) => exitCodeOf(one, parsed.has('strict'))));
}

function readResults(file: string): ReturnType<typeof readRecords> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const remedy = 'A run writes one to reports/out/bench/results.ndjson.';
    throw new TouchstoneError('RESULTS_NOT_FOUND', `Cannot read ${file}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  }
  return explainDamage(file, () => readRecords(text));
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
