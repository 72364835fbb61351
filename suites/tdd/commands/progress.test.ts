/** How a run is getting on, from the inside: what the status line says, and how long is left. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { millisecondsLeft, sayDiagnosis, sayStatus, tellProgress } from '../../../bench/commands/progress.ts';
import type { Progress } from '../../../bench/harness/schedule/measure.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../../../bench/results.ts';
import { collector } from '../../support/streams.ts';

const plan: Plan = { rounds: { fewest: 6, most: 18 }, looks: [6, 9, 12, 15, 18], solos: 6, turn: 1e6, seconds: 120 };
const oneLook: Plan = { ...plan, looks: [6] };
const claim = { id: 'a/b', metric: 'time', favours: 'a', over: 'b' } as unknown as ClaimDescription;
const begun: Progress = {
  is: 'round',
  claim,
  case: 'n=1',
  look: 1,
  looks: 5,
  rounds: 4,
  done: 2,
  cases: 8,
  open: 0,
};

suite('the time that is left', () => {
  for (const [title, progress, thePlan, now, left] of [
    ['is unknown before a case is done', { done: 0, cases: 8, open: 0 }, plan, 5000, undefined],
    ['is that of the other cases, at the pace so far', { done: 2, cases: 8, open: 0 }, oneLook, 4000, 12_000],
    ['is nothing when all cases are done and none is open', { done: 8, cases: 8, open: 0 }, plan, 16_000, 0],
    ['grows by later looks where cases are open', { done: 8, cases: 8, open: 4 }, plan, 16_000, 8000],
    [
      'takes as many of the later cases for open as of those so far',
      { done: 4, cases: 8, open: 2 },
      plan,
      8000,
      16_000,
    ],
    ['is at most what the plan grants', { done: 8, cases: 8, open: 8 }, { ...plan, seconds: 20 }, 16_000, 4000],
    ['is nothing beyond what the plan grants', { done: 8, cases: 8, open: 8 }, { ...plan, seconds: 10 }, 16_000, 0],
    [
      'is no less than the first pass, whatever the plan grants',
      { done: 2, cases: 8, open: 2 },
      { ...plan, seconds: 1 },
      4000,
      12_000,
    ],
    [
      'has no bound where the plan has none',
      { done: 8, cases: 8, open: 4 },
      { rounds: plan.rounds, looks: plan.looks, solos: 6, turn: 1e6 },
      16_000,
      8000,
    ],
    [
      'shrinks with the rounds of later looks',
      { done: 8, cases: 8, open: 4, rounds: 18 },
      { ...plan, seconds: 900 },
      1,
      0,
    ],
  ] as const) {
    test(title, () => {
      expect(millisecondsLeft({ rounds: plan.looks[0]!, ...progress }, thePlan, now)).to.equal(left);
    });
  }
});

suite('the status', () => {
  test('says which case of how many, which round, and how long', () => {
    expect(sayStatus(begun, oneLook, 4000)).to.match(/^3 of 8 · about 12 s left · round 4 · a\/b n=1$/);
  });

  test('says no time before there is a pace, and no case where there is only one', () => {
    expect(sayStatus({ ...begun, done: 0, case: '' }, oneLook, 4000)).to.equal('1 of 8 · round 4 · a/b');
  });

  test('says how many are still open when every case has been looked at', () => {
    expect(sayStatus({ ...begun, done: 8, open: 3 }, plan, 4000)).to.match(
      /^3 still open · about .* left · round 4 · a\/b n=1$/,
    );
  });
});

suite('the status of diagnosing', () => {
  const looking = { claim: 'a/b', case: 'n=1', contender: 'quick', done: 2, contenders: 12 };

  test('says which contender of how many', () => {
    expect(sayDiagnosis(looking)).to.equal('diagnosing 3 of 12 · quick · a/b n=1');
    expect(sayDiagnosis({ ...looking, case: '' })).to.equal('diagnosing 3 of 12 · quick · a/b');
  });

  test('stands on the terminal, within its width', () => {
    const { stream, text } = collector({ isTTY: true, columns: 30 });
    tellProgress({ err: stream, env: {} }, plan, [], () => 1000).tellDiagnosis(looking);
    expect(text()).to.contain('diagnosing 3 of 12 · quick').and.not.to.contain('n=1');
  });
});

suite('the progress', () => {
  const broken: ResultRecord = {
    kind: 'broken',
    claim: 'a/b',
    case: 'n=1',
    stage: 'proving',
    code: 'CONTENDER_THREW',
    says: 'Error: no more',
    remedy: 'Mend it.',
  };

  test('has a line for what breaks, and nothing for rounds where there is no terminal', () => {
    const { stream, text } = collector();
    const { tell, end } = tellProgress({ err: stream, env: {} }, plan, [broken], () => 1000);
    tell(begun);
    expect(text()).to.equal('');
    tell({ ...begun, is: 'broken' });
    end();
    expect(text()).to.equal('! broken  a/b n=1: Error: no more\n');
  });

  test('says once when a further look at what is open begins', () => {
    const { stream, text } = collector();
    const { tell } = tellProgress({ err: stream, env: {} }, plan, [], () => 1000);
    for (const look of [1, 2, 2, 3]) tell({ ...begun, look, done: 8, open: look === 3 ? 1 : 4 });
    expect(text()).to.equal('look 2 of 5, at 4 cases that are still open\nlook 3 of 5, at 1 case that is still open\n');
  });

  test('never wraps the status line on a narrow terminal, and takes it away at the end', () => {
    const { stream, text } = collector({ isTTY: true, columns: 30 });
    const { tell, end } = tellProgress({ err: stream, env: {} }, plan, [], () => 1000);
    tell({ ...begun, case: 'n=1'.repeat(30) });
    const erase = '\u001B[1G\u001B[2K';
    expect(text().replace(erase, '').length).to.be.within(10, 29);
    end();
    expect(text().endsWith(erase)).to.equal(true);
  });
});
