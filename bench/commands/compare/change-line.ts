/** What a comparison tells while it goes on, in the words of whoever wrote the claims: no claim of its own is named. */
import type { Telling } from '../progress.ts';
import { changeProgress } from '../../../reports/formats/comparison/progress.ts';
import { progress } from '../../../reports/formats/progress.ts';
import { judgeAlone } from '../../judge/alone.ts';
import { breakageIn } from '../../judge/comparison/breakages.ts';
import { sidesOf } from '../../judge/comparison/sides.ts';
import { judgeComparison } from '../../judge/comparison.ts';
import type { ClaimRecord } from '../../results.ts';

/** @param claims all that are measured */
export function tellingOf(claims: readonly ClaimRecord[]): Pick<Telling, 'nameOf' | 'sayLooked' | 'sayBroken'> {
  const names = new Map(claims.map((one) => [one.claim.id, nameOf(one)]));
  return { nameOf: ({ id }) => names.get(id) ?? id, sayLooked: changeLine, sayBroken: breakageLine };
}

/** `buffers/concat-beats-joining, concat`; of a claim whose verdict is looked at `buffers/concat-beats-joining (base)`. */
function nameOf({ claim, standsFor }: ClaimRecord): string {
  if (!standsFor) return claim.id;
  return standsFor.is === 'contender'
    ? `${standsFor.claim}, ${standsFor.contender}`
    : `${standsFor.claim} (${standsFor.side})`;
}

/** A case by itself, without the other comparisons and without the twins of others; of a claim its verdict. */
export const changeLine: NonNullable<Telling['sayLooked']> = (records, claim, at, paper) => {
  const ours = records.filter((one) => {
    if (one.kind === 'run') return true;
    if (one.kind === 'claim') return one.claim.id === claim.id;
    return 'claim' in one && 'case' in one && one.claim === claim.id && one.case === at;
  });
  const planned = ours.find((one) => one.kind === 'claim');
  if (planned?.standsFor?.is !== 'contender') {
    const judged = judgeAlone(ours, claim, at, undefined);
    return judged && progress(planned ? nameOf(planned) : claim.id, judged, paper);
  }
  const report = judgeComparison(ours, { doubting: false });
  const lines = report.changes.map((change) => changeProgress(change, report, paper));
  return lines.length === 0 ? undefined : lines.join('\n');
};

/** `buffers/concat-beats-joining, bytes=16, concat, main: Error: …`. */
const breakageLine: NonNullable<Telling['sayBroken']> = (records) => {
  const last = records.findLast((one) => one.kind === 'broken');
  const comparison = records.find((one) => one.kind === 'run')?.comparison;
  if (!last || !comparison) return '';
  const { claim, case: at, contender, side, says } = breakageIn(records, last, sidesOf(comparison));
  const where = [claim, at, contender, side].filter((part) => part !== undefined && part !== '');
  return `${where.join(', ')}: ${says}`;
};
