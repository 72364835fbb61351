/** What was not compared, and why: as the run says it, and what it was to compare and did not. */
import type { StandingReport } from '../../../reports/model.ts';
import type { BrokenRecord, ClaimDescription, ResultRecord, Standing } from '../../results.ts';
import { keyOfCase } from '../evidence.ts';
import type { ChangeEvidence } from './evidence.ts';

/** @param records of all runs that belong together, each of which may have had a part of the cases */
export function standingsOf(
  records: readonly ResultRecord[],
  evidence: readonly ChangeEvidence[],
): readonly StandingReport[] {
  const said = records.flatMap((one) => {
    if (one.kind !== 'run' || !one.comparison || !('standings' in one.comparison)) return [];
    return one.comparison.standings.flatMap((standing) => reportOf(standing) ?? []);
  });
  const measured = new Set(evidence.map(({ claim, id }) => keyOfCase({ claim: claim.id, case: id })));
  const broken = records.filter((one) => one.kind === 'broken');
  const missing = records.flatMap((one) => {
    if (one.kind !== 'claim' || one.standsFor?.is !== 'contender') return [];
    const { claim, contender } = one.standsFor;
    return missingOf(one.claim, measured, broken).map((rest) => ({ claim, contender, ...rest }));
  });
  const all = [...said, ...missing];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
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

function missingOf(
  claim: ClaimDescription,
  measured: ReadonlySet<string>,
  broken: readonly BrokenRecord[],
): Omit<StandingReport, 'claim'>[] {
  if (claim.lacks !== undefined) return [{ is: 'lacking', says: claim.lacks }];
  const whole = broken.find((one) => one.claim === claim.id && one.case === undefined);
  if (whole) return [{ is: 'broken', says: withoutStop(whole.says) }];
  return claim.cases.flatMap(({ id }): Omit<StandingReport, 'claim'>[] => {
    if (measured.has(keyOfCase({ claim: claim.id, case: id }))) return [];
    const broke = broken.find((one) => one.claim === claim.id && one.case === id);
    if (broke) return [{ case: id, is: 'broken', says: withoutStop(broke.says) }];
    return [{ case: id, is: 'unmeasured' }];
  });
}

function withoutStop(says: string): string {
  return says.replace(/[.]$/, '');
}
