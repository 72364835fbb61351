/** Counting primes: in one go and in steps. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { countingPrimes, countPrimes, primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';
import { atOnce } from '../../../fixtures/async/sliced.ts';

suite('counting primes', () => {
  test('finds as many as are known below the powers of ten', () => {
    for (const exponent of [0, 1, 2, 3, 4]) {
      expect(countPrimes(10 ** exponent), `10^${exponent}`).to.equal(primesBelowPowerOfTen(exponent));
    }
  });

  test('finds the same in steps of any length, and says how far it is', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 500 }), (limit, step) => {
        expect(atOnce(countingPrimes(limit, step))).to.equal(countPrimes(limit));
        const told = [...countingPrimes(limit, step)];
        expect(told).to.have.length(Math.ceil(Math.max(0, limit - 2) / step));
        expect(told.at(-1) ?? limit).to.equal(limit);
      }),
      { numRuns: 50 },
    );
  });

  for (const wrong of [-1, 1.5, Number.NaN]) {
    test(`refuses ${wrong} for a limit or a step`, () => {
      expect(() => countPrimes(wrong))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
      expect(() => atOnce(countingPrimes(wrong))).to.throw(RangeError);
      expect(() => atOnce(countingPrimes(10, wrong))).to.throw(RangeError);
    });
  }

  test('the known answers end at a million', () => {
    expect(() => primesBelowPowerOfTen(7))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
