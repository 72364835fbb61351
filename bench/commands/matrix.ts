/** Tells several runs as a matrix: `touchstone report FILE… --matrix`, and what `run --runtime A --runtime B` ends with. */
import { basename, join } from 'node:path';
import type { Parsed } from './options.ts';
import { splitOf, type ReadRun } from './report.ts';
import { explainDamage, readResults } from '../read-results.ts';
import { askedOf, exitCodeOf, tellAsserted, toldInFrontPage, worstOf } from './tell.ts';
import { paperOf, type Streams } from './terminal.ts';
import { share } from './values.ts';
import { matrixCsv } from '../../reports/formats/matrix/csv.ts';
import { matrixHtml } from '../../reports/formats/matrix/html.ts';
import { matrixJson } from '../../reports/formats/matrix/json.ts';
import { matrixMarkdown } from '../../reports/formats/matrix/markdown.ts';
import { matrixTerminal } from '../../reports/formats/matrix/terminal.ts';
import type { MatrixReport } from '../../reports/model.ts';
import { TouchstoneError } from '../errors.ts';
import { matrixOf } from '../judge/matrix.ts';
import { judgeRun } from '../judge/run.ts';
import { BENCH_REPORTS } from '../reports-folder.ts';
import { readRecords } from '../results-file.ts';
import { writeFiles } from '../write-files.ts';

/** @returns the exit code: the worst of the runs */
export async function reportMatrix(parsed: Parsed, streams: Streams): Promise<number> {
  const text = parsed.text('margin');
  const margin = text === undefined ? undefined : share('margin', text);
  // All are read before any is told, so that a damaged one is found first.
  const runs = parsed.words.map((file) => readJudged(file, margin));
  const matrix = besideOf(runs);
  tellMatrix(matrix, parsed.has('json'), streams);
  const out = parsed.text('out');
  if (out !== undefined) streams.err.write(`\n${await writeMatrix(matrix, out)}`);
  if (parsed.has('assert')) for (const { report, asked } of runs) tellAsserted(report, streams, asked);
  return worstOf(runs.map(({ report }) => exitCodeOf(report, askedOf(parsed))));
}

/**
 * Runs of claims beside each other, none of them mixed with another.
 *
 * @throws {TouchstoneError} ARGUMENT_INVALID where one is there twice, or where they are shards of one run
 */
export function besideOf(runs: readonly ReadRun[]): MatrixReport {
  refuseTwins(runs);
  refuseShards(runs);
  return matrixOf(runs, []);
}

export function tellMatrix(matrix: MatrixReport, asJson: boolean, { out, env }: Pick<Streams, 'out' | 'env'>): void {
  out.write(asJson ? matrixJson(matrix) : matrixTerminal(matrix, paperOf(out, env)));
}

/**
 * Writes the matrix in every format.
 *
 * @returns lines that say where
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export async function writeMatrix(matrix: MatrixReport, folder: string): Promise<string> {
  const files = matrixFiles(matrix, folder);
  writeFiles(files);
  return files.map(({ path }) => `matrix:  ${path}\n`).join('') + (await toldInFrontPage(folder, BENCH_REPORTS));
}

/** The matrix in every format, in a folder. */
export function matrixFiles(matrix: MatrixReport, folder: string): { path: string; text: string }[] {
  return [
    { path: join(folder, 'matrix.html'), text: matrixHtml(matrix) },
    { path: join(folder, 'matrix.md'), text: matrixMarkdown(matrix) },
    { path: join(folder, 'matrix.json'), text: matrixJson(matrix) },
    { path: join(folder, 'matrix.csv'), text: matrixCsv(matrix) },
  ];
}

/** Doubts take most of the time that judging takes, and a matrix tells none. */
function readJudged(file: string, margin: number | undefined): ReadRun {
  const records = explainDamage(file, () => readRecords(readResults(file)));
  const run = records.find((one) => one.kind === 'run');
  if (run?.comparison) {
    throw new TouchstoneError(
      'ARGUMENT_INVALID',
      `${basename(file)} compares ${run.comparison.of}, and has no verdicts on claims.`,
      'Leave it out, or tell it by itself, without --matrix.',
    );
  }
  return { asked: file, report: judgeRun(records, margin, { doubting: false }), split: splitOf(records) };
}

/** Two copies would look like two runs that agree. */
function refuseTwins(runs: readonly ReadRun[]): void {
  const seen = new Map<string, string>();
  for (const { asked, report } of runs) {
    const key = JSON.stringify([report.id, report.started]);
    const twin = seen.get(key);
    if (twin !== undefined) {
      const says = `${asked} holds the same run as ${twin}, and copies agree with each other whatever they say.`;
      throw new TouchstoneError('ARGUMENT_INVALID', says, 'Leave one of them out.');
    }
    seen.set(key, asked);
  }
}

/** Each of them has cases that the others do not have: beside each other they would show nothing. */
function refuseShards(runs: readonly ReadRun[]): void {
  for (const [at, { asked, report, split }] of runs.entries()) {
    const other = runs.slice(0, at).find((one) => {
      return split !== undefined && one.split === split && one.report.shard?.index !== report.shard?.index;
    });
    if (!other) continue;
    const which = `shards ${other.report.shard!.index} and ${report.shard!.index} of one run`;
    const says = `${other.asked} and ${asked} are ${which}, and have no case in common.`;
    throw new TouchstoneError('ARGUMENT_INVALID', says, 'touchstone merge joins them; report tells each by itself.');
  }
}
