/** What broke in a comparison, told of the claims that somebody wrote: which contender, and at which version. */
import type { BreakageReport } from '../../../reports/model.ts';
import { TWIN } from '../../comparison/planned.ts';
import type { BrokenRecord, ResultRecord, StandsFor } from '../../results.ts';
import { breakageOf } from '../claims.ts';
import type { Sides } from './sides.ts';

/**
 * Once each, though a contender may break in several shards, and as itself and in its claim. What is broken at the base is
 * not what a change has broken: it is among what was not compared.
 *
 * @param records of all runs that belong together
 */
export function breakagesIn(records: readonly ResultRecord[], sides: Sides): BreakageReport[] {
  const told = records.flatMap((one) => (one.kind === 'broken' ? [breakageIn(records, one, sides)] : []));
  const isBefore = ({ side }: BreakageReport) => sides.names.has('head') && side === sides.baseline.name;
  const before = new Set(told.filter(isBefore).map(placeOf));
  const changed = told.filter((one) => !isBefore(one) && !before.has(placeOf(one)));
  return [...new Map(changed.map((one) => [keyOf(one), one])).values()];
}

function placeOf({ claim, case: at, contender }: BreakageReport): string {
  return JSON.stringify([claim, at, contender]);
}

function keyOf({ claim, case: at, contender, side, stage, says }: BreakageReport): string {
  return JSON.stringify([claim, at, contender, side, stage, says]);
}

/** @param records that describe what is compared */
export function breakageIn(records: readonly ResultRecord[], broken: BrokenRecord, sides: Sides): BreakageReport {
  const planned = records.find((one) => one.kind === 'claim' && one.claim.id === broken.claim);
  if (planned?.kind === 'claim' && planned.standsFor) return toldOf(planned.standsFor, breakageOf(broken), sides);
  // What is not even described is a claim that cannot be loaded at the head.
  const head = planned ? undefined : sides.names.get('head');
  return { ...breakageOf(broken), ...(head !== undefined && { side: head }) };
}

function toldOf(standsFor: StandsFor, breakage: BreakageReport, sides: Sides): BreakageReport {
  const { claim } = standsFor;
  if (standsFor.is === 'verdict') return { ...breakage, claim, side: sides.names.get(standsFor.side)! };
  const { contender } = standsFor;
  const { contender: version, says, ...rest } = breakage;
  if (version === undefined) return { ...rest, says, claim, contender };
  const side = version === TWIN ? sides.baseline.name : (sides.names.get(version) ?? version);
  return { ...rest, claim, contender, side, says: says.replaceAll(`"${version}"`, `"${contender}"`) };
}
