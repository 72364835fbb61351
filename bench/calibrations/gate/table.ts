/** What the gate is worth, as a table: both runs of the program side by side, as far as they were made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as units from '../../../reports/units.ts';
import { environmentSentence } from '../../../reports/words.ts';
import { environmentOf } from '../../judge/environment.ts';
import type { Environment } from '../../results.ts';
import { median } from '../../stats/sample.ts';
import type { Work } from '../known-slow-down.ts';
import { TOLERANCE, type Compared } from './compare-in.ts';

export interface GateRun {
  readonly about: {
    readonly started: string;
    readonly seed: number;
    readonly quick: boolean;
    /** Comparisons in all. */
    readonly of: number;
    readonly environment: Environment;
  };
  readonly minutes: number;
  /** Steps of arithmetic that make each work slower by each effect. */
  readonly steps: Readonly<Partial<Record<Work, Readonly<Record<number, number>>>>>;
  readonly compared: readonly Compared[];
}

interface Cell {
  readonly reached: string;
  readonly wanted: string;
  readonly kept: boolean;
}

interface Row {
  readonly what: string;
  readonly quiet: (run: GateRun) => Cell;
  readonly neighbour: (run: GateRun) => Cell;
}

const ROWS: readonly Row[] = [
  { what: 'identical commits: a regression is named', quiet: alarms, neighbour: alarms },
  {
    what: 'a contender 5 % slower: found, and no other named',
    quiet: (run) => found(run, 0.05, 0.95),
    neighbour: (run) => found(run, 0.05, undefined),
  },
  {
    what: 'a contender 20 % slower: found, and no other named',
    quiet: (run) => found(run, 0.2, 1),
    neighbour: (run) => found(run, 0.2, 0.9),
  },
  { what: 'seconds, of four claims', quiet: (run) => seconds(run, 60), neighbour: (run) => seconds(run, undefined) },
];

/** @returns whether everything was reached that was wanted, and the table */
export function gateTable(folder: string): { text: string; kept: boolean } {
  const read = (name: string) => {
    try {
      return JSON.parse(readFileSync(join(folder, `gate-${name}.json`), 'utf8')) as GateRun;
    } catch {
      return undefined;
    }
  };
  const runs = { quiet: read('quiet'), neighbour: read('neighbour') };
  const cells = ROWS.map((row) => ({
    what: row.what,
    cells: (['quiet', 'neighbour'] as const).map((name) => runs[name] && row[name](runs[name])),
  }));
  const lines = cells.map(({ what, cells: both }) => `| ${what} | ${both.map(sayCell).join(' | ')} |`);
  const said = Object.entries(runs).flatMap(([name, run]) => (run ? [sayAbout(name, run)] : []));
  const text = [
    '# What the gate is worth, measured by itself',
    '',
    'Made by `node dist/bench/calibrations/gate.js` and the same with `--neighbour`',
    `([the program](../../../bench/calibrations/gate.ts)): \`touchstone compare\` with a tolerance of ${units.share(TOLERANCE)}.`,
    '',
    '| what | quiet | wanted | neighbour | wanted |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
    ...said.flatMap((one) => [one, '']),
  ].join('\n');
  return { text, kept: cells.flatMap((row) => row.cells).every((cell) => cell?.kept !== false) };
}

function alarms({ compared }: GateRun): Cell {
  const same = compared.filter(({ effect }) => effect === 0);
  const named = same.filter(({ outcome, slower }) => outcome === 'regression' || slower.length > 0).length;
  return { reached: `${named} of ${same.length}`, wanted: 'none', kept: named === 0 };
}

function found({ compared }: GateRun, effect: number, least: number | undefined): Cell {
  const made = compared.filter((one) => one.effect === effect);
  const right = made.filter(({ work, slower, code }) => code === 1 && slower.join(' ') === `${work}#one`).length;
  const wrong = made.filter(({ work, slower }) => slower.some((name) => name !== `${work}#one`)).length;
  const reads = made.flatMap(({ ratio }) => ratio ?? []);
  const read = reads.length === 0 ? '' : `; read ${units.share(median(reads) - 1)}`;
  const others = wrong === 0 ? '' : `; another named in ${wrong}`;
  const wanted = least === undefined ? '' : `at least ${Math.ceil(least * made.length)}`;
  return {
    reached: `${right} of ${made.length}${read}${others}`,
    wanted,
    kept: wrong === 0 && right >= (least ?? 0) * made.length,
  };
}

function seconds({ compared }: GateRun, most: number | undefined): Cell {
  const all = compared.map((one) => one.seconds);
  const longest = Math.max(...all);
  return {
    reached: `median ${median(all).toFixed(0)} s, longest ${longest.toFixed(0)} s`,
    wanted: most === undefined ? '' : `at most ${most} s`,
    kept: longest <= (most ?? Infinity),
  };
}

function sayCell(cell: Cell | undefined): string {
  if (!cell) return ' | ';
  const mark = cell.wanted === '' ? '' : cell.kept ? ' ✓' : ' ✗';
  return `${cell.reached}${mark} | ${cell.wanted}`;
}

function sayAbout(name: string, { about, minutes, compared }: GateRun): string {
  const { started, seed, quick, of, environment } = about;
  const where = name === 'quiet' ? 'Quiet' : 'With a neighbour that burns all processors in bursts';
  const cut = compared.length < of ? `, ${compared.length} of ${of} comparisons` : '';
  const part = `${quick ? ', a tenth of the comparisons' : ''}${cut}`;
  return `${where}: ${units.moment(started)}, ${minutes.toFixed(0)} min, seed ${seed}${part}; ${environmentSentence(environmentOf(environment))}.`;
}
