/** Counting primes in a range: the task that threads do (row P9), and what Linux tells of a process. */
import fs from 'node:fs';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import task, { countPrimesIn } from '../../../fixtures/async/prime-task.ts';
import { proportionalBytes, threadsOf } from '../../../fixtures/async/process-figures.ts';

const isPrime = (number: number): boolean => {
  if (number < 2) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
};

suite('counting primes in a range', () => {
  for (const [to, primes] of [
    [0, 0],
    [2, 0],
    [3, 1],
    [100, 25],
    [1000, 168],
    [100_000, 9592],
    [1_000_000, 78_498],
  ] as const) {
    test(`there are ${primes} below ${to} (OEIS A000720)`, () => {
      expect(countPrimesIn({ from: 0, to })).to.equal(primes);
    });
  }

  test('a range has those that trial division finds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200_000 }), fc.nat({ max: 300 }), (from, length) => {
        const numbers = Array.from({ length }, (_, index) => from + index);
        expect(countPrimesIn({ from, to: from + length })).to.equal(numbers.filter(isPrime).length);
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

suite('what Linux tells of a process', () => {
  test('threads and memory of this one, or nothing where it does not tell', () => {
    const figures = [threadsOf(), proportionalBytes()];
    if (!fs.existsSync('/proc/self/smaps_rollup')) expect(figures[1]).to.equal(undefined);
    else {
      expect(figures[0]).to.be.at.least(1);
      expect(figures[1]).to.be.greaterThan(1024 * 1024);
    }
  });

  test('nothing of a process that there is not', () => {
    expect([threadsOf(2 ** 30), proportionalBytes(2 ** 30)]).to.deep.equal([undefined, undefined]);
    expect(() => threadsOf(0)).to.throw(RangeError);
  });
});
