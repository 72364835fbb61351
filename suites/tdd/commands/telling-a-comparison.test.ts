/** What a comparison says while it goes on: in the names of claims, contenders and sides, and in none of its own. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { tellingOf } from '../../../bench/commands/compare/change-line.ts';
import type { BrokenRecord, ClaimDescription, ResultRecord } from '../../../bench/results.ts';
import { madeComparison } from '../../support/made-comparison.ts';
import { logsAbout } from '../../support/made-run.ts';

const paper = { width: 100, colour: false };
const broken: BrokenRecord = {
  kind: 'broken',
  claim: 'made/claim#quick',
  case: 'bytes=64',
  contender: 'twin',
  stage: 'proving',
  code: 'CONTENDER_NEVER_ENDED',
  says: '"twin" gave no sign of life',
  remedy: 'Wait.',
};
const records = madeComparison({
  changes: [{ given: { bytes: 64 }, logs: logsAbout(0.3) }],
  verdicts: [{ claim: 'made/claim', cases: [{ given: { bytes: 64 }, before: logsAbout(0.4), now: logsAbout(-0.2) }] }],
  broken: [broken],
});
const planned = records.filter((one) => one.kind === 'claim');
const telling = tellingOf(planned);
const claimOf = (id: string): ClaimDescription => planned.find(({ claim }) => claim.id === id)!.claim;
const looked = (id: string, of: readonly ResultRecord[] = records) =>
  telling.sayLooked!(of, claimOf(id), 'bytes=64', paper);

suite('telling a comparison while it goes on', () => {
  test('calls what it measures by the claim, and by the contender or the side', () => {
    const names = ['made/claim#quick', 'made/claim@base', 'made/claim@head', 'controls/twice-the-work'];
    expect(names.map((id) => telling.nameOf!(claimOf(id)))).to.deep.equal([
      'made/claim, quick',
      'made/claim (base)',
      'made/claim (head)',
      'controls/twice-the-work',
    ]);
  });

  test('has a line for a change, and one for a verdict of either side', () => {
    expect(looked('made/claim#quick')).to.match(/^✗ slower .* made\/claim, quick at bytes=64 B$/);
    expect(looked('made/claim@base')).to.match(/^✓ confirmed .* made\/claim \(base\) bytes=64$/);
    expect(looked('made/claim@head')).to.match(/^✗ refuted .* made\/claim \(head\) bytes=64$/);
    const nothing = records.filter(({ kind }) => kind !== 'round');
    expect(looked('made/claim#quick', nothing)).to.equal(undefined);
  });

  test('says of what breaks which contender it is, and at which side', () => {
    expect(telling.sayBroken!(records, claimOf('made/claim#quick'), 'bytes=64')).to.equal(
      'made/claim, bytes=64, quick, main: "quick" gave no sign of life.',
    );
  });
});
