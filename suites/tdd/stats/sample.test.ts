/** Middles and spreads against figures worked out by hand. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { deviation, mean, median, quantile, robustDeviation } from '../../../bench/stats/sample.ts';

suite('sample', () => {
  // R: quantile(c(15, 20, 35, 40, 50), p, type = 7).
  for (const [p, value] of [
    [0, 15],
    [0.05, 16],
    [0.3, 23],
    [0.4, 29],
    [0.5, 35],
    [1, 50],
  ] as const) {
    test(`the quantile ${p} of 15, 20, 35, 40, 50 is ${value}, by the seventh definition`, () => {
      expect(quantile([50, 15, 40, 20, 35], p)).to.be.closeTo(value, 1e-12);
    });
  }

  test('the median is the middle value, or the mean of the two in the middle', () => {
    expect([median([3, 1, 2]), median([10, 4, 1, 2]), median([7])]).to.deep.equal([2, 3, 7]);
  });

  test('the list that is given stays in its order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).to.deep.equal([3, 1, 2]);
  });

  test('the deviation has n - 1 in its denominator, and is 0 for a single value', () => {
    expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).to.equal(5);
    expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).to.be.closeTo(Math.sqrt(32 / 7), 1e-12);
    expect(deviation([5])).to.equal(0);
  });

  test('the robust deviation does not move with an outlier', () => {
    expect(robustDeviation([1, 2, 3, 4, 5])).to.be.closeTo(1.4826, 1e-12);
    expect(robustDeviation([1, 2, 3, 4, 5000])).to.be.closeTo(1.4826, 1e-12);
  });

  test('nothing has no middle and no spread', () => {
    for (const statistic of [mean, median, deviation, robustDeviation]) {
      expect(() => statistic([])).to.throw(RangeError, 'no values');
    }
  });
});
