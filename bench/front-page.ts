/** The front page of a folder of reports: reads what is there, whatever that is, and writes the page that leads to it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { frontPage } from '../reports/formats/front-page.ts';
import type {
  BenchFigures,
  CoverageFigures,
  FrontPage,
  Link,
  Part,
  SaidFigures,
  TestFigures,
} from '../reports/model.ts';
import { sentenceOf } from './errors.ts';
import { REPORTS } from './reports-folder.ts';
import { writeFiles } from './write-files.ts';

/**
 * Writes the page anew.
 *
 * @param folder with the folders `bench`, `tests`, `coverage`, `compare` and `history`; none of them has to be there
 * @returns the path of the page
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export function writeFrontPage(folder = REPORTS): string {
  const path = join(folder, 'index.html');
  writeFiles([{ path, text: frontPage(readFrontPage(folder)) }], 'Choose another folder, or make room.');
  return path;
}

/** What is damaged, or of somebody else, is said in its part, and the others are told all the same. */
export function readFrontPage(folder: string): FrontPage {
  const part = <Figures>(name: string, file: string, links: readonly string[], read: Reader<Figures>) =>
    readPart(join(folder, name, file), linksIn(folder, name, links), read);
  return {
    bench: part('bench', 'report.json', ['report.html', ...reportsIn(folder), 'results.ndjson'], json(benchSchema)),
    tests: part('tests', 'tests.json', ['specification.html', 'junit.xml'], json(testsSchema)),
    coverage: part('coverage', 'coverage-summary.json', ['index.html', 'lcov.info'], json(coverageSchema)),
    comparison: part(
      'compare',
      'comparison.json',
      ['comparison.html', 'comparison.md', 'results.ndjson'],
      json(saidSchema),
    ),
    matrix: part('bench', 'matrix.json', ['matrix.html', 'matrix.md', 'matrix.csv'], json(matrixSchema)),
    history: part('history', 'history.html', ['history.html'], () => ({ figures: {} })),
  };
}

interface Read<Figures> {
  /** Missing where the file does not say it: then it is when the file was written. */
  readonly made?: string;
  readonly figures: Figures;
}

type Reader<Figures> = (path: string) => Read<Figures>;

function json<Figures>(schema: v.GenericSchema<unknown, Read<Figures>>): Reader<Figures> {
  return (path) => v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
}

function readPart<Figures>(path: string, links: readonly Link[], read: Reader<Figures>): Part<Figures> {
  try {
    const written = statSync(path).mtime.toISOString();
    const { made = written, figures } = read(path);
    return { is: 'there', made, figures, links };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { is: 'missing', links };
    return { is: 'damaged', says: `${path}: ${sayDamage(error)}`, links };
  }
}

function sayDamage(error: unknown): string {
  if (!(error instanceof v.ValiError)) return sentenceOf(error);
  const [issue] = error.issues as v.BaseIssue<unknown>[];
  return `${issue!.message} at ${v.getDotPath(issue!) ?? 'its beginning'}`;
}

/** Every format of the run but the one that is linked first. */
function reportsIn(folder: string): string[] {
  const names = namesIn(join(folder, 'bench')).filter(
    (name) => /^report\.[\w.]+(?<!\.part)$/.test(name) && name !== 'report.html',
  );
  return names.sort();
}

function linksIn(folder: string, name: string, files: readonly string[]): Link[] {
  const there = new Set(namesIn(join(folder, name)));
  return files.filter((file) => there.has(file)).map((file) => ({ text: file, href: `${name}/${file}` }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const moment = v.pipe(v.string(), v.isoTimestamp());

const benchSchema = v.pipe(
  v.object({
    started: moment,
    seconds: amount,
    quick: v.boolean(),
    complete: v.boolean(),
    environment: v.object({ runtime: v.string(), commit: v.optional(v.string()) }),
    controls: v.object({ passed: v.boolean(), says: v.string() }),
    counts: v.object({ confirmed: amount, refuted: amount, equivalent: amount, inconclusive: amount }),
    sentence: v.string(),
  }),
  v.transform(({ started, environment: { runtime, commit }, ...told }): Read<BenchFigures> => {
    return { made: started, figures: { ...told, runtime, ...(commit !== undefined && { commit }) } };
  }),
);

const testsSchema = v.pipe(
  v.object({
    started: moment,
    seconds: amount,
    node: v.string(),
    complete: v.boolean(),
    counts: v.object({ passed: amount, failed: amount, skipped: amount }),
  }),
  v.transform(({ started, node, counts, ...told }): Read<TestFigures> => {
    return { made: started, figures: { ...told, ...counts, runtime: `Node.js ${node}` } };
  }),
);

const saidSchema = v.pipe(
  v.object({ started: moment, sentence: v.string() }),
  v.transform(({ started, sentence }): Read<SaidFigures> => ({ made: started, figures: { sentence } })),
);

/** Its runs have their moments; it has none of its own. */
const matrixSchema = v.pipe(
  v.object({ sentence: v.string() }),
  v.transform((figures): Read<SaidFigures> => ({ figures })),
);

const percent = v.object({ pct: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) });

const coverageSchema = v.pipe(
  v.object({ total: v.object({ lines: percent, branches: percent, functions: percent }) }),
  v.transform(({ total: { lines, branches, functions } }): Read<CoverageFigures> => {
    return { figures: { lines: lines.pct / 100, branches: branches.pct / 100, functions: functions.pct / 100 } };
  }),
);
