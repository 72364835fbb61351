/** Student's t against values that were computed to 25 digits by another program, and its symmetries. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { studentCdf, studentQuantile, studentUpperTail } from '../../../bench/stats/student.ts';

suite("student's t", () => {
  for (const [tail, freedom, t] of [
    [0.025, 1, 12.7062047361747],
    [0.025, 2, 4.302652729749464],
    [0.025, 5, 2.570581835636316],
    [0.025, 10, 2.228138851986275],
    [0.025, 12.5, 2.169185942712541],
    [0.025, 17, 2.109815577833317],
    [0.025, 30, 2.042272456301238],
    [0.025, 100, 1.983971518523552],
    [0.025, 1000, 1.962339080826408],
    [0.005, 7, 3.499483297350494],
    [0.05, 5, 2.015048373333024],
    [1e-6, 5, 24.77102972051594],
    [1e-6, 12, 8.50430271805458],
  ] as const) {
    test(`with ${freedom} degrees of freedom, ${t.toFixed(4)} is exceeded with probability ${tail}`, () => {
      expect(studentQuantile(tail, freedom)).to.be.closeTo(t, 1e-9);
    });
  }

  for (const [t, freedom, tail] of [
    [1, 1, 0.25],
    [2.5, 4, 0.03338327240599407],
    [1.5, 7.3, 0.08778154640154306],
    [6, 12, 3.108369432429282e-5],
    [25, 5, 9.553388921977117e-7],
    [5, 1000, 3.383628182324315e-7],
    [4.8, 100_000, 7.944715585095185e-7],
    [0.1, 100_000, 0.4601722629533631],
  ] as const) {
    test(`with ${freedom} degrees of freedom, ${t} is exceeded with probability ${tail.toPrecision(4)}`, () => {
      expect(studentUpperTail(t, freedom) / tail).to.be.closeTo(1, 1e-9);
    });
  }

  test('both tails are alike, and the quantile undoes the tail', () => {
    const tails = fc.double({ min: 1e-6, max: 0.499, noNaN: true });
    const property = fc.property(tails, fc.integer({ min: 1, max: 200 }), (tail, freedom) => {
      const t = studentQuantile(tail, freedom);
      expect(studentUpperTail(t, freedom) / tail).to.be.closeTo(1, 1e-9);
      expect(studentCdf(t, freedom) + studentCdf(-t, freedom)).to.be.closeTo(1, 1e-12);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  test('the ends of the line hold nothing or everything, and what is no number stays none', () => {
    expect([-Infinity, 0, Infinity].map((t) => studentCdf(t, 3))).to.deep.equal([0, 0.5, 1]);
    expect(Number.isNaN(studentCdf(Number.NaN, 3))).to.equal(true);
  });

  test('impossible tails and degrees of freedom are refused', () => {
    for (const tail of [0, -0.1, 0.6, Number.NaN])
      expect(() => studentQuantile(tail, 3)).to.throw(RangeError, 'A tail');
    for (const freedom of [0, -1, Number.NaN]) expect(() => studentCdf(1, freedom)).to.throw(RangeError, 'Degrees');
  });
});
