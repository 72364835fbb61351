/** `touchstone report`: judges results files anew and tells, without measuring. */
import { basename, join } from 'node:path';
import type { OptionName, Parsed } from './options.ts';
import {
  askedOf,
  exitCodeOf,
  exitCodeOfComparison,
  tellAsserted,
  tellComparison,
  tellReport,
  worstOf,
  writeComparison,
  writeReports,
  type Asked,
} from './tell.ts';
import type { Streams } from './terminal.ts';
import { share } from './values.ts';
import { comparisonJson } from '../../reports/formats/comparison/json.ts';
import { json } from '../../reports/formats/json.ts';
import { roundedJson } from '../../reports/formats/rounded-json.ts';
import type { RunReport } from '../../reports/model.ts';
import { TouchstoneError } from '../errors.ts';
import type { ResultRecord } from '../results.ts';
import { isComparison, judgeComparison } from '../judge/comparison.ts';
import { judgeRun } from '../judge/run.ts';
import { samplesOf } from '../judge/samples.ts';
import { PACKED } from '../packed-results.ts';
import { explainDamage, readResults } from '../read-results.ts';
import { readRecords } from '../results-file.ts';

export const REPORT_OPTIONS = [
  'history',
  'matrix',
  'json',
  'out',
  'margin',
  'assert',
  'strict',
  'help',
] as const satisfies readonly OptionName[];

/**
 * Several runs of claims are told beside each other, as a matrix; anything else one after the other.
 *
 * @returns the worst of all files: 0, or 1 where `--assert` was asked for and a verdict is not the expected one, or 3 where
 *   something was broken in a run, or 2 where `--strict` was asked for and something is inconclusive; of a comparison as
 *   `compare` itself, and so 1 where something is slower
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
  if (parsed.has('assert')) refuseToAssert(all);
  const runs = all.flatMap(({ run }) => run ?? []);
  const beside = all.length > 1 && runs.length === all.length ? await besideEachOther(runs) : undefined;
  const asJson = parsed.has('json');
  const out = parsed.text('out');
  const together = asJson && all.length > 1;
  // Documents one after another are no JSON: several are one array.
  if (together) streams.out.write(roundedJson(all.map((one) => JSON.parse(one.json()) as unknown)));
  else if (beside) beside.tell(streams);
  if (beside && out !== undefined) streams.err.write(`\n${await beside.write(out)}`);
  for (const one of all) {
    if (!together && !beside) one.tell(asJson, streams);
    if (out === undefined) continue;
    const folder = all.length > 1 ? join(out, one.id) : out;
    streams.err.write(`\n${await one.write(folder)}`);
  }
  for (const { run } of parsed.has('assert') ? all : []) {
    if (run) tellAsserted(run.report, streams, all.length > 1 ? run.asked : undefined);
  }
  return worstOf(all.map((one) => one.exitCode(askedOf(parsed))));
}

/** @throws {TouchstoneError} ARGUMENT_INVALID where they are no two runs of the same claims */
async function besideEachOther(runs: readonly ReadRun[]) {
  const { besideOf, tellMatrix, writeMatrix } = await import('./matrix.ts');
  const matrix = besideOf(runs);
  return {
    tell: (streams: Streams) => tellMatrix(matrix, false, streams),
    write: (folder: string) => writeMatrix(matrix, folder),
  };
}

function refuseToAssert(all: readonly Judged[]): void {
  const other = all.find(({ run }) => !run);
  if (!other) return;
  const says = `Run ${other.id} is a comparison, and has no verdicts that a claim could expect.`;
  throw new TouchstoneError('ARGUMENT_INVALID', says, 'Leave it out, or leave --assert out.');
}

/** A run of claims, as it was named and judged. */
export interface ReadRun {
  readonly asked: string;
  readonly report: RunReport;
  /** What all shards of one run have in common; missing where it is none. */
  readonly split?: string | undefined;
}

/** A results file, judged: of a run of claims, or of a comparison. */
interface Judged {
  readonly id: string;
  readonly json: () => string;
  readonly tell: (asJson: boolean, streams: Streams) => void;
  /** @returns lines that say where */
  readonly write: (folder: string) => string | Promise<string>;
  readonly exitCode: (asked: Asked) => number;
  /** Missing for a comparison. */
  readonly run?: ReadRun;
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
      exitCode: ({ strict }) => exitCodeOfComparison(compared, strict),
    };
  }
  const judged = judgeRun(records, margin);
  const samples = samplesOf(records, { name: basename(file, PACKED), bytes });
  return {
    id: judged.id,
    json: () => json(judged),
    tell: (asJson, streams) => tellReport(judged, asJson, streams),
    write: (folder) => writeReports(judged, samples, folder),
    exitCode: (asked) => exitCodeOf(judged, asked),
    run: { asked: file, report: judged, split: splitOf(records) },
  };
}

/** Of a shard that has not been merged yet. */
export function splitOf(records: readonly ResultRecord[]): string | undefined {
  const runs = records.filter((one) => one.kind === 'run');
  return runs.length === 1 ? runs[0]!.shard?.split : undefined;
}
