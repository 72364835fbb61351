/** Claims that ask for a least ratio: “costs at most 40 %” is 0.6×, whoever wins. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { Metric, ProbeRecord } from '../../../bench/results.ts';
import { supportOfProbes, type Zeros } from '../../../bench/stats/probes.ts';
import { stopAt } from '../../../bench/stats/stopping.ts';
import { bordersOf, furtherRounds, support } from '../../../bench/stats/verdict.ts';
import { bandOf, bandText } from '../../../reports/band.ts';
import { forest } from '../../../reports/charts/forest.ts';
import type { ClaimReport } from '../../../reports/model.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';

const MARGIN = Math.log(1.05);

function judged(logs: readonly number[], atLeast: number): ClaimReport {
  return judgeRun(madeRun([{ atLeast, cases: [{ logs }] }])).claims[0]!;
}

suite('a least ratio', () => {
  for (const { ratio, atLeast, spread, verdict, reason } of [
    {
      ratio: 0.7,
      atLeast: 0.6,
      verdict: 'confirmed',
      reason: /^the ratio is 0\.70\d*× \[.*\], all of it above the least/,
    },
    { ratio: 1, atLeast: 0.6, verdict: 'confirmed', reason: /above the least of 0\.600× that the claim asks for\.$/ },
    { ratio: 3, atLeast: 0.6, verdict: 'confirmed', reason: /all of it above/ },
    {
      ratio: 0.5,
      atLeast: 0.6,
      verdict: 'refuted',
      reason: /^the ratio is 0\.50\d*× \[.*\], all of it below the least of/,
    },
    { ratio: 1.5, atLeast: 2, verdict: 'refuted', reason: /all of it below the least of 2\.00×/ },
    { ratio: 2.5, atLeast: 2, verdict: 'confirmed', reason: /all of it above the least of 2\.00×/ },
    {
      ratio: 0.65,
      atLeast: 0.6,
      spread: 0.3,
      verdict: 'inconclusive',
      reason: /^the interval does not clear the least ratio of 0\.600×; about \d+ further rounds would settle it\.$/,
    },
  ] as const) {
    test(`of ${atLeast} is ${verdict} at ${ratio}${spread === undefined ? '' : ' ± much'}`, () => {
      const [one] = judged(logsAbout(Math.log(ratio), 8, spread), atLeast).cases;
      expect(one!.verdict).to.equal(verdict);
      expect(one!.reason).to.match(reason);
      expect(one!.ratio!.estimate).to.be.closeTo(ratio, 1e-9);
    });
  }

  test('is never equivalent, not even at the ratio itself, where the rounds agree to the last digit', () => {
    for (const spread of [1e-3, 0.005, 0.5]) {
      const [one] = judged(logsAbout(Math.log(0.6), 8, spread), 0.6).cases;
      expect(one!.verdict).to.equal('inconclusive');
      expect(one!.moreRounds).to.equal(undefined);
    }
  });

  test('has the same probability at its border as the margin has at its own', () => {
    const logs = logsAbout(0.3, 8, 0.1);
    const moved = logs.map((log) => log + Math.log(0.6) - MARGIN);
    const { around, margin } = bordersOf(MARGIN, 0.6);
    const [least, usual] = [support(moved, margin, 0.05, around), support(logs, MARGIN)];
    expect(least.verdict).to.equal(usual.verdict);
    expect(least.probability).to.be.closeTo(usual.probability, 1e-12);
    expect(furtherRounds(moved, margin, 0.05, around)).to.equal(furtherRounds(logs, MARGIN));
  });

  test('ends a case that lies plainly beyond it, and not one that lies beyond the margin only', () => {
    const looks = [6, 9, 12, 15, 18];
    const stop = (ratio: number) =>
      stopAt(logsAbout(Math.log(ratio), 9, 0.1), 2, { looks }, MARGIN, 1, bordersOf(MARGIN, 0.6));
    expect([0.3, 0.58, 0.62, 0.9].map(stop)).to.deep.equal(['plain', undefined, undefined, 'plain']);
    expect(stopAt(logsAbout(Math.log(0.62), 9, 0.1), 2, { looks }, MARGIN)).to.equal('plain');
  });

  test('where one or both have none of a metric, compares nothing with nothing as alike', () => {
    const verdict = (zeros: Zeros, atLeast?: number) => {
      const { margin, around } = bordersOf(MARGIN, atLeast);
      return supportOfProbes({ logs: [], zeros, rounds: 8 }, margin, 0.05, around)!.verdict;
    };
    expect(
      (['favours', 'over', 'both'] as const).map((zeros) => [0.6, 2].map((least) => verdict(zeros, least))),
    ).to.deep.equal([
      ['confirmed', 'confirmed'],
      ['refuted', 'refuted'],
      ['confirmed', 'refuted'],
    ]);
    expect(verdict('both')).to.equal('equivalent');
  });

  test('is judged of what probes read as of times', () => {
    const records = madeRun([{ metric: 'allocated' satisfies Metric, atLeast: 0.6, cases: [{ logs: logsAbout(0) }] }]);
    const probes = Array.from({ length: 8 }, (_, at): ProbeRecord => {
      const values = { quick: { allocated: 10_000 + at }, slow: { allocated: 8000 } };
      return { kind: 'probe', claim: 'made/claim-0', case: '', at: 1, loaded: ['quick', 'slow'], calls: 1000, values };
    });
    const [one] = judgeRun([...records.filter(({ kind }) => kind !== 'round'), ...probes]).claims[0]!.cases;
    expect([one!.verdict, one!.reason]).to.deep.equal([
      'confirmed',
      'the ratio is 0.7997× [0.7995, 0.7999], all of it above the least of 0.600× that the claim asks for.',
    ]);
  });

  test('is left out of the smallest effect that a run could have found', () => {
    const usual = { cases: [{ logs: logsAbout(0.3, 8, 0.02) }] };
    const wide = { id: 'made/other', atLeast: 0.6, cases: [{ logs: logsAbout(0.3, 8, 0.9) }] };
    const alone = judgeRun(madeRun([wide]));
    expect(alone.smallestEffect).to.equal(undefined);
    expect(judgeRun(madeRun([usual, wide])).smallestEffect).to.be.below(0.12);
  });

  test('is what the charts shade, up to 1×', () => {
    const claim = judged(logsAbout(Math.log(0.7)), 0.6);
    expect(bandOf(claim)).to.deep.equal([0.6, 1]);
    expect(bandOf({ margin: 0.05, atLeast: 2 })).to.deep.equal([1, 2]);
    expect(bandOf({ margin: 0.25 })).to.deep.equal([0.8, 1.25]);
    expect(bandText({ margin: 0.25 })).to.equal('the margin of 25 % around 1×');
    const said = 'the band is what lies between 1× and the least ratio that the claim asks for, 0.600×.';
    expect(String(forest(claim, 'a')?.markup)).to.include(said);
  });
});
