/** A comparison whose cases several machines measured: judged as one, whatever the number of shards. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeComparison } from '../../../bench/judge/comparison.ts';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { runIn } from '../../../bench/shards/runs-in.ts';
import { isIn, partOf, takeShard, withShard } from '../../../bench/shards/take.ts';
import { sideText } from '../../../reports/comparison.ts';
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

/** What each of so many machines would have written of it. */
function shardsOf(of: number): ResultRecord[][] {
  return Array.from({ length: of }, (_, at) => {
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
}

/** The same, merged. */
function inShards(of: number): ResultRecord[] {
  return readRecords(shardsOf(of).flat().map(writeRecord).join(''));
}

const alone = judgeComparison(whole);

suite('a comparison in shards', () => {
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

  test('says of which machine a doubt is', () => {
    const busy = (of: number) =>
      shardsOf(of)
        .flat()
        .map((one) => (one.kind === 'run' ? { ...one, environment: { ...one.environment, load: 99 } } : one));
    const told = judgeComparison(busy(2)).doubts.filter(({ says }) => says.includes('busy'));
    expect(told.map(({ says }) => says.slice(0, 20))).to.deep.equal(['Shard 1: The machine', 'Shard 2: The machine']);
  });
});

suite('the sides of a comparison', () => {
  test('are called by a few digits where a commit was asked for by all of them, and told once', () => {
    const commit = 'c0ffee'.repeat(7).slice(0, 40);
    const told = whole.map((one) => {
      const of = one.kind === 'run' ? one.comparison : undefined;
      return of?.of === 'revisions'
        ? { ...one, comparison: { ...of, base: { ...of.base, name: commit, commit } } }
        : one;
    });
    const { baseline } = judgeComparison(told);
    expect(baseline.name).to.equal('c0ffeec0ffee');
    expect(sideText(baseline)).to.equal('c0ffeec0ffee, “what was there before”');
  });
});

suite('a shard of a comparison by itself', () => {
  const judge = (index: number, of: number) =>
    judgeComparison(shardsOf(of)[index - 1]!.filter(({ kind }) => kind !== 'broken'));

  test('says which it is', () => {
    const [first, second] = [judge(1, 2), judge(2, 2)];
    expect(first.sentence).to.match(/^Shard 1 of 2: the only comparison is slower: made\/one, quick, by /);
    expect(second.sentence).to.match(/^Shard 2 of 2: nothing is slower by more than 5 %: 1 equivalent\.$/);
  });

  test('has nothing to compare where all the cases are in others, and nothing is broken by that', () => {
    const { outcome, sentence } = judge(3, 3);
    expect([outcome, sentence]).to.deep.equal(['nothing to measure', 'Shard 3 of 3: nothing to compare in this part.']);
  });

  test('is broken where it measured nothing of what it was to measure', () => {
    const cut = shardsOf(2)[0]!.filter(({ kind }) => kind === 'run' || kind === 'claim');
    expect(judgeComparison(cut).outcome).to.equal('broken');
  });
});
