/** `touchstone report`: judges results files anew and tells, without measuring. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OptionName, Parsed } from './options.ts';
import { exitCodeOf, exitCodeOfComparison, tellComparison, tellReport, writeComparison, writeReports } from './tell.ts';
import type { Streams } from './terminal.ts';
import { share } from './values.ts';
import { comparisonJson } from '../../reports/formats/comparison/json.ts';
import { json } from '../../reports/formats/json.ts';
import { roundedJson } from '../../reports/formats/rounded-json.ts';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { isComparison, judgeComparison } from '../judge/comparison.ts';
import { judgeRun } from '../judge/run.ts';
import { samplesOf } from '../judge/samples.ts';
import { DamagedPacking, PACKED, unpacked } from '../packed-results.ts';
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

/**
 * @returns 0, or 3 where something was broken in a run, or 2 where `--strict` was asked for and something is inconclusive; of
 *   a comparison as `compare` itself, and so 1 where something is slower
 */
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
  const all = files.map((file) => readFile(file, margin));
  const asJson = parsed.has('json');
  const out = parsed.text('out');
  const together = asJson && all.length > 1;
  // Documents one after another are no JSON: several are one array.
  if (together) streams.out.write(roundedJson(all.map((one) => JSON.parse(one.json()) as unknown)));
  for (const one of all) {
    if (!together) one.tell(asJson, streams);
    if (out === undefined) continue;
    const folder = all.length > 1 ? join(out, one.id) : out;
    streams.err.write(`\n${await one.write(folder)}`);
  }
  return Math.max(...all.map((one) => one.exitCode(parsed.has('strict'))));
}

/** A results file, judged: of a run of claims, or of a comparison. */
interface Judged {
  readonly id: string;
  readonly json: () => string;
  readonly tell: (asJson: boolean, streams: Streams) => void;
  /** @returns lines that say where */
  readonly write: (folder: string) => string | Promise<string>;
  readonly exitCode: (strict: boolean) => number;
}

function readFile(file: string, margin: number | undefined): Judged {
  const bytes = readResults(file);
  const records = explainDamage(file, () => readRecords(bytes));
  if (isComparison(records)) {
    const compared = judgeComparison(records, { margin });
    return {
      id: compared.id,
      json: () => comparisonJson(compared),
      tell: (asJson, streams) => tellComparison(compared, asJson, streams),
      write: (folder) => writeComparison(compared, folder),
      exitCode: (strict) => exitCodeOfComparison(compared, strict),
    };
  }
  const judged = judgeRun(records, margin);
  const samples = samplesOf(records, { name: basename(file, PACKED), bytes });
  return {
    id: judged.id,
    json: () => json(judged),
    tell: (asJson, streams) => tellReport(judged, asJson, streams),
    write: (folder) => writeReports(judged, samples, folder),
    exitCode: (strict) => exitCodeOf(judged, strict),
  };
}

/**
 * The bytes of a results file; of one that is packed by gzip, those that were packed.
 *
 * @throws {TouchstoneError} RESULTS_NOT_FOUND; RESULTS_DAMAGED where it cannot be unpacked
 */
export function readResults(file: string): Buffer {
  const bytes = orNotFound(file);
  return explainDamage(file, () => unpacked(bytes));
}

function orNotFound(file: string): Buffer {
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
    const where = error instanceof DamagedRecord ? ' at' : error instanceof DamagedPacking ? ':' : undefined;
    if (where === undefined) throw error;
    const remedy = 'Take an undamaged copy, or measure again.';
    const says = `${file} is damaged${where} ${(error as Error).message}`;
    throw new TouchstoneError('RESULTS_DAMAGED', says, remedy, { cause: error });
  }
}
