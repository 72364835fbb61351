/** Several claims of one run, judged together: the probabilities of all their cases are corrected at once (Holm). */
import type { BreakageReport, CaseReport, ClaimReport } from '../../reports/model.ts';
import type { BrokenRecord, ClaimDescription, RunRecord } from '../results.ts';
import { holm } from '../stats/holm.ts';
import { judgeCase } from './case.ts';
import { judgeClaim } from './claim.ts';
import { doubtsOf } from './doubts.ts';
import type { Evidence } from './evidence.ts';

export function judgeAll(
  run: RunRecord,
  claims: readonly ClaimDescription[],
  evidence: readonly Evidence[],
  broken: readonly BrokenRecord[],
  margin: (claim: ClaimDescription) => number,
  { vetoed, doubting }: { readonly vetoed: boolean; readonly doubting: boolean },
): ClaimReport[] {
  const ids = new Set(claims.map(({ id }) => id));
  const ours = evidence.filter(({ claim }) => ids.has(claim.id));
  const adjusted = adjust(ours);
  return claims.map((claim) => {
    const cases = ours
      .filter((one) => one.claim.id === claim.id)
      .map((one): CaseReport => {
        const probability = adjusted.get(one);
        const doubts = doubting ? doubtsOf(one, probability, run.environment) : [];
        return judgeCase(one, { adjusted: probability, comparisons: Math.max(1, adjusted.size), vetoed, doubts });
      });
    const broke = broken.filter((one) => one.claim === claim.id).map(breakageOf);
    return judgeClaim(claim, margin(claim), cases, broke, ours.length);
  });
}

function adjust(evidence: readonly Evidence[]): Map<Evidence, number> {
  const asked = evidence.filter(({ byAnswers, support }) => !byAnswers && support !== undefined);
  const adjusted = holm(asked.map(({ support }) => support!.probability));
  return new Map(asked.map((one, index) => [one, adjusted[index]!]));
}

/** As the report has it: sentences end with a full stop. */
export function breakageOf(broken: BrokenRecord): BreakageReport {
  const { claim, case: at, contender, stage, code, remedy } = broken;
  const says = /[.!?]$/.test(broken.says) ? broken.says : `${broken.says}.`;
  const where = { claim, ...(at !== undefined && { case: at }), ...(contender !== undefined && { contender }) };
  return { ...where, stage, code, says, remedy };
}
