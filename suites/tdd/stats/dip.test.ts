/** The dip test: what the dip is, how seldom one hump is called two, and that two are seen. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { dip, hasTwoHumps } from '../../../bench/stats/dip.ts';
import { cutInTwo } from '../../../bench/stats/groups.ts';
import { deviation } from '../../../bench/stats/sample.ts';
import { runsOf, sample, shareOf, type Noise } from '../../support/made-noise.ts';

const counted = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Normal noise about two places, so far apart. */
function apart(noise: Noise, count: number, distance: number): number[] {
  return sample(count, noise).map((value, index) => value + (index % 2) * distance);
}

suite('the dip', () => {
  for (const count of [1, 2, 5, 40]) {
    test(`of ${count} evenly spaced values is the least there is, 1/${2 * count}`, () => {
      expect(dip(counted(count))).to.be.closeTo(1 / (2 * count), 1e-12);
    });
  }

  test('of values that are all the same is the least there is', () => {
    expect(dip([7, 7, 7, 7])).to.equal(1 / 8);
  });

  test('of a single hump without gaps is the least there is', () => {
    expect(dip([-9, -5, -3, -2, -1.5, -1.2, 1.2, 1.5, 2, 3, 5, 9].map((value) => value ** 3))).to.be.below(1 / 8);
    expect(dip([-8, -4, -2, -1, 0, 1, 2, 4, 8])).to.be.closeTo(1 / 18, 1e-12);
  });

  test('of two places is nearly a quarter', () => {
    expect(dip(counted(40).map((at) => (at < 20 ? 0 : 1) + at * 1e-9))).to.be.closeTo(0.25, 1e-6);
  });

  // One hump cannot jump twice: between the groups its distribution is 3 of 8 at the most where the sample's is 4 of 8.
  test('of a quarter beside three quarters is half of what the quarter holds', () => {
    const values = counted(40).map((at) => (at < 10 ? 0 : 1) + at * 1e-9);
    expect(dip(values)).to.be.closeTo(0.125, 1e-6);
  });

  test('does not change with the order, the scale or the side', () => {
    const values = apart(runsOf('normal', 41)(), 25, 3);
    for (const other of [values.toReversed(), values.map((value) => 7 * value - 3), values.map((value) => -value)]) {
      expect(dip(other)).to.be.closeTo(dip(values), 1e-9);
    }
  });
});

suite('two humps', () => {
  test('are not asked for among fewer than six values', () => {
    expect(hasTwoHumps([0, 0.01, 0.02, 9, 9.01])).to.equal(false);
    expect(hasTwoHumps([0, 0.01, 0.02, 9, 9.01, 9.02])).to.equal(true);
  });

  for (const [count, shift] of [
    [6, 0],
    [11, 0],
    [18, 0],
    [40, 0],
  ] as const) {
    test(`are seen in 2.5 % of uniform samples of ${count}, the worst of all single humps`, () => {
      const normal = runsOf('skewed', 42)();
      // The distribution function of a value makes it uniform; here that of the exponential.
      const uniform = () => Math.exp(-(normal() + 1)) + shift;
      const seen = shareOf(4000, () => hasTwoHumps(sample(count, uniform)));
      expect(seen).to.be.within(0.017, 0.034);
    });
  }

  for (const shape of ['normal', 'skewed', 'heavy-tailed', 'drifting'] as const) {
    test(`are seen in less than 2 % of samples of ${shape} noise`, () => {
      for (const count of [6, 18, 40]) {
        const runs = runsOf(shape, 43);
        expect(
          shareOf(2000, () => hasTwoHumps(sample(count, runs()))),
          `${count}`,
        ).to.be.below(0.02);
      }
    });
  }

  test('are found where there are two', () => {
    const noise = runsOf('normal', 44)();
    expect(shareOf(500, () => hasTwoHumps(apart(noise, 40, 6)))).to.be.above(0.95);
    expect(shareOf(500, () => hasTwoHumps(apart(noise, 18, 10)))).to.be.above(0.95);
    expect(shareOf(500, () => hasTwoHumps(apart(noise, 6, 20)))).to.be.above(0.9);
  });
});

suite('cutting in two', () => {
  test('leaves the least spread on both sides', () => {
    expect(cutInTwo([5, 1, 2, 6, 1.5, 5.5, 7])).to.deep.equal([
      [1, 1.5, 2],
      [5, 5.5, 6, 7],
    ]);
  });

  test('finds of all cuts the best, also where the sides are uneven', () => {
    const noise = runsOf('skewed', 45)();
    const within = (some: readonly number[]) => deviation(some) ** 2 * (some.length - 1);
    for (let sampled = 0; sampled < 50; sampled++) {
      const values = sample(9, noise).toSorted((a, b) => a - b);
      const cuts = [2, 3, 4, 5, 6, 7].map((cut) => [values.slice(0, cut), values.slice(cut)] as const);
      const spreads = cuts.map(([lower, upper]) => within(lower) + within(upper));
      expect(cutInTwo(values)).to.deep.equal(cuts[spreads.indexOf(Math.min(...spreads))]);
    }
  });

  test('never leaves a single value alone', () => {
    expect(cutInTwo([1, 2, 3, 90])).to.deep.equal([
      [1, 2],
      [3, 90],
    ]);
  });

  test('takes four values', () => {
    expect(() => cutInTwo([1, 2, 3])).to.throw(RangeError, 'four values or more, not 3');
  });
});
