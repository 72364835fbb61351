/** The intervals against worked examples, and by simulation: 95 % must hold the truth 95 % of the time. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { asRatio, halfWidth, tailAbove, tInterval, welchInterval } from '../../../bench/stats/interval.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';

// Scores of two groups of 15, the worked example of Welch's test; its interval was computed by SciPy 1.17.
const one = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4];
const two = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4];

/** As many repetitions as make 1 % more than three standard errors of a share of 95 %. */
const REPETITIONS = 5000;

suite('interval', () => {
  test('the t interval of 1 to 5 is 3 ± 2.7764 √(2.5 / 5)', () => {
    const { estimate, low, high } = tInterval([1, 2, 3, 4, 5]);
    const reach = 2.776_445_105_197_79 * Math.sqrt(0.5);
    expect(estimate).to.equal(3);
    expect([low, high].map((end, at) => end - [3 - reach, 3 + reach][at]!)).to.satisfy((off: number[]) =>
      off.every((value) => Math.abs(value) < 1e-9),
    );
    expect(halfWidth({ estimate, low, high })).to.be.closeTo(reach, 1e-9);
  });

  test('more confidence takes a wider interval', () => {
    expect(halfWidth(tInterval([1, 2, 3], 0.99))).to.be.above(halfWidth(tInterval([1, 2, 3], 0.9)));
  });

  test("Welch's interval has the degrees of freedom of Satterthwaite", () => {
    const { estimate, low, high } = welchInterval(one, two);
    expect(estimate).to.be.closeTo(-2.833_333_333_333, 1e-9);
    expect(low).to.be.closeTo(-4.868_022_741_791_966, 1e-9);
    expect(high).to.be.closeTo(-0.798_643_924_874_698, 1e-9);
  });

  test('values that do not spread have an interval without width', () => {
    expect(welchInterval([2, 2], [1, 1])).to.deep.equal({ estimate: 1, low: 1, high: 1 });
    expect([tailAbove([1, 1], 0), tailAbove([1, 1], 1), tailAbove([1, 1], 2)]).to.deep.equal([0, 1, 1]);
  });

  test('the tail is one half at the mean, and what the interval leaves out at its end', () => {
    expect(tailAbove([1, 2, 3, 4, 5], 3)).to.be.closeTo(0.5, 1e-12);
    expect(tailAbove([1, 2, 3, 4, 5], tInterval([1, 2, 3, 4, 5]).low)).to.be.closeTo(0.025, 1e-9);
  });

  test('an interval of ratios is not symmetric', () => {
    const { low, estimate, high } = asRatio({ estimate: Math.log(2), low: 0, high: Math.log(4) });
    expect([low, estimate, high].map((value) => Number(value.toFixed(9)))).to.deep.equal([1, 2, 4]);
  });

  test('a single round has no interval', () => {
    expect(() => tInterval([1])).to.throw(RangeError, 'two rounds');
    expect(() => welchInterval([1, 2], [])).to.throw(RangeError, 'two rounds');
  });

  for (const rounds of [6, 10, 18]) {
    test(`the 95 % interval of ${rounds} rounds of normal noise holds the truth 95 % ± 1 % of the time`, () => {
      const noise = runsOf('normal', rounds)();
      const held = shareOf(REPETITIONS, () => {
        const { low, high } = tInterval(sample(rounds, noise, 0.3, 0.05));
        return low <= 0.3 && high >= 0.3;
      });
      expect(held).to.be.within(0.94, 0.96);
    });
  }

  test("Welch's interval of samples that spread unlike holds the truth 95 % ± 1 % of the time", () => {
    const noise = runsOf('normal', 5)();
    const held = shareOf(REPETITIONS, () => {
      const { low, high } = welchInterval(sample(12, noise, 0.2, 0.01), sample(6, noise, 0, 0.06));
      return low <= 0.2 && high >= 0.2;
    });
    expect(held).to.be.within(0.94, 0.96);
  });
});
