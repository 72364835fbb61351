/** Verdicts of claims as such, before and now: from the claims of a comparison that stand for them. */
import type { CaseReport, ClaimReport, VerdictChange } from '../../../reports/model.ts';
import type { ResultRecord, RunRecord, StandsFor } from '../../results.ts';
import { judgeAll } from '../claims.ts';
import { marginOf } from '../controls.ts';
import { gather } from '../evidence.ts';

type Stands = Extract<StandsFor, { readonly is: 'verdict' }>;

/**
 * Of every case that both sides have and that was measured of both, in the order of the claims.
 *
 * @param records of one run
 * @param fit whether what was measured is believed
 */
export function verdictChanges(records: readonly ResultRecord[], fit: boolean): VerdictChange[] {
  const run = records.find((one): one is RunRecord => one.kind === 'run')!;
  const found = records.flatMap((one) => {
    if (one.kind !== 'claim' || one.standsFor?.is !== 'verdict') return [];
    return [{ claim: one.claim, stands: one.standsFor }];
  });
  if (found.length === 0) return [];
  // A claim is held against its own margin, whatever slow-down is tolerated.
  const margin = (claim: (typeof found)[number]['claim']) => marginOf(claim, undefined);
  const ids = new Set(found.map(({ claim }) => claim.id));
  const ours = gather(records, margin).filter(({ claim }) => ids.has(claim.id));
  const claims = found.map(({ claim }) => claim);
  const judged = judgeAll(run, claims, ours, [], margin, { vetoed: !fit, doubting: false });
  return found.flatMap(({ stands }, at) => {
    if (stands.side !== 'base') return [];
    const after = found.findIndex(({ stands: other }) => isOtherSide(stands, other));
    return after === -1 ? [] : changesBetween(stands.claim, judged[at]!, judged[after]!);
  });
}

function isOtherSide(one: Stands, other: Stands): boolean {
  return other.claim === one.claim && other.side !== one.side;
}

function changesBetween(claim: string, base: ClaimReport, head: ClaimReport): VerdictChange[] {
  return base.cases.flatMap((before) => {
    const now = head.cases.find(({ id }) => id === before.id);
    return now ? [changeOf(claim, head.says, before, now)] : [];
  });
}

function changeOf(claim: string, says: string, before: CaseReport, now: CaseReport): VerdictChange {
  const told = before.verdict !== 'inconclusive' && now.verdict !== 'inconclusive';
  return {
    claim,
    says,
    case: before.id,
    given: now.given,
    before: before.verdict,
    now: now.verdict,
    ...(before.ratio && { ratioBefore: before.ratio }),
    ...(now.ratio && { ratioNow: now.ratio }),
    flipped: told && before.verdict !== now.verdict,
  };
}
