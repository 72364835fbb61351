/** `touchstone merge`: joins the results files of all shards of a run, and tells what comes out. */
import { join, resolve } from 'node:path';
import { parsedOf, type OptionName, type Parsed } from './options.ts';
import { report } from './report.ts';
import { explainDamage, readResults } from '../read-results.ts';
import type { Streams } from './terminal.ts';
import { TouchstoneError } from '../errors.ts';
import { putAside } from '../harness/journal.ts';
import { BENCH_REPORTS, COMPARE_REPORTS } from '../reports-folder.ts';
import type { Comparison } from '../results.ts';
import { readRecords } from '../results-file.ts';
import { joined, refusalOf, type ShardFile } from '../shards/merge.ts';
import { splitByRun, runIn } from '../shards/runs-in.ts';
import { writeFiles } from '../write-files.ts';

export const MERGE_OPTIONS = ['json', 'out', 'assert', 'strict', 'help'] as const satisfies readonly OptionName[];

/**
 * @returns as `report` does of the joined file
 * @throws {TouchstoneError} NOT_TO_MERGE, and why; RESULTS_NOT_FOUND, RESULTS_DAMAGED, RESULTS_TOO_NEW, OUTPUT_FAILED
 */
export async function merge(parsed: Parsed, streams: Streams): Promise<number> {
  const paths = parsed.words;
  if (paths.length === 0) {
    const says = 'merge takes the results files of all shards of a run.';
    throw new TouchstoneError(
      'NOTHING_TO_RUN',
      says,
      'For example: touchstone merge one/results.ndjson two/results.ndjson',
    );
  }
  const shards = paths.map(readShard);
  const refusal = refusalOf(shards);
  const { comparison } = shards[0]!.run;
  if (refusal !== undefined) throw refused(`${refusal}.`, remedyOf(comparison));
  const out = parsed.text('out') ?? (comparison ? COMPARE_REPORTS : BENCH_REPORTS);
  const file = join(out, 'results.ndjson');
  write(file, shards, streams);
  const code = await report(parsedOf([file], { ...parsed.given, out: [out] }), streams);
  streams.err.write(`results: ${file}\n`);
  return code;
}

/** A comparison cannot be resumed. */
function remedyOf(comparison: Comparison | undefined): string {
  const cut = comparison ? 'anew by --shard' : 'by --shard, or by --resume';
  return `Name every shard of one run once; what is missing or was cut off is measured ${cut}.`;
}

function refused(says: string, remedy: string): TouchstoneError {
  return new TouchstoneError('NOT_TO_MERGE', `These cannot be merged: ${says}`, remedy);
}

function readShard(file: string): ShardFile {
  const bytes = readResults(file);
  const records = explainDamage(file, () => readRecords(bytes));
  const run = runIn(records);
  const { shard } = run;
  if (!shard) {
    throw refused(`${file} is no shard: it was measured without --shard.`, 'touchstone report tells it by itself.');
  }
  if (splitByRun(records).length > 1) {
    throw refused(`${file} has been merged already, of ${shard.of} shards.`, 'touchstone report tells it.');
  }
  const claims = records.filter((one) => one.kind === 'claim');
  const complete = records.findLast((one) => one.kind === 'end')?.complete === true;
  return { file, run, shard, claims, bytes, complete };
}

/** @throws {TouchstoneError} NOT_TO_MERGE where one of the shards lies there; OUTPUT_FAILED */
function write(path: string, shards: readonly ShardFile[], { err }: Pick<Streams, 'err'>): void {
  const own = shards.find(({ file }) => resolve(file) === resolve(path));
  if (own) throw refused(`they would be written over ${own.file}.`, 'Name another folder with --out DIR.');
  putAside(path, (aside) => err.write(`an unfinished run is put aside as ${aside}\n`));
  writeFiles([{ path, text: joined(shards) }]);
}
