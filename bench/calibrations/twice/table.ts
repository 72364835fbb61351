/** What several runs of the same claims said, case by case, and where they said something else. */
import type { EnvironmentReport, RunReport, Verdict } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { environmentSentence } from '../../../reports/words.ts';

/** The runs, in order: the same twice, and once beside a neighbour. */
export const NAMES = ['first', 'second', 'neighbour'] as const;

export interface Said {
  readonly started: string;
  readonly seconds: number;
  readonly seed: number;
  readonly controls: boolean;
  readonly environment: EnvironmentReport;
  /** By `claim case`. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

export function saidBy({ started, seconds, seed, controls, environment, claims }: RunReport): Said {
  const verdicts = Object.fromEntries(
    claims.flatMap(({ id, cases }) => cases.map((one) => [`${id} ${one.id}`.trim(), one.verdict])),
  );
  return { started, seconds, seed, controls: controls.passed, environment, verdicts };
}

export interface Changed {
  readonly case: string;
  readonly from: Verdict;
  readonly to: Verdict;
}

export interface Difference {
  /** Cases that both tell of. */
  readonly cases: number;
  readonly changed: readonly Changed[];
}

export function differencesOf(one: Said, other: Said): Difference {
  const both = Object.keys(one.verdicts).filter((name) => other.verdicts[name] !== undefined);
  const changed = both.flatMap((name) => {
    const [from, to] = [one.verdicts[name]!, other.verdicts[name]!];
    return from === to ? [] : [{ case: name, from, to }];
  });
  return { cases: both.length, changed };
}

interface Row {
  readonly what: string;
  readonly reached: string;
  readonly wanted: string;
  readonly kept: boolean;
}

/** @returns whether everything was reached that was wanted of the runs that there are, and the table */
export function twiceTable(runs: Partial<Record<string, Said>>): { text: string; kept: boolean } {
  const { first, second, neighbour } = runs;
  const again = first && second && differencesOf(first, second);
  const beside = first && neighbour && differencesOf(first, neighbour);
  const rows = [
    ...(first ? [told(first, 'first'), time(first, 'first')] : []),
    ...(second ? [told(second, 'second'), time(second, 'second')] : []),
    ...(again ? [turned(again, 'first and second'), kept(again)] : []),
    ...(beside ? [fell(beside), changedBeside(beside)] : []),
  ];
  const lines = rows.map(({ what, reached, wanted, kept: is }) => {
    const mark = wanted === '' ? '' : is ? ' ✓' : ' ✗';
    return `| ${what} | ${reached}${mark} | ${wanted} |`;
  });
  const text = [
    '# Whether the catalogue says the same twice',
    '',
    'Made by `node dist/bench/calibrations/twice.js` ([the program](../../../bench/calibrations/twice.ts)): every claim, measured',
    'twice on the same machine, and once beside a neighbour that burns all processors in bursts.',
    '',
    '| what | reached | wanted |',
    '| --- | --- | --- |',
    ...lines,
    '',
    ...listOf('The second run', again),
    ...listOf('Beside the neighbour', beside),
    ...NAMES.flatMap((name) => (runs[name] ? [sayRun(name, runs[name]), ''] : [])),
  ].join('\n');
  return { text, kept: rows.every((row) => row.kept) };
}

function told({ verdicts }: Said, name: string): Row {
  const all = Object.values(verdicts);
  const open = all.filter((verdict) => verdict === 'inconclusive').length;
  const share = all.length === 0 ? 0 : 1 - open / all.length;
  const reached = `${all.length - open} of ${all.length} (${units.share(share)})`;
  return { what: `told at all, ${name} run`, reached, wanted: 'at least 85 %', kept: share >= 0.85 };
}

function time({ seconds }: Said, name: string): Row {
  return {
    what: `time, ${name} run`,
    reached: units.elapsed(seconds),
    wanted: 'at most 20 min',
    kept: seconds <= 1200,
  };
}

/** From one side to the other. */
function turned({ changed, cases }: Difference, names: string): Row {
  const many = changed.filter(({ from, to }) => opposite(from, to)).length;
  return {
    what: `confirmed in one and refuted in the other, ${names}`,
    reached: `${many} of ${cases}`,
    wanted: 'none',
    kept: many === 0,
  };
}

function opposite(from: Verdict, to: Verdict): boolean {
  return [from, to].includes('confirmed') && [from, to].includes('refuted');
}

function kept({ changed, cases }: Difference): Row {
  const share = cases === 0 ? 0 : changed.length / cases;
  const reached = `${changed.length} of ${cases} (${units.share(share)})`;
  return { what: 'another verdict of any kind, first and second', reached, wanted: 'at most 3 %', kept: share <= 0.03 };
}

function fell({ changed, cases }: Difference): Row {
  const many = changed.filter(({ from, to }) => from === 'confirmed' && to === 'refuted').length;
  return {
    what: 'confirmed, and refuted beside the neighbour',
    reached: `${many} of ${cases}`,
    wanted: 'none',
    kept: many === 0,
  };
}

function changedBeside({ changed, cases }: Difference): Row {
  return {
    what: 'another verdict of any kind beside the neighbour',
    reached: `${changed.length} of ${cases}`,
    wanted: '',
    kept: true,
  };
}

function listOf(title: string, difference: Difference | undefined): string[] {
  if (!difference || difference.changed.length === 0) return [];
  const { changed } = difference;
  return [
    `<details><summary>${title} said something else of ${units.count(changed.length, 'case')}</summary>`,
    '',
    ...changed.map((one) => `- ${one.case}: ${one.from}, then ${one.to}`),
    '',
    '</details>',
    '',
  ];
}

function sayRun(name: string, { started, seconds, seed, controls, environment }: Said): string {
  const fit = controls ? 'controls passed' : 'controls failed';
  return `${name}: ${units.moment(started)}, ${units.elapsed(seconds)}, seed ${seed}, ${fit}; ${environmentSentence(environment)}.`;
}
