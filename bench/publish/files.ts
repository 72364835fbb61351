/** What becomes of the runs that are published: files of each of them, and those that tell all of them together. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matrixFiles } from '../commands/matrix.ts';
import { TouchstoneError } from '../errors.ts';
import { matrixOf } from '../judge/matrix.ts';
import { samplesOf } from '../judge/samples.ts';
import { packed } from '../packed-results.ts';
import type { WholeFile } from '../write-whole.ts';
import { html } from '../../reports/formats/html.ts';
import type { Samples } from '../../reports/model.ts';
import { withVerdicts } from '../../reports/readme.ts';
import { written } from '../../reports/write.ts';
import { folderOf, PRIMARY, resultsIn, RUNTIMES, type Place } from './places.ts';
import type { PublishedRun } from './published-runs.ts';

/** Those that stand above all others in the README, by their ids. */
export const HEADLINES = [
  'buffers/concat-beats-joining',
  'buffers/small-buffers-come-from-a-slab',
  'files/sync-fs-is-slow',
] as const;

/** The results as they are kept. */
export function resultsFile({ runtime, bytes }: PublishedRun, { published }: Place): WholeFile {
  return { path: resultsIn(published, runtime), text: packed(bytes) };
}

/**
 * A run in every format, or as a page only. Neither carries its samples along: they lie beside it, and what is in a
 * repository twice stays there twice for ever. Of others than the primary one no single turns are drawn, either.
 */
export async function reportFiles(
  { runtime, records, report }: PublishedRun,
  { published }: Place,
): Promise<WholeFile[]> {
  const folder = join(published, folderOf(runtime));
  const beside = 'results.ndjson.gz';
  if (runtime !== PRIMARY) {
    const samples: Samples = { of: () => undefined, beside };
    return [{ path: join(folder, 'report.html'), text: html(report, samples) }];
  }
  const files = await written(report, { ...samplesOf(records), beside });
  return files.map(({ name, text }) => ({ path: join(folder, name), text }));
}

/**
 * The matrix in every format, and the README.
 *
 * @throws {TouchstoneError} NOT_TO_PUBLISH where the README has no place for it
 */
export function commonFiles(runs: readonly PublishedRun[], { published, readme }: Place): WholeFile[] {
  const columns = runs.map(({ runtime, report }) => ({ asked: runtime, report }));
  const matrix = matrixOf(columns, [], RUNTIMES);
  const folders = runs.map(({ runtime }) => `reports/published/${folderOf(runtime)}`);
  const text = orNoPlace(readme, () =>
    withVerdicts(readFileSync(readme, 'utf8'), { matrix, folders, headlines: HEADLINES }),
  );
  return [...matrixFiles(matrix, published), { path: readme, text }];
}

function orNoPlace(readme: string, make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const remedy = 'Put them back; an earlier commit has them.';
    throw new TouchstoneError('NOT_TO_PUBLISH', `${readme}: ${error.message}`, remedy, { cause: error });
  }
}
