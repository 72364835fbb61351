/** What was not compared, and why: as the run says it, and what it was to compare and did not. */
import type { BreakageReport, StandingReport } from '../../../reports/model.ts';
import type { BrokenRecord, ClaimDescription, Comparison, ResultRecord, Standing } from '../../results.ts';
import { keyOfCase } from '../evidence.ts';
import { askedIn } from './asked.ts';
import { breakageIn } from './breakages.ts';
import type { ChangeEvidence } from './evidence.ts';
import type { Sides } from './sides.ts';

/** @param records of all runs that belong together, each of which may have had a part of the cases */
export function standingsOf(
  records: readonly ResultRecord[],
  evidence: readonly ChangeEvidence[],
  sides: Sides,
): readonly StandingReport[] {
  const runs = records.filter((one) => one.kind === 'run');
  const said = runs.flatMap(({ comparison }) => (comparison?.standings ?? []).flatMap((one) => reportOf(one) ?? []));
  const known: Known = {
    measured: new Set(evidence.map(({ claim, id }) => keyOfCase({ claim: claim.id, case: id }))),
    broken: records.filter((one) => one.kind === 'broken'),
    // What another shard has to measure is not missing in this one.
    isOurs: askedIn(records),
    says: (broken) => sayBroken(breakageIn(records, broken, sides), runs[0]?.comparison?.of),
  };
  const missing = records.flatMap((one) => {
    if (one.kind !== 'claim' || one.standsFor?.is !== 'contender') return [];
    const { claim, contender } = one.standsFor;
    return missingOf(one.claim, known).map((rest) => ({ claim, contender, ...rest }));
  });
  const all = [...said, ...missing];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

interface Known {
  readonly measured: ReadonlySet<string>;
  readonly broken: readonly BrokenRecord[];
  readonly isOurs: (claim: string, id: string) => boolean;
  readonly says: (broken: BrokenRecord) => string;
}

function sayBroken({ side, says }: BreakageReport, of: Comparison['of'] | undefined): string {
  const where = side === undefined ? '' : `${of === 'runtimes' ? 'on' : 'at'} ${side}: `;
  return `${where}${says.replace(/[.]$/, '')}`;
}

function reportOf({ claim, contender, case: at, is, says }: Standing): StandingReport | undefined {
  if (is === 'compared') return undefined;
  return {
    claim,
    ...(contender !== undefined && { contender }),
    ...(at !== undefined && { case: at }),
    is,
    ...(says !== undefined && { says }),
  };
}

function missingOf(claim: ClaimDescription, known: Known): Omit<StandingReport, 'claim'>[] {
  if (claim.lacks !== undefined) return [{ is: 'lacking', says: claim.lacks }];
  const { broken, measured, isOurs, says } = known;
  const whole = broken.find((one) => one.claim === claim.id && one.case === undefined);
  if (whole) return [{ is: 'broken', says: says(whole) }];
  return claim.cases.flatMap(({ id }): Omit<StandingReport, 'claim'>[] => {
    if (!isOurs(claim.id, id) || measured.has(keyOfCase({ claim: claim.id, case: id }))) return [];
    const broke = broken.find((one) => one.claim === claim.id && one.case === id);
    if (broke) return [{ case: id, is: 'broken', says: says(broke) }];
    return [{ case: id, is: 'unmeasured' }];
  });
}
