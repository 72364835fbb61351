/**
 * Measures what touchstone claims of itself, and writes the table: what was wanted, and what was reached.
 *
 * `npm run trust` on a quiet machine, `npm run trust -- --neighbour` with one that burns all processors in bursts; each
 * takes about 20 minutes and writes its figures to reports/published/trust, and the table of both to trust.md there.
 * `--again nanoseconds|settles|contagion|share` measures one row by itself, later, and puts it below the table; `--quick`
 * takes a tenth of the comparisons, to try it out, and `--out DIR` writes elsewhere.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CalibrationComparison } from '../calibration.ts';
import { chance } from '../harness/schedule/chance.ts';
import { lookAround } from '../harness/machine/environment.ts';
import { takeMachine } from '../harness/machine/lock.ts';
import { writeWhole } from '../write-whole.ts';
import { contagion } from './trust/contagion.ts';
import { knownEffects } from './trust/known-effects.ts';
import { nanoseconds } from './trust/nanoseconds.ts';
import type { Row, Setting } from './trust/rows.ts';
import { table, type Trust } from './trust/table.ts';
import { settles, timedShare } from './trust/time.ts';

const { values } = parseArgs({
  options: {
    neighbour: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'reports/published/trust' },
    seed: { type: 'string', default: '1' },
    again: { type: 'string' },
  },
});
const { neighbour: busy, quick, out, again } = values;
const seed = Number(values.seed);
const began = performance.now();
const setting: Setting = {
  around: { chance: chance(seed), at: () => performance.now() - began, patience: 60_000 },
  busy,
  times: (many) => (quick ? Math.ceil(many / 10) : many),
  tell: (text) => console.error(text),
};

using _ = takeMachine();
const started = new Date().toISOString();
const environment = lookAround(fileURLToPath(new URL('../../../', import.meta.url)));
const neighbour = busy ? fork(fileURLToPath(new URL('./neighbour.js', import.meta.url)), { execArgv: [] }) : undefined;
try {
  const comparisons: CalibrationComparison[] = [];
  const single: Readonly<Record<string, (asked: Setting) => Promise<Row>>> = {
    nanoseconds,
    settles,
    contagion,
    share: timedShare,
  };
  const path = join(out, `${busy ? 'neighbour' : 'quiet'}.json`);
  const rows = again === undefined ? await knownEffects(setting, comparisons) : [];
  for (const [name, measureRow] of Object.entries(single)) {
    if (again === undefined || again === name) rows.push(await measureRow(setting));
  }
  const minutes = Math.round(setting.around.at() / 6000) / 10;
  const trust =
    again === undefined
      ? { about: { started, minutes, seed, quick, environment }, rows, comparisons }
      : later(path, rows);
  mkdirSync(out, { recursive: true });
  writeWhole([{ path, text: `${JSON.stringify(trust)}\n` }]);
  writeWhole([{ path: join(out, 'trust.md'), text: table(out) }]);
  console.log(readFileSync(join(out, 'trust.md'), 'utf8'));
  process.exitCode = rows.every(({ kept }) => kept) ? 0 : 1;
} finally {
  neighbour?.kill('SIGKILL');
}

function later(path: string, rows: readonly Row[]): Trust {
  const before = JSON.parse(readFileSync(path, 'utf8')) as Trust;
  return { ...before, again: [...(before.again ?? []), ...rows.map((row) => ({ started, row }))] };
}
