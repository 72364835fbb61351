/** One case, judged: its verdict and the reason for it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { CaseReport } from '../../../reports/model.ts';
import { judgeAlone } from '../../../bench/judge/alone.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { Answer } from '../../../bench/results.ts';
import { logsAbout, madeRun, type MadeCase } from '../../support/made-run.ts';

const clear = logsAbout(Math.log(2));
const judged = (one: MadeCase, margin?: number): CaseReport =>
  judgeRun(madeRun([{ cases: [one] }]), margin).claims[0]!.cases[0]!;
const right: Answer = { right: true, shown: '1' };
const wrong: Answer = { right: false, shown: '2' };
const because = 'it cuts characters';

suite('verdict of a case', () => {
  for (const { logs, verdict, reason } of [
    {
      logs: clear,
      verdict: 'confirmed',
      reason: /^quick is faster than slow by 2\.0\d*× \[.*\], more than the margin of 5 %\.$/,
    },
    {
      logs: clear.map((log) => -log),
      verdict: 'refuted',
      reason: /^slow is faster than quick by 2\.0\d*× \[.*\], more than/,
    },
    {
      logs: logsAbout(0),
      verdict: 'equivalent',
      reason: /^whatever difference there is, is smaller than the margin of 5 %\.$/,
    },
    {
      logs: logsAbout(0.15, 8, 0.2),
      verdict: 'inconclusive',
      reason: /^the interval does not clear the margin of 5 %; about \d+ further rounds would settle it\.$/,
    },
    {
      logs: logsAbout(Math.log(1.05)),
      verdict: 'inconclusive',
      reason: /; how many further rounds would settle it cannot be told\.$/,
    },
    {
      logs: clear.slice(0, 5),
      verdict: 'inconclusive',
      reason: /^a verdict takes 6 rounds, and there are 5; about 1 further round would settle it\.$/,
    },
    { logs: clear.slice(0, 1), verdict: 'inconclusive', reason: /^too few rounds for an interval\.$/ },
  ] as const) {
    test(`${logs.length} rounds about ${Math.exp(logs[0]!).toFixed(1)} are ${verdict}, because ${reason.source.slice(0, 40)}`, () => {
      const one = judged({ logs });
      expect(one.verdict).to.equal(verdict);
      expect(one.reason).to.match(reason);
      expect(one.ground).to.equal('measured');
      expect(one.moreRounds === undefined).to.equal(!reason.source.includes('about'));
    });
  }

  for (const { says, quick, slow, verdict, reason } of [
    {
      says: 'an undeclared wrong baseline refutes',
      quick: right,
      slow: wrong,
      verdict: 'refuted',
      reason: /^slow answers wrongly, which the claim does not say;/,
    },
    {
      says: 'a declared wrong baseline confirms',
      quick: right,
      slow: { ...wrong, wrongBecause: because },
      verdict: 'confirmed',
      reason: /^slow answers wrongly: it cuts characters;/,
    },
    {
      says: 'a wrong favoured contender refutes',
      quick: wrong,
      slow: right,
      verdict: 'refuted',
      reason: /^quick answers wrongly, which/,
    },
    {
      says: 'a declared wrong favoured contender refutes',
      quick: { ...wrong, wrongBecause: because },
      slow: right,
      verdict: 'refuted',
      reason: /^quick answers wrongly: it/,
    },
    {
      says: 'two wrong answers refute',
      quick: wrong,
      slow: { ...wrong, wrongBecause: because },
      verdict: 'refuted',
      reason: /^slow answers wrongly: .*; quick answers wrongly,/,
    },
  ] as const) {
    for (const logs of [clear, clear.map((log) => -log)]) {
      test(`${says}, though the times say ${Math.exp(logs[0]!).toFixed(1)}`, () => {
        const one = judged({ logs, answers: { quick, slow } });
        expect([one.verdict, one.ground]).to.deep.equal([verdict, 'answers']);
        expect(one.reason)
          .to.match(reason)
          .and.match(/a wrong answer wins nothing, however fast\.$/);
      });
    }
  }

  test('declared wrong but right is measured, and doubted', () => {
    const one = judged({ logs: logsAbout(-1), answers: { quick: right, slow: { ...right, wrongBecause: because } } });
    expect([one.verdict, one.ground]).to.deep.equal(['refuted', 'measured']);
    expect(one.doubts.map(({ code }) => code)).to.deep.equal(['unexpected-answer']);
  });

  test('where they disturb each other, apart decides, both ways', () => {
    const apart = logsAbout(-0.4, 8, 0.01);
    const one = judged({ logs: clear, apart });
    expect([one.verdict, one.decidedBy]).to.deep.equal(['refuted', 'apart']);
    expect(one.ratio!.estimate).to.be.closeTo(Math.exp(-0.4), 0.01);
    expect(one.together.map((ratio) => ratio.toFixed(6))).to.deep.equal(clear.map((log) => Math.exp(log).toFixed(6)));
    expect(judged({ logs: clear, apart: clear }).decidedBy).to.equal('together');
  });

  test('where apart decides, the contenders are shown as they were apart, and no ratio contradicts it', () => {
    const { contenders } = judged({ logs: clear, apart: logsAbout(-0.4, 8, 0.01) });
    const [quick, slow] = ['quick', 'slow'].map((name) => contenders.find((one) => one.name === name)!);
    expect(slow!.value!.estimate / quick!.value!.estimate).to.be.closeTo(Math.exp(-0.4), 0.02);
    expect(slow!.timesFavoured).to.equal(undefined);
    expect(judged({ logs: clear }).contenders.find(({ name }) => name === 'slow')!.timesFavoured).not.to.equal(
      undefined,
    );
  });

  test('apart with too few rounds decides nothing', () => {
    const one = judged({ logs: clear, apart: logsAbout(-0.4, 4, 0.01) });
    expect([one.verdict, one.decidedBy]).to.deep.equal(['inconclusive', 'apart']);
  });

  test('a turn without processor time in a later round leaves the wall clock', () => {
    const records = structuredClone(madeRun([{ cases: [{ logs: clear }] }])) as any[];
    const rounds = records.filter(({ kind, together }) => kind === 'round' && together);
    for (const { turns } of rounds) turns.slow.wall = [1, 2e6, 9e6];
    expect(judgeRun(records).claims[0]!.cases[0]!.clock).to.equal('cpu');
    rounds[5].turns.slow.cpu = [0, 0, 0];
    const one = judgeRun(records).claims[0]!.cases[0]!;
    expect([one.clock, one.otherClock]).to.deep.equal(['wall', undefined]);
    expect(one.ratio!.low).to.be.above(0);
  });

  test('a margin that is asked for at report time changes the verdict', () => {
    const logs = logsAbout(Math.log(1.2));
    expect([undefined, 0.1, 0.2, 0.5].map((margin) => judged({ logs }, margin).verdict)).to.deep.equal([
      'confirmed',
      'confirmed',
      'inconclusive',
      'equivalent',
    ]);
  });

  test('the margin is that of the report, else of the run, else of the claim', () => {
    const claims = [{ margin: 0.5, cases: [{ logs: clear }] }];
    const run = { plan: { rounds: { fewest: 6, most: 6 }, looks: [6], solos: 6, turn: 1e6, margin: 0.3 } };
    const margins = [
      judgeRun(madeRun(claims)),
      judgeRun(madeRun(claims, { run })),
      judgeRun(madeRun(claims, { run }), 0.2),
    ];
    expect(margins.map((one) => one.claims[0]!.margin)).to.deep.equal([0.5, 0.3, 0.2]);
  });

  test('where the 5 % are spent evenly, a case is told at the share of one look', () => {
    const looks = [6, 10, 15, 25, 40];
    const of = (spending?: 'evenly') =>
      judgeRun(
        madeRun([{ cases: [{ logs: [1, -1, 1, -1, 1, -1].map((side) => 0.09 + 0.0274 * side) }] }], {
          run: { plan: { rounds: { fewest: 6, most: 40 }, looks, solos: 6, turn: 1e6, spending } },
        }),
      ).claims[0]!.cases[0]!;
    const width = ({ ratio }: CaseReport) => Math.log(ratio!.high / ratio!.low);
    // 99 % against 95.9 %, by five degrees of freedom.
    expect(width(of('evenly')) / width(of())).to.be.closeTo(4.032 / 2.731, 0.01);
    expect([of().verdict, of('evenly').verdict]).to.deep.equal(['confirmed', 'inconclusive']);
  });

  test('what it would take is told for those that are left to be shown', () => {
    const open = { logs: logsAbout(0.15, 8, 0.2) };
    const among = (others: MadeCase[]) => judgeRun(madeRun([{ cases: [open, ...others] }])).claims[0]!.cases[0]!;
    const thirty = (logs: readonly number[]) => Array.from({ length: 30 }, (_, n) => ({ given: { n }, logs }));
    expect(among(thirty(clear)).moreRounds).to.equal(among([]).moreRounds);
    expect(among(thirty(logsAbout(0, 8, 2))).moreRounds).to.be.above(among([]).moreRounds!);
  });

  test('a case by itself is judged as it is in a run of its own, without doubts', () => {
    const records = madeRun([{ cases: [{ logs: clear }] }]);
    const claim = records.flatMap((one) => (one.kind === 'claim' ? [one.claim] : []))[0]!;
    const alone = judgeAlone(records, claim, '', undefined)!;
    expect(alone).to.deep.equal({ ...judged({ logs: clear }), doubts: [] });
    expect(judgeAlone(records.slice(0, 3), claim, '', undefined)).to.equal(undefined);
    expect(judgeAlone(records, claim, '', 2)!.verdict).to.equal('equivalent');
  });
});
