/** What a number of rounds can find: held against simulated rounds. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { tInterval } from '../../../bench/stats/interval.ts';
import { POWER, smallestEffect } from '../../../bench/stats/power.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';

const REPETITIONS = 3000;

suite('the smallest effect', () => {
  for (const rounds of [6, 12, 40]) {
    test(`that ${rounds} rounds find is found in about nine of ten cases, and half of it in far fewer`, () => {
      const noise = runsOf('normal', 5)();
      const effect = smallestEffect(0.1, rounds);
      const found = (truth: number) => shareOf(REPETITIONS, () => tInterval(sample(rounds, noise, truth, 0.1)).low > 0);
      expect(found(effect)).to.be.within(POWER - 0.03, POWER + 0.05);
      expect(found(effect / 2)).to.be.below(0.6);
    });
  }

  test('grows with the spread, and shrinks with the rounds, by about their root', () => {
    expect(smallestEffect(0.2, 12)).to.be.closeTo(2 * smallestEffect(0.1, 12), 1e-12);
    expect(smallestEffect(0.1, 100) / smallestEffect(0.1, 400)).to.be.closeTo(2, 0.05);
  });

  test('cannot be told of a single round', () => {
    expect(() => smallestEffect(0.1, 1)).to.throw(RangeError);
  });
});
