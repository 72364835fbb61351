/** How often identical code is told apart, and how often a little more work is found. */
import * as units from '../../../reports/units.ts';
import type { CalibrationComparison } from '../../calibration.ts';
import { calibrate, type Series } from '../../harness/schedule/calibrate.ts';
import { TURN } from '../../harness/schedule/defaults.ts';
import { tInterval } from '../../stats/interval.ts';
import { mean, median } from '../../stats/sample.ts';
import { verdictOf } from '../../stats/verdict.ts';
import { atMost, found, within, type Row, type Setting } from './rows.ts';

/** The same against the same, and known slow-downs: all in one shuffled order. */
export async function knownEffects(
  { around, busy, times, tell }: Setting,
  comparisons: CalibrationComparison[],
): Promise<Row[]> {
  const series: Series[] = [
    ...(['arithmetic', 'concat', 'join', 'read'] as const).map((work) => ({
      work,
      effect: 0,
      times: times(50),
      seconds: 2,
    })),
    { work: 'arithmetic', effect: 0.01, times: times(40), seconds: 4 },
    { work: 'arithmetic', effect: 0.02, times: times(40), seconds: 3 },
    { work: 'concat', effect: 0.05, times: times(40), seconds: 6 },
    { work: 'concat', effect: 0, times: times(20), seconds: 4 },
    { work: 'join', effect: 0, times: times(20), seconds: 4 },
  ];
  await calibrate({
    ...around,
    chance: around.chance.branch('effects'),
    series,
    turn: TURN,
    keep(comparison, done, of) {
      comparisons.push(comparison);
      if (done % 10 === 0) tell(`${done} of ${of} comparisons, ${units.elapsed(Math.round(around.at() / 1000))}`);
    },
  });
  const same = comparisons.filter(({ effect, given }) => effect === 0 && given === 2);
  const told = same.filter(({ logs }) => !holds(logs, 0)).length;
  const named = same.filter(({ logs }) => ['confirmed', 'refuted'].includes(verdictOf(logs, Math.log1p(0.02)))).length;
  const of = (work: string, effect: number) => comparisons.filter((one) => one.work === work && one.effect === effect);
  const error = (all: readonly CalibrationComparison[], effect: number) =>
    median(all.map(({ logs }) => Math.abs(Math.expm1(mean(logs) - Math.log1p(effect)))));
  const exact = error(of('arithmetic', 0.01), 0.01);
  const allocating = comparisons.filter(({ effect, given }) => effect === 0 && given === 4);
  return [
    atMost(
      'same against same, over arithmetic, Buffer.concat, string joining, fs.readFileSync: the interval excludes 1',
      told,
      same.length,
      busy ? 0.06 : 0.05,
    ),
    {
      what: 'the same: verdict confirmed or refuted at δ = 2 %',
      wanted: busy ? 'at most 1' : '0',
      reached: `${named} of ${same.length}`,
      kept: named <= (busy ? 1 : 0),
    },
    found('1 % more work (arithmetic), 4 s each', of('arithmetic', 0.01), busy ? 0.85 : 0.9),
    found('2 % more work (arithmetic), 3 s each', of('arithmetic', 0.02), busy ? 0.95 : 0.98),
    found('5 % more work beside Buffer.concat, 6 s each', of('concat', 0.05), busy ? 0.8 : 0.9),
    within('median error of the ratio at 4 s: arithmetic', exact, busy ? 0.004 : 0.003),
    within('median error of the ratio at 4 s: allocating code', error(allocating, 0), busy ? 0.02 : 0.015),
  ];
}

function holds(logs: readonly number[], truth: number): boolean {
  const { low, high } = tInterval(logs);
  return low <= truth && truth <= high;
}
