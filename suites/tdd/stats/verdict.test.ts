/** The four verdicts on a fixed number of rounds: where the borders lie, and by simulation how often they are wrong. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { tInterval } from '../../../bench/stats/interval.ts';
import { ALPHA, FEWEST_ROUNDS, furtherRounds, support, verdictOf } from '../../../bench/stats/verdict.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';

const margin = Math.log(1.05);
const around = (centre: number, spread: number) => [-1, 1, -1, 1, -1, 1, -1, 1].map((sign) => centre + sign * spread);
const REPETITIONS = 2000;
/** Three standard errors of a share of 5 %. */
const SLACK = 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / REPETITIONS);

suite('verdict', () => {
  for (const { centre, spread, verdict } of [
    { centre: 0.1, spread: 0.01, verdict: 'confirmed' },
    { centre: -0.1, spread: 0.01, verdict: 'refuted' },
    { centre: 0, spread: 0.01, verdict: 'equivalent' },
    { centre: 0.02, spread: 0.01, verdict: 'equivalent' },
    { centre: margin, spread: 0.01, verdict: 'inconclusive' },
    { centre: 0, spread: 0.2, verdict: 'inconclusive' },
    { centre: 0.1, spread: 0.2, verdict: 'inconclusive' },
  ] as const) {
    test(`a log ratio of ${centre.toFixed(2)} ± ${spread} is ${verdict} at a margin of 5 %`, () => {
      expect(verdictOf(around(centre, spread), margin)).to.equal(verdict);
    });
  }

  test(`below ${FEWEST_ROUNDS} rounds nothing is told, however clear`, () => {
    expect(verdictOf([1, 1.01, 0.99, 1, 1.01], margin)).to.equal('inconclusive');
    expect(verdictOf([1, 1.01, 0.99, 1, 1.01, 1], margin)).to.equal('confirmed');
  });

  test('confirmed begins where the 95 % interval ends, equivalent where the 90 % interval does', () => {
    const logs = around(0, 0.01);
    const wide = tInterval(logs, 0.95).high;
    const narrow = tInterval(logs, 0.9).high;
    const moved = (by: number) => logs.map((log) => log + by);
    expect(support(moved(margin + wide), margin).probability).to.be.closeTo(ALPHA, 1e-9);
    expect(support(moved(margin - narrow), margin).probability).to.be.closeTo(ALPHA, 1e-9);
    expect([1.01, 0.99].map((by) => verdictOf(moved(margin + by * wide), margin))).to.deep.equal([
      'confirmed',
      'inconclusive',
    ]);
    expect([1.01, 0.99].map((by) => verdictOf(moved(margin - by * narrow), margin))).to.deep.equal([
      'equivalent',
      'inconclusive',
    ]);
  });

  test('turning the contenders round turns the verdict round', () => {
    const logs = [0.2, 0.21, 0.19, 0.22, 0.2, 0.18];
    expect(support(logs, margin).verdict).to.equal('confirmed');
    expect(
      support(
        logs.map((log) => -log),
        margin,
      ),
    ).to.deep.equal({ ...support(logs, margin), verdict: 'refuted' });
  });

  // Exactly at the border each statement is false, and each has an error of its own: 2.5 % and 5 %.
  for (const { shape, rounds } of [
    { shape: 'normal', rounds: 6 },
    { shape: 'normal', rounds: 18 },
    { shape: 'heavy-tailed', rounds: 12 },
  ] as const) {
    test(`an effect that is just the margin, in ${rounds} rounds of ${shape} noise, is called more in 2.5 %, less in 5 %`, () => {
      const noise = runsOf(shape, 41 + rounds)();
      const verdicts = Array.from({ length: REPETITIONS }, () =>
        verdictOf(sample(rounds, noise, margin, 0.02), margin),
      );
      const share = (verdict: string) => verdicts.filter((one) => one === verdict).length / REPETITIONS;
      expect(share('confirmed')).to.be.below(0.025 + SLACK);
      expect(share('equivalent')).to.be.below(0.05 + SLACK);
      expect(share('refuted')).to.equal(0);
    });
  }

  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    test(`no effect in ${shape} noise of 10 % has a winner in at most 5 % of the runs`, () => {
      const noise = runsOf(shape, 51)();
      const wrong = shareOf(REPETITIONS, () => {
        return ['confirmed', 'refuted'].includes(verdictOf(sample(8, noise, 0, 0.1), margin));
      });
      expect(wrong).to.be.below(ALPHA);
    });
  }

  test('no effect is called equivalent, and a clear one is found, in over 95 % of the runs', () => {
    const noise = runsOf('normal', 61)();
    const found = (truth: number, verdict: string) =>
      shareOf(REPETITIONS, () => verdictOf(sample(8, noise, truth, 0.03), margin) === verdict);
    expect(found(0, 'equivalent')).to.be.above(0.95);
    expect(found(Math.log(1.12), 'confirmed')).to.be.above(0.95);
    expect(found(-Math.log(1.12), 'refuted')).to.be.above(0.95);
  });
});

suite('further rounds', () => {
  test('an estimate on the border has no number, nor has a hopeless one', () => {
    expect(furtherRounds(around(margin, 0.02), margin)).to.equal(undefined);
    expect(furtherRounds(around(0.06, 5), margin)).to.equal(undefined);
  });

  test('more noise takes more rounds', () => {
    const [little, much] = [0.1, 0.3].map((spread) => furtherRounds(around(0.12, spread), margin)!);
    expect(little).to.be.above(0);
    expect(much).to.be.above(little!);
  });

  test('taking as many settles most of the cases that were open', () => {
    const noise = runsOf('normal', 71)();
    let asked = 0;
    let settled = 0;
    while (asked < 150) {
      const logs = sample(8, noise, 0.15, 0.12);
      const more = verdictOf(logs, margin) === 'inconclusive' ? furtherRounds(logs, margin) : undefined;
      if (more === undefined) continue;
      asked++;
      if (verdictOf([...logs, ...sample(more, noise, 0.15, 0.12)], margin) !== 'inconclusive') settled++;
    }
    expect(settled / asked).to.be.above(0.6);
  });
});
