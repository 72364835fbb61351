/** `touchstone report --history DIR`: every results file in a folder, judged, and told as a history. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { version } from './about.ts';
import type { Parsed } from './options.ts';
import { toldInFrontPage } from './tell.ts';
import { paperOf, statusLine, type Streams } from './terminal.ts';
import { share } from './values.ts';
import { historyHtml } from '../../reports/formats/history.ts';
import { historyJson } from '../../reports/formats/history/json.ts';
import { historyTerminal } from '../../reports/formats/history/terminal.ts';
import type { HistoryReport } from '../../reports/model.ts';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { isComparison } from '../judge/comparison.ts';
import { judgeHistory } from '../judge/history.ts';
import { outlinesOf, type Outline } from '../judge/history/outline.ts';
import { DamagedPacking, unpacked } from '../packed-results.ts';
import { DamagedRecord, NewerFormat, readRecords } from '../results-file.ts';
import { HISTORY_REPORTS } from '../reports-folder.ts';
import { writeFiles } from '../write-files.ts';

/** @returns 0, or 3 where nothing could be read */
export async function history(folder: string, parsed: Parsed, streams: Streams): Promise<number> {
  refuseOthers(parsed);
  const text = parsed.text('margin');
  const asked = text === undefined ? undefined : share('margin', text);
  const { files, unread } = findFiles(folder);
  const read = readAll(folder, files, asked, streams);
  const report = judgeHistory({
    version: version(),
    folder,
    outlines: read.outlines,
    unread: [...unread, ...read.unread],
  });
  const json = parsed.has('json');
  streams.out.write(json ? historyJson(report) : historyTerminal(report, paperOf(streams.out, streams.env)));
  // With --json it is asked for as text, and written only where a folder is named.
  const out = parsed.text('out') ?? (json ? undefined : HISTORY_REPORTS);
  if (read.outlines.length > 0 && out !== undefined) streams.err.write(`\n${await write(report, out)}`);
  return read.outlines.length > 0 ? 0 : 3;
}

function refuseOthers(parsed: Parsed): void {
  if (parsed.words.length > 0) {
    throw new TouchstoneError(
      'ARGUMENT_INVALID',
      `--history takes one folder, and there are files beside it: ${parsed.words.join(' ')}.`,
      'Put the files into the folder, or leave --history out to tell them one by one.',
    );
  }
  if (parsed.has('matrix')) {
    const says = '--history tells a folder over time, and --matrix tells files beside each other.';
    throw new TouchstoneError('ARGUMENT_INVALID', says, 'Leave one of them out.');
  }
  const ofOne = (['strict', 'assert'] as const).find((name) => parsed.has(name));
  if (ofOne !== undefined) {
    const remedy = 'Leave one of them out.';
    throw new TouchstoneError('ARGUMENT_INVALID', `--${ofOne} is about one run, and --history about many.`, remedy);
  }
}

/** All below the folder that are named as results are, in the order of their names. */
function findFiles(folder: string): { files: string[]; unread: { file: string; says: string }[] } {
  const [files, unread]: [string[], { file: string; says: string }[]] = [[], []];
  const look = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (!entry.isDirectory()) {
        if (/\.ndjson(?:\.gz)?$/.test(entry.name)) files.push(path);
        continue;
      }
      try {
        look(path);
      } catch (error) {
        unread.push({ file: relative(folder, path), says: sentenceOf(error) });
      }
    }
  };
  try {
    look(folder);
  } catch (error) {
    const remedy = 'It takes a folder with the results.ndjson of several runs.';
    throw new TouchstoneError('RESULTS_NOT_FOUND', `Cannot read ${folder}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  }
  if (files.length === 0) {
    throw new TouchstoneError(
      'RESULTS_NOT_FOUND',
      `There is no results file in ${folder}: no *.ndjson or *.ndjson.gz, and none in its folders.`,
      'Keep the results.ndjson of every run there, each under a name of its own: cp reports/out/bench/results.ndjson DIR/$(date +%F).ndjson.',
    );
  }
  return { files, unread };
}

/** One file at a time, and little is kept of each: a hundred of them are 300 MB. */
function readAll(
  folder: string,
  files: readonly string[],
  asked: number | undefined,
  { err, env }: Pick<Streams, 'err' | 'env'>,
) {
  const [outlines, unread]: [Outline[], { file: string; says: string }[]] = [[], []];
  const status = statusLine(err, env);
  for (const [at, path] of files.entries()) {
    const file = relative(folder, path);
    status?.show(`reading ${at + 1} of ${files.length}`);
    try {
      const records = readRecords(unpacked(readFileSync(path)));
      if (isComparison(records)) unread.push({ file, says: NO_RUN });
      else outlines.push(...outlinesOf(records, file, asked));
    } catch (error) {
      unread.push({ file, says: whyUnread(error) });
    }
  }
  status?.clear();
  return { outlines, unread };
}

const NO_RUN = 'It is a comparison and no run of claims: it has no verdicts that could be followed over time.';

/** What is wrong with the file is told; what is wrong with touchstone is thrown. */
function whyUnread(error: unknown): string {
  if (error instanceof NewerFormat) return `It was ${error.message}: update touchstone.`;
  if (error instanceof DamagedPacking) return `It is damaged: ${error.message}`;
  if (error instanceof DamagedRecord)
    return `It is ${error.line === 1 ? 'no results file, or ' : ''}damaged at ${error.message}`;
  if (error instanceof Error && 'code' in error) return sentenceOf(error);
  throw error;
}

/** @throws {TouchstoneError} OUTPUT_FAILED */
async function write(report: HistoryReport, folder: string): Promise<string> {
  const files = [
    { path: join(folder, 'history.html'), text: historyHtml(report) },
    { path: join(folder, 'history.json'), text: historyJson(report) },
  ];
  writeFiles(files);
  return files.map(({ path }) => `history: ${path}\n`).join('') + (await toldInFrontPage(folder, HISTORY_REPORTS));
}
