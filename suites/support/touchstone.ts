/** Touchstone from the outside: a project of toy claims, runs of it in process and in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before } from 'mocha';
import { main } from '../../bench/main.ts';
import { readRecords } from '../../bench/results-file.ts';
import type { ResultRecord } from '../../bench/results.ts';
import type { RunReport } from '../../reports/model.ts';
import { compiled, run, type Finished } from './program.ts';
import { collectingStreams } from './streams.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** The compiled command. */
export const CLI = fileURLToPath(new URL('../../bench/cli.js', import.meta.url));

/** The same, with the cheap controls of a toy project. */
const TOY_CLI = fileURLToPath(new URL('./touchstone-cli.js', import.meta.url));

/** Milliseconds: a run takes a few seconds, and many times that where both processors are busy with something else. */
export const LONG = 120_000;

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Project {
  /** The folder; its claims are in `claims`, what it writes in `out`, its temporary files (and the lock) in `tmp`. */
  readonly root: string;
  readonly out: string;
  readonly results: string;
  readonly tmp: string;
  /** `--claims` and `--out` of this project. */
  readonly here: readonly string[];
  /** Runs the command in this process. Its controls are those of the project, here and below. */
  readonly touchstone: (...argv: string[]) => Promise<Outcome>;
  /** Runs the command in a process of its own, to its end. */
  readonly program: (...argv: string[]) => Promise<Finished>;
  /** Starts the command in a process of its own, and leaves it running. */
  readonly start: (...argv: string[]) => Running;
  /** The records of the results file. */
  readonly records: () => ResultRecord[];
}

/** The controls at their cheapest case, for a project whose runs are to have any: `make({ ...CONTROLS, … })`. */
export const CONTROLS = Object.fromEntries(
  ['same-against-same', 'twice-the-work'].map((name) => [
    `controls/${name}.js`,
    `import control from ${JSON.stringify(compiled(`bench/controls/${name}.ts`))};
const work = ['arithmetic'];
export default { ...control, given: { work }, quick: { work } };
`,
  ]),
);

/** Call it in the body of a describe block; use what `make` returns inside of the tests. */
export function toyProjects(): { make: (files: Readonly<Record<string, string>>) => Project } {
  const directory = temporaryDirectory();
  let original: string | undefined;
  before('gives this process a lock of its own', () => {
    original = process.env['TMPDIR'];
    process.env['TMPDIR'] = directory.fresh();
  });
  after('takes it back', () => {
    if (original === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = original;
  });
  return { make: (files) => project(directory.fresh(), files) };
}

function project(root: string, files: Readonly<Record<string, string>>): Project {
  const all = {
    'package.json': '{"type":"module"}',
    'claims/.keep': '',
    'controls/.keep': '',
    'tmp/.keep': '',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const [out, tmp, data] = [join(root, 'out'), join(root, 'tmp'), join(root, 'data')];
  const folders = { TOUCHSTONE_DATA: data, TOUCHSTONE_CACHE: join(root, 'cache') };
  const results = join(out, 'results.ndjson');
  return {
    root,
    out,
    tmp,
    results,
    here: ['--claims', join(root, 'claims'), '--out', out],
    touchstone: async (...argv) => {
      const streams = collectingStreams();
      const env = { ...streams.env, ...folders };
      const code = await main(argv, { ...streams, env, controls: join(root, 'controls') });
      return { code, out: streams.said(), err: streams.complained() };
    },
    program: (...argv) => run([TOY_CLI, ...argv], { cwd: root, env: { TMPDIR: tmp, ...folders }, timeoutMs: LONG }),
    start: (...argv) => start(root, argv, { TMPDIR: tmp, ...folders }),
    records: () => readRecords(readFileSync(results, 'utf8')),
  };
}

export interface Running extends AsyncDisposable {
  readonly pid: number;
  readonly isRunning: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; err: string }>;
}

/** Starts a program in a process of its own, and leaves it running. */
export function start(
  cwd: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  program: string = TOY_CLI,
): Running {
  const child = spawn(process.execPath, [program, ...argv], {
    cwd,
    env: { ...env, PATH: process.env['PATH'], NODE_V8_COVERAGE: process.env['NODE_V8_COVERAGE'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody reads what it says at the end: `touchstone run | head`.
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Awaited<Running['ended']>>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, err }));
  });
  return {
    pid: child.pid!,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => child.kill(signal),
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A claim `a beats b` as JavaScript; the bodies are set-ups: `() => () => 1`. */
export function claimOf(contenders: Readonly<Record<string, string>>, more = ''): string {
  const functions = Object.entries(contenders).map(([name, code]) => `${name}: ${code}`);
  return `export default {
  says: 'a beats b', because: 'it does less', source: 'nobody', favours: 'a', over: 'b', ${more}
  contenders: {
    ${functions.join(',\n    ')},
  },
};
`;
}

/** Nothing against some microseconds of arithmetic: thousands of times as much. */
export const PLAIN = claimOf({
  a: '() => () => 1',
  b: '() => () => { let s = 0; for (let i = 0; i < 5000; i++) s += Math.sqrt(i); return s > 0 ? 1 : 0; }',
});

/** The judged run that `--json` prints. */
export function modelOf(text: string): RunReport {
  return JSON.parse(text) as RunReport;
}

export function recordsOf<Kind extends ResultRecord['kind']>(records: readonly ResultRecord[], kind: Kind) {
  return records.filter((one): one is Extract<ResultRecord, { kind: Kind }> => one.kind === kind);
}
