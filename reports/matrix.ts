/** What every format says alike of a matrix: its cells, its runs, what a runtime cannot tell, how it is read. */

import { metricTextOf } from './metrics.ts';
import type { CrossingReport, MatrixCell, MatrixClaim, MatrixGap, MatrixReport, MatrixRuntime } from './model.ts';
import { marks } from './standings.ts';
import { count, elapsed, interval, moment, point } from './units.ts';
import { machineFacts } from './words.ts';

/** Before a claim whose verdicts differ between runtimes. */
export const differs = '≠';

export function differing({ claims }: MatrixReport): readonly MatrixClaim[] {
  return claims.filter(({ agreement }) => agreement === 'differs');
}

/** `0.73–9.9×`, with the digits that the intervals allow; empty where there is no ratio. */
export function cellRange({ weakest, strongest }: MatrixCell): string {
  const ratios = [weakest, strongest].flatMap((one) => (one ? [interval(one.ratio).replace(/×.*/, '')] : []));
  const ends = [...new Set(ratios)];
  return ends.length === 0 ? '' : `${ends.join('–')}×`;
}

/** What a column is, as a list beside its name: its engine, when, how long, whether its controls passed; or why it is empty. */
export function runtimeFacts({ run, says, asked, name }: MatrixRuntime): readonly string[] {
  const as = asked === name ? [] : [`asked for as ${asked}`];
  if (!run) return [says ?? 'not measured', ...as];
  const { environment, started, seconds, controls, complete, quick, id } = run;
  return [
    environment.engine,
    moment(started),
    `took ${elapsed(seconds)}`,
    `controls ${controls.passed ? 'passed' : 'FAILED'}`,
    ...(complete ? [] : ['cut short']),
    ...(quick ? ['quick'] : []),
    ...(environment.commit === undefined ? [] : [`commit ${environment.commit.slice(0, 12)}`]),
    `run ${id}`,
    ...as,
  ];
}

/** Where the runs were made: the machine of each, where they are not all of one. */
export function machineSentences({ runtimes }: MatrixReport): readonly string[] {
  const machines = new Set<string>();
  for (const { run } of runtimes) {
    if (!run) continue;
    const { load: _load, ...machine } = run.environment;
    machines.add(machineFacts(machine).join(', '));
  }
  return [...machines];
}

/** `allocated: 2 claims (a/b, a/c), not asked here: …`; with few of their names. */
export function gapSentence(gap: MatrixGap): string {
  const { claims, says } = gap;
  const named = claims.slice(0, MOST_NAMED).join(', ') + (claims.length > MOST_NAMED ? ', …' : '');
  return `${metricTextOf(gap).measure}, ${count(claims.length, 'claim')} (${named}): ${says}`;
}

const MOST_NAMED = 5;

/** Where the winner changes to another that is told. */
export function winnerChanges({ crossings }: MatrixCell): readonly CrossingReport[] {
  return crossings.filter(({ verdicts }) => !verdicts.includes('inconclusive'));
}

/** `chunks=4: concat wins at 1 KiB, neither at 4 KiB (n20, n22)`: where the winner changes, alike ones once. */
export function crossingSentences({ cells }: MatrixClaim, runtimes: readonly MatrixRuntime[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const [at, cell] of cells.entries()) {
    for (const { given, says } of winnerChanges(cell)) {
      const where = point(given);
      const told = where === '' ? says : `${where}: ${says}`;
      found.set(told, [...(found.get(told) ?? []), runtimes[at]!.short]);
    }
  }
  return Array.from(found, ([told, shorts]) => `${told} (${shorts.join(', ')})`);
}

/** The marks of a matrix and what each of them means. */
export const matrixLegend: readonly (readonly [mark: string, meaning: string])[] = [
  [marks.confirmed, 'confirmed'],
  [marks.refuted, 'refuted'],
  [marks.equivalent, 'equivalent'],
  [marks.inconclusive, 'inconclusive'],
  [marks.mixed, 'mixed: its cases differ'],
  [marks.broken, 'broken'],
  [marks.unasked, 'not asked or not measured'],
  [differs, 'its verdicts differ between runtimes'],
];

/** The same in the words of this one: where some columns are of one runtime, verdicts differ between runs. */
export function legendOf({ across }: Pick<MatrixReport, 'across'>): typeof matrixLegend {
  if (across === 'runtimes') return matrixLegend;
  return matrixLegend.map(([mark, meaning]) => [mark, meaning.replace('runtimes', across)]);
}

/** `on every runtime`, or `in every run` where some are of one runtime. */
export function onEvery({ across }: Pick<MatrixReport, 'across'>): string {
  return across === 'runs' ? 'in every run' : 'on every runtime';
}

/** `What a runtime cannot tell`. */
export function gapsTitle({ across }: Pick<MatrixReport, 'across'>): string {
  return `What a ${across === 'runs' ? 'run' : 'runtime'} cannot tell`;
}

/** What the ratios in a matrix are. */
export const rangeMeaning =
  'The ratios are those of the weakest and the strongest case: above 1× the favoured contender wins.';
