/**
 * Measures whether the catalogue says the same twice: the whole of it two times, and once beside a neighbour that burns
 * all processors in bursts.
 *
 * `npm run build && node dist/bench/calibrations/twice.js`, on a machine that is left alone: an hour. It writes the verdicts to
 * reports/published/trust/twice.json and the table of them to twice.md there, after each of the three. Interrupted, it goes
 * on where it was when it is called again; `--anew` begins afresh. `--only NAME` makes one of first, second and neighbour,
 * `--seconds N` is the time of each, words are patterns of claims, `--out DIR` is another folder than reports/published/trust,
 * and `--runs DIR` another than reports/out/twice for the results themselves.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RunReport } from '../../reports/model.ts';
import { writeFiles } from '../write-files.ts';
import { NAMES, saidBy, twiceTable, type Said } from './twice/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [...NAMES] },
    seconds: { type: 'string' },
    anew: { type: 'boolean', default: false },
    out: { type: 'string', default: 'reports/published/trust' },
    runs: { type: 'string', default: 'reports/out/twice' },
  },
});
const { only, seconds, anew, out, runs } = values;
const unknown = only.find((name) => !NAMES.some((known) => known === name));
if (unknown !== undefined) throw new Error(`--only takes one of ${NAMES.join(', ')}, but got ${unknown}.`);
const path = join(out, 'twice.json');

for (const name of NAMES.filter((one) => only.includes(one))) {
  const report = await run(name);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<string, Said>>) : {};
  const all = { ...before, [name]: saidBy(report) };
  const { text, kept } = twiceTable(all);
  writeFiles([
    { path, text: `${JSON.stringify(all, undefined, 1)}\n` },
    { path: join(out, 'twice.md'), text },
  ]);
  console.log(text);
  process.exitCode = kept ? 0 : 1;
}

/** What lies there finished is taken, and what was interrupted is gone on with. */
async function run(name: (typeof NAMES)[number]): Promise<RunReport> {
  const folder = join(runs, name);
  if (anew) rmSync(folder, { recursive: true, force: true });
  const told = join(folder, 'report.json');
  const read = (): RunReport | undefined => {
    const report = existsSync(told) ? (JSON.parse(readFileSync(told, 'utf8')) as RunReport) : undefined;
    return report?.complete === true ? report : undefined;
  };
  const finished = read();
  if (finished) return finished;
  const begun = existsSync(join(folder, 'results.ndjson'));
  const words = ['run', ...positionals, ...(seconds === undefined ? [] : ['--seconds', seconds]), '--out', folder];
  const program = fileURLToPath(new URL('../cli.js', import.meta.url));
  const neighbour =
    name === 'neighbour' && fork(fileURLToPath(new URL('./neighbour.js', import.meta.url)), { execArgv: [] });
  try {
    const child = spawn(process.execPath, [program, ...words, ...(begun ? ['--resume'] : [])], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const report = read();
    if (!report) throw new Error(`touchstone ${words.join(' ')} ended with ${code}.`);
    return report;
  } finally {
    if (neighbour) neighbour.kill('SIGKILL');
  }
}
