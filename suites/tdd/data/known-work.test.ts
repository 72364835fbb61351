/** Specifies the work of the controls: all of it is done, and the same at every call. */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { work } from '../../../fixtures/data/known-work.ts';

suite('known work', () => {
  test('in arithmetic is a thousand steps of xorshift, as whole numbers without a limit say it', () => {
    const bits = (value: bigint) => BigInt.asUintN(32, value);
    let state = 0x9e37_79b9n;
    for (let step = 0; step < 1000; step++) {
      state ^= bits(state << 13n);
      state ^= state >> 17n;
      state ^= bits(state << 5n);
    }
    expect(work.arithmetic()).to.equal(Number(BigInt.asIntN(32, state)));
  });

  test('in allocation is twenty texts: ten of 26 characters, and ten of 28', () => {
    expect(work.allocation()).to.equal(10 * 26 + 10 * 28);
  });

  test('in memory is two times 8 KiB', () => {
    expect(work.memory()).to.equal(2 * 8192);
  });

  for (const kind of ['arithmetic', 'allocation', 'memory'] as const) {
    test(`in ${kind} answers the same at every call`, () => {
      expect(new Set(Array.from({ length: 100 }, () => work[kind]())).size).to.equal(1);
    });
  }
});
