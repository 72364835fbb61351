/** The run as a whole: correction, controls and their veto, what could not be measured, and the sentences. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import { verdictOf } from '../../../bench/stats/verdict.ts';
import { logsAbout, madeRun, type MadeClaim } from '../../support/made-run.ts';

const clear = logsAbout(0.7);
const open = logsAbout(0.1, 8, 0.5);
const control = (truth: number, spread = 0.005): MadeClaim => ({
  id: 'controls/same',
  control: true,
  known: 1,
  says: 'the same',
  cases: [{ logs: logsAbout(truth, 8, spread) }],
});
const along = (axis: string, cases: readonly [number, readonly number[]][]): MadeClaim => ({
  axes: { [axis]: cases.map(([at]) => at) },
  crossing: axis,
  cases: cases.map(([at, logs]) => ({ given: { [axis]: at }, logs })),
});

suite('Holm over a run', () => {
  const lone = logsAbout(0.12, 8, 0.06);
  const others = Array.from({ length: 9 }, (_, n) => ({ given: { n }, logs: open }));

  test('what would be confirmed by itself is open among many, and says so', () => {
    expect(verdictOf(lone, Math.log(1.05))).to.equal('confirmed');
    const report = judgeRun(madeRun([{ cases: [{ given: { n: 99 }, logs: lone }, ...others] }]));
    const [one] = report.claims[0]!.cases;
    expect(report.comparisons).to.equal(10);
    expect(one!.verdict).to.equal('inconclusive');
    expect(one!.doubts.map(({ code }) => code)).to.deep.equal(['only-alone']);
    expect(one!.reason).to.match(
      /^by itself it would be confirmed, but not among everything that this run compares; about \d+ further rounds would settle it\.$/,
    );
    expect(one!.moreRounds).to.be.above(0);
  });

  test('alone it is confirmed without that doubt', () => {
    const [one] = judgeRun(madeRun([{ cases: [{ logs: lone }] }])).claims[0]!.cases;
    expect([one!.verdict, one!.doubts]).to.deep.equal(['confirmed', []]);
  });

  test('controls and what is decided by answers are no comparisons', () => {
    const wrong = { slow: { right: false, wrongBecause: 'it cuts', shown: '' }, quick: { right: true, shown: '' } };
    const report = judgeRun(
      madeRun([control(0), { cases: [{ logs: lone }, { given: { n: 1 }, logs: clear, answers: wrong }] }]),
    );
    expect(report.comparisons).to.equal(1);
    expect(report.counts.confirmed).to.equal(2);
  });
});

suite('controls', () => {
  const claim = { cases: [{ logs: clear }] };

  test('without any nothing is vetoed', () => {
    expect(judgeRun(madeRun([claim])).controls).to.deep.equal({ passed: true, says: 'no control was run.' });
  });

  test('they pass where nothing is told apart, and claim no more than that', () => {
    const report = judgeRun(madeRun([control(0.01), claim]));
    expect(report.controls).to.deep.equal({
      passed: true,
      says: 'the one case was not shown to differ from what it is known to be.',
    });
    expect(report.claims).to.have.length(1);
    expect(report.controlClaims[0]!.control!.passed).to.equal(true);
  });

  test('one that is told apart vetoes every measured verdict, and no answer', () => {
    const wrong = { slow: { right: false, wrongBecause: 'it cuts', shown: '' }, quick: { right: true, shown: '' } };
    const report = judgeRun(madeRun([control(0.2), claim, { cases: [{ logs: clear, answers: wrong }] }]));
    expect(report.controls.passed).to.equal(false);
    expect(report.controls.says).to.match(
      /^“the same” reads 1\.2\d*× \[.*\], and is known to lie between 0\.952× and 1\.05×\.$/,
    );
    expect(report.claims.map(({ cases }) => cases[0]!.verdict)).to.deep.equal(['inconclusive', 'confirmed']);
    expect(report.claims[0]!.cases[0]!.reason).to.match(/^the controls failed:/);
    expect(report.doubts[0]!.says).to.match(/^The controls failed: “the same” reads/);
  });

  test('one that broke vetoes too, and is not called misread', () => {
    const broken = { ...control(0), cases: [{}], broken: [{}] };
    const { controls } = judgeRun(madeRun([broken, claim]));
    expect(controls).to.deep.equal({ passed: false, says: 'controls/same is broken: It threw.' });
  });

  test('are held to their own margin, or to the smallest of a claim that is judged beside them', () => {
    const passed = (truth: number, margin: number) =>
      judgeRun(madeRun([control(truth), claim]), margin).controls.passed;
    expect(passed(0.2, 0.5)).to.equal(false);
    expect(passed(0.03, 0.05)).to.equal(true);
    expect(passed(0.03, 0.01)).to.equal(false);
    expect(judgeRun(madeRun([control(0.03), { ...claim, margin: 0.01 }, claim])).controls.passed).to.equal(false);
    const twice = { ...control(Math.log(2.05)), known: 2 };
    expect(judgeRun(madeRun([twice, claim]), 0.01).controls.passed).to.equal(true);
  });

  test('are one question together: the more of them, the plainer each has to fail', () => {
    const off = logsAbout(0.07, 8, 0.02);
    const fails = (more: number) => {
      const others = Array.from({ length: more }, (_, n) => ({ given: { n }, logs: logsAbout(0, 8, 0.005) }));
      const made = { ...control(0), cases: [{ given: { n: 99 }, logs: off }, ...others] };
      return !judgeRun(madeRun([made, claim])).controls.passed;
    };
    expect([fails(0), fails(60)]).to.deep.equal([true, false]);
  });

  test('where there is a difference to find, one that is too blunt to find it fails', () => {
    const blunt = { ...control(Math.log(2), 1.5), known: 2 };
    const { controls, controlClaims } = judgeRun(madeRun([blunt]));
    const { low, high } = controlClaims[0]!.cases[0]!.ratio!;
    expect([low < 1, high > 2, controls.passed]).to.deep.equal([true, true, false]);
  });

  test('twice the work has to read about twice', () => {
    const passed = (truth: number) => judgeRun(madeRun([{ ...control(Math.log(truth)), known: 2 }])).controls.passed;
    expect([1, 1.8, 1.95, 2, 2.05, 2.2].map(passed)).to.deep.equal([false, false, true, true, true, false]);
  });
});

suite('sentences', () => {
  const sentence = (claim: MadeClaim) => judgeRun(madeRun([claim])).claims[0]!.sentence;
  const slowWrong = { slow: { right: false, wrongBecause: 'it cuts', shown: '' }, quick: { right: true, shown: '' } };

  for (const { says, claim } of [
    { says: 'was not measured', claim: { cases: [{}] } },
    { says: 'could not be measured', claim: { cases: [{}], broken: [{}] } },
    { says: 'confirmed at 1 of 1', claim: { cases: [{ logs: clear }] } },
    {
      says: 'confirmed at 1 of 2, inconclusive at 1',
      claim: { cases: [{ logs: clear }, { given: { n: 1 }, logs: open }] },
    },
    {
      says: 'confirmed at 1 of 3, 2 not measured, 1 breakage',
      claim: { cases: [{ logs: clear }, { given: { n: 1 } }, { given: { n: 2 } }], broken: [{ case: 'n=1' }] },
    },
    {
      says: 'confirmed at 2 of 2 (1 of them because slow answers wrongly)',
      claim: { cases: [{ logs: clear }, { given: { n: 1 }, logs: clear, answers: slowWrong }] },
    },
    {
      says: 'confirmed at 1 of 2, refuted at 1; the winner changes between 1 KiB and 4 KiB',
      claim: along('bytes', [
        [1024, clear.map((log) => -log)],
        [4096, clear],
      ]),
    },
  ] as { says: string; claim: MadeClaim }[]) {
    test(`a claim is ${says}`, () => {
      expect(sentence(claim)).to.equal(says);
    });
  }

  const lost = clear.map((log) => -log);
  for (const { says, claim } of [
    {
      says: 'slow wins at 1 KiB, quick at 4 KiB, even at about 2 KiB',
      claim: along('bytes', [
        [1024, lost],
        [4096, clear],
      ]),
    },
    {
      says: 'slow wins at 1 KiB, quick at 4 KiB, even at about 2 KiB [1.9 KiB, 2.2 KiB]',
      claim: along('bytes', [
        [1024, logsAbout(-0.7, 8, 0.1)],
        [4096, logsAbout(0.7, 8, 0.1)],
      ]),
    },
    {
      says: 'slow wins at 1, quick at 4, even at about 2 [1.9, 2.1]',
      claim: along('n', [
        [1, lost],
        [4, logsAbout(0.7, 8, 0.1)],
        [16, clear],
      ]),
    },
    {
      says: 'quick wins at 1 KiB, neither at 4 KiB, even at about 3.7 KiB at the earliest, if at all',
      claim: along('bytes', [
        [1024, clear],
        [4096, logsAbout(-0.01, 8, 0.03)],
      ]),
    },
    {
      says: 'quick wins at 1 KiB, neither at 4 KiB',
      claim: along('bytes', [
        [1024, clear],
        [4096, logsAbout(0.005, 8, 0.006)],
      ]),
    },
    {
      says: 'neither wins at 1 KiB, slow at 4 KiB, even at about 1.1 KiB at the latest, if at all',
      claim: along('bytes', [
        [1024, logsAbout(0.01, 8, 0.03)],
        [4096, lost],
      ]),
    },
    {
      says: 'neither wins at 1, quick at 4',
      claim: along('n', [
        [1, logsAbout(0.01)],
        [4, clear],
      ]),
    },
    {
      says: 'slow wins at 0.1, quick at 0.9, even at about 0.3',
      claim: along('share', [
        [0.1, lost],
        [0.9, clear],
      ]),
    },
    {
      says: 'quick wins at 1 KiB, from 4 KiB on it cannot be told',
      claim: along('bytes', [
        [1024, clear],
        [4096, open],
        [16_384, open],
      ]),
    },
    {
      says: 'up to 1 KiB it cannot be told, at 4 KiB slow wins',
      claim: along('bytes', [
        [1024, open],
        [4096, lost],
      ]),
    },
  ]) {
    test(`a crossing says that ${says}`, () => {
      expect(judgeRun(madeRun([claim])).claims[0]!.crossings.map((one) => one.says)).to.deep.equal([says]);
    });
  }

  test('of several crossings the first is named, and that there are others', () => {
    const claim = along('n', [
      [1, lost],
      [2, clear],
      [4, lost],
    ]);
    expect(sentence(claim)).to.match(/; the winner changes between 1 and 2 and elsewhere$/);
  });

  test('where it cannot be told any more, the sentence speaks of no change', () => {
    const claim = along('n', [
      [1, lost],
      [2, open],
    ]);
    expect(sentence(claim)).to.equal('refuted at 1 of 2, inconclusive at 1');
  });

  test('a crossing has its interval beside its place', () => {
    const claim = along('n', [
      [1, logsAbout(-0.7, 8, 0.1)],
      [4, logsAbout(0.7, 8, 0.1)],
    ]);
    const [found] = judgeRun(madeRun([claim])).claims[0]!.crossings;
    const { low = 0, high = 0, estimate = 0 } = found!;
    expect(estimate).to.be.closeTo(2, 1e-9);
    expect(low * high).to.be.closeTo(4, 1e-9);
    expect(low).to.be.within(1.8, 1.9);
  });

  test('a size at which the baseline is known to answer wrongly is no station, though the claim is confirmed there', () => {
    const made = along('n', [
      [1, clear],
      [2, clear],
      [4, lost],
    ]);
    const slowIsWrong = {
      slow: { right: false, wrongBecause: 'it cuts', shown: '' },
      quick: { right: true, shown: '' },
    };
    const cases = made.cases.map((one, nth) => (nth === 1 ? { ...one, answers: slowIsWrong } : one));
    const judged = judgeRun(madeRun([{ ...made, cases }])).claims[0]!;
    expect(judged.counts).to.include({ confirmed: 2, refuted: 1 });
    expect(judged.crossings.map(({ between }) => between)).to.deep.equal([[1, 4]]);
  });

  test('a baseline that answers wrongly without being declared wins nowhere', () => {
    const made = along('n', [
      [1, lost],
      [2, clear],
    ]);
    const answers = { slow: { right: false, shown: '' } };
    const claim = { ...made, cases: [{ ...made.cases[0]!, answers }, made.cases[1]!] };
    const judged = judgeRun(madeRun([claim])).claims[0]!;
    expect(judged.counts.refuted).to.equal(1);
    expect(judged.crossings).to.deep.equal([]);
  });

  test('the run counts the claims that were measured, and says that some were not', () => {
    const claims = [{ cases: [{ logs: clear }, { given: { n: 1 }, logs: open }] }, { cases: [{}], broken: [{}] }];
    expect(judgeRun(madeRun(claims)).sentence).to.equal(
      '1 claim at 2 cases: 1 confirmed, 1 inconclusive; some could not be measured.',
    );
    expect(judgeRun(madeRun([{ cases: [{}] }])).sentence).to.equal('Nothing was measured.');
  });

  test('what broke is told with its claim, and apart where the claim could not be described', () => {
    const records = madeRun([{ cases: [{}], broken: [{ case: '' }] }]);
    const stray = records.flatMap((one) => (one.kind === 'broken' ? [{ ...one, claim: 'made/unloadable' }] : []));
    const report = judgeRun([...records, ...stray]);
    expect(report.claims[0]!.broken.map(({ says }) => says)).to.deep.equal(['It threw.']);
    expect(report.broken.map(({ claim }) => claim)).to.deep.equal(['made/unloadable']);
  });

  test('judging the same records twice gives the same, and leaves them as they are', () => {
    const records = madeRun([
      control(0),
      along('n', [
        [1, lost],
        [2, clear],
        [3, open],
      ]),
    ]);
    const before = structuredClone(records);
    expect(judgeRun(records)).to.deep.equal(judgeRun(structuredClone(records)));
    expect(records).to.deep.equal(before);
  });

  test('the smallest effect is that of the median case, and missing where nothing was compared', () => {
    // The margin of 5 %, and the half-width of an interval on top of it.
    const few = judgeRun(madeRun([{ cases: [{ logs: clear }] }])).smallestEffect!;
    expect(few).to.be.within(0.051, 0.06);
    const many = { cases: Array.from({ length: 9 }, (_, n) => ({ given: { n }, logs: clear })) };
    expect(judgeRun(madeRun([many])).smallestEffect).to.be.above(few);
    expect(judgeRun(madeRun([control(0)]))).not.to.have.property('smallestEffect');
  });
});
