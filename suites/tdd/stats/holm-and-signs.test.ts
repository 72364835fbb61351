/** Holm's correction and the exact sign-flip test against examples worked out by hand. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { tailAbove } from '../../../bench/stats/interval.ts';
import { holm } from '../../../bench/stats/holm.ts';
import { signFlip } from '../../../bench/stats/sign-flip.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';

suite('holm', () => {
  for (const [given, adjusted] of [
    // 4 × 0.005, 3 × 0.01, 2 × 0.03; 0.04 may not fall below its neighbour.
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [[0.02], [0.02]],
    [
      [0.6, 0.7],
      [1, 1],
    ],
    [
      [0.02, 0.02, 0.02],
      [0.06, 0.06, 0.06],
    ],
    [[], []],
  ] as const) {
    test(`${JSON.stringify(given)} becomes ${JSON.stringify(adjusted)}, in its order`, () => {
      const found = holm(given);
      expect(found).to.have.length(adjusted.length);
      for (const [at, value] of adjusted.entries()) expect(found[at]).to.be.closeTo(value, 1e-12);
    });
  }

  test('no probability falls, none passes 1, and the order of them stays', () => {
    const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    const property = fc.property(probabilities, (given) => {
      const found = holm(given);
      for (const [a, p] of given.entries()) {
        expect(found[a]).to.be.within(p, 1);
        for (const [b, q] of given.entries()) if (p < q) expect(found[a]).to.be.at.most(found[b]!);
      }
    });
    fc.assert(property, { seed: 3 });
  });

  test('of ten questions without any effect, one is answered wrongly in at most 5 % of the runs', () => {
    const noise = runsOf('normal', 11)();
    const p = () => tailAbove(sample(6, noise), 0);
    const anyOf = (correct: (given: number[]) => number[]) =>
      shareOf(2000, () => correct(Array.from({ length: 10 }, p)).some((one) => one <= 0.05));
    expect(anyOf(holm)).to.be.below(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 2000));
    // Uncorrected it is 1 - 0.95¹⁰.
    expect(anyOf((given) => given)).to.be.closeTo(0.401, 0.035);
  });
});

suite('sign flips', () => {
  for (const [values, p] of [
    [[1, 2, 3], 2 / 8],
    [[1, 1, -1], 1],
    [[3, -1, 2], 4 / 8],
    [[0, 0], 1],
    [[5], 1],
    [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 2 / 64],
  ] as const) {
    test(`${values.join(', ')} is reached by a share of ${p} of all flips`, () => {
      expect(signFlip(values)).to.equal(p);
    });
  }

  test('of more than sixteen the last sixteen count', () => {
    const last = Array.from({ length: 16 }, (_, at) => 1 + at / 10);
    expect(signFlip([-1000, ...last]))
      .to.equal(signFlip(last))
      .and.to.equal(2 / 2 ** 16);
  });

  for (const shape of ['normal', 'heavy-tailed'] as const) {
    test(`symmetric noise that is ${shape} is called a difference at most 5 % of the time`, () => {
      const noise = runsOf(shape, 21)();
      expect(shareOf(2000, () => signFlip(sample(8, noise)) <= 0.05)).to.be.below(0.065);
    });
  }
});
