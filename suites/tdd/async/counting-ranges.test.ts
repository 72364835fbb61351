/** Counting primes in a range: the task that threads do (row P9). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import task, { countPrimesIn } from '../../../fixtures/async/prime-task.ts';
import { countPrimes, primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';

suite('counting primes in a range', () => {
  for (const exponent of [1, 2, 3, 5, 6]) {
    const primes = primesBelowPowerOfTen(exponent);
    test(`there are ${primes} below 10^${exponent} (OEIS A006880)`, () => {
      expect(countPrimesIn({ from: 0, to: 10 ** exponent })).to.equal(primes);
    });
  }

  test('the end is not in it', () => {
    expect([0, 2, 3].map((to) => countPrimesIn({ from: 0, to }))).to.deep.equal([0, 0, 1]);
  });

  test('a range has those that trial division finds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20_000 }), fc.nat({ max: 300 }), (from, length) => {
        const to = from + length;
        expect(countPrimesIn({ from, to })).to.equal(countPrimes(to) - countPrimes(from));
      }),
    );
  });

  test('cut anywhere, the parts have as many as the whole', () => {
    fc.assert(
      fc.property(fc.nat({ max: 150_000 }), fc.nat({ max: 150_000 }), (one, other) => {
        const [cut, to] = [Math.min(one, other), Math.max(one, other)];
        expect(countPrimesIn({ from: 0, to: cut }) + countPrimesIn({ from: cut, to })).to.equal(
          countPrimesIn({ from: 0, to }),
        );
      }),
      { numRuns: 30 },
    );
  });

  for (const range of [
    { from: -1, to: 10 },
    { from: 0.5, to: 10 },
    { from: 0, to: 1e12 + 1 },
    { from: 10, to: 9 },
  ]) {
    test(`from ${range.from} to ${range.to} is no range, and the task carries the code beside the error`, () => {
      expect(() => countPrimesIn(range))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
      expect(task(range)).to.have.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
