/** Where the winner of a claim changes along its crossing axis: a line of cases for every combination of the other parameters. */
import { evenAt } from '../../reports/crossings.ts';
import type { CaseReport, CrossingReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { ClaimDescription, Value } from '../results.ts';
import { crossings, type Crossing, type Station } from '../stats/crossing.ts';

export function crossingsOf(claim: ClaimDescription, cases: readonly CaseReport[]): CrossingReport[] {
  const axis = claim.crossing;
  if (axis === undefined) return [];
  const lines = new Map<string, CaseReport[]>();
  for (const one of cases) {
    const key = JSON.stringify(othersOf(one.given, axis));
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].flatMap((line) => {
    // A wrong answer decides its case, and makes nobody the winner.
    const stations = line.flatMap((one) => (one.ground === 'measured' ? [stationOf(one, axis)] : []));
    return crossings(stations).map((found) => {
      const given = othersOf(line[0]!.given, axis);
      const [left, right] = found.between.map((at) => line.find((one) => Number(one.given[axis]) === at)?.shard);
      const apart = left === right ? '' : ', each on a machine of its own';
      return { axis, given, ...found, says: `${sayCrossing(claim, axis, found)}${apart}` };
    });
  });
}

function stationOf({ given, verdict, ratio, shard }: CaseReport, axis: string): Station {
  const log = ratio && { estimate: Math.log(ratio.estimate), low: Math.log(ratio.low), high: Math.log(ratio.high) };
  return { at: Number(given[axis]), verdict, ...(log && { log }), ...(shard !== undefined && { machine: shard }) };
}

function othersOf(given: Readonly<Record<string, Value>>, axis: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== axis));
}

function sayCrossing({ favours, over }: ClaimDescription, axis: string, found: Crossing): string {
  const [left, right] = found.between;
  const [before, behind] = found.verdicts;
  const winner = { confirmed: favours, refuted: over, equivalent: 'neither', inconclusive: 'nobody' };
  const at = (value: number) => units.parameter(axis, value);
  if (before === 'inconclusive') return `up to ${at(left)} it cannot be told, at ${at(right)} ${winner[behind]} wins`;
  if (behind === 'inconclusive') return `${winner[before]} wins at ${at(left)}, from ${at(right)} on it cannot be told`;
  const even = evenAt({ axis, ...found });
  return `${winner[before]} wins at ${at(left)}, ${winner[behind]} at ${at(right)}${even === undefined ? '' : `, even at ${even}`}`;
}
