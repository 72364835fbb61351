/** Verdicts of claims as such, before and now: from the claims of a comparison that stand for them. */
import type { CaseReport, ClaimReport, VerdictChange } from '../../../reports/model.ts';
import type { ClaimDescription, StandsFor } from '../../results.ts';
import { judgeClaims, type Measurer } from '../claims.ts';
import { marginOf } from '../controls.ts';
import { gather, type Evidence } from '../evidence.ts';
import type { Part } from './part.ts';

type Stands = Extract<StandsFor, { readonly is: 'verdict' }>;

/**
 * Of every case that both sides have and that was measured of both, in the order of the claims. One machine measured both:
 * `--shard` does not part them.
 */
export function verdictChanges(parts: readonly Pick<Part, 'records' | 'run' | 'controls'>[]): VerdictChange[] {
  // Every part describes all claims.
  const found = (parts[0]?.records ?? []).flatMap((one) => {
    if (one.kind !== 'claim' || one.standsFor?.is !== 'verdict') return [];
    return [{ claim: one.claim, stands: one.standsFor }];
  });
  if (found.length === 0) return [];
  // A claim is held against its own margin, whatever slow-down is tolerated.
  const margin = (claim: ClaimDescription) => marginOf(claim, undefined);
  const measurers = new Map<Evidence, Measurer>();
  for (const { records, run, controls } of parts) {
    const measurer = { environment: run.environment, vetoed: !controls.passed };
    for (const one of gather(records, margin)) measurers.set(one, measurer);
  }
  const judged = judgeClaims({
    claims: found.map(({ claim }) => claim),
    evidence: [...measurers.keys()],
    measurerOf: (one) => measurers.get(one)!,
    broken: [],
    margin,
    doubting: false,
  });
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
