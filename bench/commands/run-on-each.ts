/** `run` with several `--runtime`: a run on each, one after the other, and what they say together. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parsedOf, type Parsed } from './options.ts';
import { explainDamage, readResults } from '../read-results.ts';
import { askedThen } from './resume.ts';
import { askedOf, exitCodeOf, tellAsserted, worstOf } from './tell.ts';
import type { Streams } from './terminal.ts';
import { refuseToLookInto } from './within.ts';
import { TouchstoneError } from '../errors.ts';
import { matrixOf } from '../judge/matrix.ts';
import { judgeRun } from '../judge/run.ts';
import type { RunReport } from '../../reports/model.ts';
import { stopped } from '../../reports/words.ts';
import { BENCH_REPORTS } from '../reports-folder.ts';
import { readRecords } from '../results-file.ts';
import { runtimesFolder } from '../runtimes/cache.ts';
import { findRuntimes, type FoundRuntime } from '../runtimes/find.ts';
import type { ResultRecord } from '../results.ts';

/** A run that has been told. */
export interface MeasuredRun {
  readonly report: RunReport;
  /** Why it did not come to its end. */
  readonly failure?: TouchstoneError | undefined;
}

interface Told {
  readonly asked: string;
  readonly report: RunReport;
}

interface Missed {
  readonly asked: string;
  readonly error: TouchstoneError;
}

/**
 * What cannot be had or does not work is told at the end, when the others have been measured.
 *
 * @param measureOn measures and tells one of them
 * @returns as `run` does, the worst of all; a runtime that could not be measured is one at which something broke
 * @throws {TouchstoneError} ARGUMENT_INVALID before anything is measured; INTERRUPTED or TIME_IS_UP, after what had been measured until then has been told
 */
export async function runOnEach(
  parsed: Parsed,
  streams: Streams,
  measureOn: (parsed: Parsed, runtime: FoundRuntime) => Promise<MeasuredRun>,
): Promise<number> {
  const { err, env, signal } = streams;
  const tell = (line: string) => void err.write(`${line}\n`);
  const missed: Missed[] = [];
  const miss = (asked: string, error: TouchstoneError) => void missed.push({ asked, error });
  const found = await findRuntimes(parsed.texts('runtime'), { signal, tell, miss, cache: runtimesFolder(env) });
  // Not after the first of them has been measured.
  refuseToLookInto({ tiers: parsed.has('tiers'), why: parsed.has('why') }, found);
  const told: Told[] = [];
  let failure: TouchstoneError | undefined;
  for (const [index, runtime] of found.entries()) {
    tell(`\n${runtime.name} (${index + 1} of ${found.length})`);
    try {
      const one = await measureOrRead(onlyOn(parsed, runtime), runtime, streams, measureOn);
      told.push({ asked: runtime.asked, report: one.report });
      failure = one.failure;
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      if (OF_ONE.has(error.code)) miss(runtime.asked, error);
      else failure = error;
    }
    if (failure) break;
  }
  if (told.length > 0)
    await tellTogether(told, [...missed, ...notBegun(found, told, missed, failure)], parsed, streams);
  for (const { error } of missed) tell(`touchstone: ${stopped(error.message)} ${error.remedy} (${error.code})`);
  if (failure) throw failure;
  const codes = told.map(({ report }) => exitCodeOf(report, askedOf(parsed)));
  return worstOf([...codes, ...missed.map(() => 3)]);
}

/** What may be wrong with one runtime, and says nothing of the others. */
const OF_ONE: ReadonlySet<string> = new Set(['RUNTIME_NOT_FOUND', 'RUNTIME_UNUSABLE', 'RESUME_REFUSED']);

/** Those to which it did not come any more. */
function notBegun(
  found: readonly FoundRuntime[],
  told: readonly Told[],
  missed: readonly Missed[],
  failure: TouchstoneError | undefined,
): Missed[] {
  if (!failure) return [];
  const known = new Set([...told, ...missed].map(({ asked }) => asked));
  return found.filter(({ asked }) => !known.has(asked)).map(({ asked }) => ({ asked, error: failure }));
}

/** The runs of all runtimes as a matrix: on the terminal, and in every format in the folder above theirs. */
async function tellTogether(
  told: readonly Told[],
  missed: readonly Missed[],
  parsed: Parsed,
  streams: Streams,
): Promise<void> {
  const { tellMatrix, writeMatrix } = await import('./matrix.ts');
  const missing = missed.map(({ asked, error }) => ({ asked, says: error.message }));
  const matrix = matrixOf(told, missing, parsed.texts('runtime'));
  tellMatrix(matrix, parsed.has('json'), streams);
  streams.err.write(`\n${await writeMatrix(matrix, parsed.text('out') ?? BENCH_REPORTS)}`);
}

/** The options of a run on this one alone, in a folder of its own. */
function onlyOn(parsed: Parsed, { asked, name }: FoundRuntime): Parsed {
  const out = join(parsed.text('out') ?? BENCH_REPORTS, folderOf(name));
  return parsedOf(parsed.words, { ...parsed.given, runtime: [asked], out: [out] });
}

/** `node-22.21.1` for `Node.js 22.21.1`. */
export function folderOf(name: string): string {
  return name
    .toLowerCase()
    .replace('.js', '')
    .replaceAll(/[^a-z0-9.+-]+/g, '-');
}

/** With `--resume` a run that had come to its end stands as it is, and one that had not begun begins. */
async function measureOrRead(
  parsed: Parsed,
  runtime: FoundRuntime,
  streams: Streams,
  measureOn: (parsed: Parsed, runtime: FoundRuntime) => Promise<MeasuredRun>,
): Promise<MeasuredRun> {
  const results = join(parsed.text('out')!, 'results.ndjson');
  if (!parsed.has('resume')) return measureOn(parsed, runtime);
  if (!existsSync(results)) {
    const { resume: _, ...given } = parsed.given;
    return measureOn(parsedOf(parsed.words, given), runtime);
  }
  const records = explainDamage(results, () => wholeRun(readResults(results)));
  if (!records) return measureOn(parsed, runtime);
  const run = records.find((one) => one.kind === 'run')!;
  askedThen(parsed, { run, records, bytes: 0, at: 0, cut: false });
  streams.err.write(`${results} is whole, and stands as it is\n`);
  const report = judgeRun(records);
  if (parsed.has('assert')) tellAsserted(report, streams, runtime.name);
  return { report };
}

/** The records of a run that has come to its end; `undefined` where it has not. */
export function wholeRun(bytes: Buffer): readonly ResultRecord[] | undefined {
  const text = bytes.toString();
  // A file that was cut off is for --resume to read.
  if (!text.endsWith('\n')) return undefined;
  const records = readRecords(text);
  return records.findLast((one) => one.kind === 'end')?.complete === true ? records : undefined;
}
