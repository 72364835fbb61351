/** A comparison whose cases several machines measured: judged as one, whatever the number of shards. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeComparison } from '../../../bench/judge/comparison.ts';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { runIn } from '../../../bench/shards/runs-in.ts';
import { isIn, partOf, takeShard, withShard } from '../../../bench/shards/take.ts';
import { madeComparison } from '../../support/made-comparison.ts';
import { logsAbout } from '../../support/made-run.ts';

const broken = { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD', says: 'it threw', remedy: 'Mend it.' };
const whole = madeComparison({
  changes: [
    { claim: 'made/one', contender: 'quick', logs: logsAbout(0.2, 8) },
    { claim: 'made/one', contender: 'slow', logs: logsAbout(0, 8) },
  ],
  comparison: {
    standings: [
      { claim: 'made/one', is: 'compared' },
      { claim: 'made/two', is: 'new' },
    ],
  },
  broken: [{ kind: 'broken', claim: 'made/torn', ...broken }],
});
const claims = whole.filter((one) => one.kind === 'claim');

/** What so many machines would have written of it, merged. */
function inShards(of: number): ResultRecord[] {
  const shards = Array.from({ length: of }, (_, at) => {
    const taken = takeShard({ index: at + 1, of }, claims, new Map());
    const has = isIn(
      partOf(
        claims.map(({ claim }) => claim),
        taken,
      ),
    );
    const run = withShard({ ...runIn(whole), id: `shard-${at + 1}` }, claims, taken);
    const own = whole.slice(1).filter((one) => !('case' in one) || one.case === undefined || has(one.claim, one.case));
    return [run, ...own];
  });
  return readRecords(shards.flat().map(writeRecord).join(''));
}

suite('a comparison in shards', () => {
  const alone = judgeComparison(whole);

  // Of three, one has no case, and no control that could pass.
  for (const of of [1, 2, 3]) {
    test(`says in ${of} what it says in one run`, () => {
      const {
        outcome,
        sentence,
        changes,
        standings,
        broken: torn,
        controls,
        environments,
      } = judgeComparison(inShards(of));
      expect({ outcome, sentence, standings, torn }).to.deep.equal({
        outcome: 'regression',
        sentence: alone.sentence,
        standings: alone.standings,
        torn: alone.broken,
      });
      const told = (all: typeof changes) => all.map(({ contender, is, ratio }) => ({ contender, is, ratio }));
      expect(told(changes)).to.deep.equal(told(alone.changes));
      expect(controls.passed).to.equal(true);
      expect(controls.says).not.to.contain('no control');
      expect(environments).to.have.length(of);
    });
  }
});
