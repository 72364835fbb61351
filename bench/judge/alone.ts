/** One case judged by itself, while the run it belongs to still goes on. */
import type { CaseReport } from '../../reports/model.ts';
import type { ClaimDescription, ResultRecord } from '../results.ts';
import { judgeCase } from './case.ts';
import { gather } from './evidence.ts';
import { marginOf } from './run.ts';

/** `undefined` where no round of it has been measured. No correction for other cases, no veto, no doubts. */
export function judgeAlone(
  records: readonly ResultRecord[],
  claim: ClaimDescription,
  at: string,
  asked: number | undefined,
): CaseReport | undefined {
  const ours = records.filter(
    (one) =>
      one.kind === 'run' ||
      ((one.kind === 'case' || one.kind === 'round' || one.kind === 'probe') &&
        one.claim === claim.id &&
        one.case === at),
  );
  const [evidence] = gather([{ kind: 'claim', claim }, ...ours], (one) => marginOf(one, asked));
  return (
    evidence &&
    judgeCase(evidence, {
      adjusted: evidence.support?.probability,
      left: 1,
      vetoed: false,
      doubts: [],
    })
  );
}
