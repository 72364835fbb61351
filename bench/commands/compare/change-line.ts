/** One line for every case of a comparison that has been looked at, while it goes on. */
import { verdictLine, type Telling } from '../progress.ts';
import { changeProgress } from '../../../reports/formats/comparison/progress.ts';
import { judgeComparison } from '../../judge/comparison.ts';

/** By itself, without the other comparisons and without the twins of others; of a claim its verdict. */
export const changeLine: NonNullable<Telling['sayLooked']> = (records, claim, at, paper) => {
  const ours = records.filter((one) => {
    if (one.kind === 'run') return true;
    if (one.kind === 'claim') return one.claim.id === claim.id;
    return 'claim' in one && 'case' in one && one.claim === claim.id && one.case === at;
  });
  const planned = ours.find((one) => one.kind === 'claim');
  if (planned?.standsFor?.is !== 'contender') return verdictLine(undefined)(records, claim, at, paper);
  const report = judgeComparison(ours, { doubting: false });
  const lines = report.changes.map((change) => changeProgress(change, report, paper));
  return lines.length === 0 ? undefined : lines.join('\n');
};
