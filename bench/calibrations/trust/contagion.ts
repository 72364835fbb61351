/** Whether contenders in one process teach each other's inline caches. */
import * as units from '../../../reports/units.ts';
import { roundsTogether } from '../../harness/schedule/round.ts';
import type { RoundRecord } from '../../results.ts';
import { perCall } from '../../stats/rounds.ts';
import { median } from '../../stats/sample.ts';
import { CONTENDERS } from '../contagion/five-classes.ts';
import { subjectOf, type Row, type Setting } from './rows.ts';

/** How many times longer each of the classes takes together than alone. */
export async function contagion({ around, times, tell }: Setting): Promise<Row> {
  tell('five equal classes, and two that differ');
  const alone = new Map<string, number[]>();
  const together = new Map<string, number[]>();
  const take = async (contenders: readonly string[], round: number, into: Map<string, number[]>) => {
    const subject = subjectOf('contagion/five-classes.js', contenders);
    const chanceOf = around.chance.branch(`contagion ${round} ${contenders.join(' ')}`);
    await roundsTogether(subject, undefined, 1, { ...around, chance: chanceOf }, ({ record, found: { batches } }) => {
      for (const name of contenders) into.set(name, [...(into.get(name) ?? []), callOf(record, name, batches)]);
    });
  };
  // One process in twelve runs such code at half its speed: medians of few of them are a lottery.
  for (let round = 0; round < times(30); round++) {
    await take(CONTENDERS, round, together);
    for (const name of CONTENDERS) await take([name], round, alone);
  }
  const longer = CONTENDERS.map((name) => median(together.get(name)!) / median(alone.get(name)!));
  const worst = longer.toSorted((a, b) => Math.abs(Math.log(b)) - Math.abs(Math.log(a)))[0]!;
  return {
    what: 'five equal classes behind one shared helper, and two that differ: together against alone',
    wanted: 'within 10 %',
    reached: `at most ${units.ratio(worst)} (${longer.map((one) => units.ratio(one)).join(', ')})`,
    kept: Math.abs(worst - 1) <= 0.1,
  };
}

function callOf(round: RoundRecord, name: string, batches: Readonly<Record<string, number>>): number {
  return median(perCall(round, name, batches, 'wall'));
}
