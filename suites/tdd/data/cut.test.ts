/** Specifies the cutting of bytes into chunks. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { cutAt, cutEvery, cutRagged } from '../../../fixtures/data/cut.ts';

const lengths = (parts: readonly Buffer[]): number[] => parts.map(({ length }) => length);

suite('cutEvery', () => {
  for (const { bytes, size, parts } of [
    { bytes: 0, size: 4, parts: [] },
    { bytes: 3, size: 4, parts: [3] },
    { bytes: 8, size: 4, parts: [4, 4] },
    { bytes: 9, size: 4, parts: [4, 4, 1] },
  ]) {
    test(`cuts ${bytes} bytes every ${size} into [${parts.join(', ')}]`, () => {
      expect(lengths(cutEvery(Buffer.alloc(bytes), size))).to.deep.equal(parts);
    });
  }

  for (const size of [0, -1, 1.5]) {
    test(`refuses a size of ${size}`, () => {
      expect(() => cutEvery(Buffer.alloc(4), size))
        .to.throw(RangeError, 'the size of a chunk in bytes')
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});

suite('cutAt', () => {
  test('cuts at the positions and makes one chunk more than there are', () => {
    expect(cutAt(Buffer.from('abcdef'), 1, 4).map(String)).to.deep.equal(['a', 'bcd', 'ef']);
  });

  test('makes an empty chunk at a position that is given twice', () => {
    expect(cutAt(Buffer.from('ab'), 1, 1).map(String)).to.deep.equal(['a', '', 'b']);
  });

  test('refuses a position before the last one', () => {
    expect(() => cutAt(Buffer.alloc(4), 3, 2)).to.throw(RangeError, 'a position to be a whole number from 3 to 4');
  });

  test('refuses a position beyond the end', () => {
    expect(() => cutAt(Buffer.alloc(4), 5)).to.throw(RangeError, 'from 0 to 4, but it is 5');
  });
});

suite('cutRagged', () => {
  test('cuts elsewhere for another seed, and in the same places for the same', () => {
    const whole = Buffer.alloc(1000);
    expect(lengths(cutRagged(whole, 50, 1))).to.deep.equal(lengths(cutRagged(whole, 50, 1)));
    expect(lengths(cutRagged(whole, 50, 1))).to.not.deep.equal(lengths(cutRagged(whole, 50, 2)));
  });

  test('makes chunks of 1 to the most bytes', () => {
    const sizes = new Set(lengths(cutRagged(Buffer.alloc(1000), 3)));
    expect([...sizes].sort((a, b) => a - b)).to.deep.equal([1, 2, 3]);
  });
});

suite('chunks', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });

  test('together are the whole again, however they were cut', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 50 }), fc.nat(), (whole, size, seed) => {
        expect(Buffer.concat(cutEvery(whole, size))).to.deep.equal(Buffer.from(whole));
        expect(Buffer.concat(cutRagged(whole, size, seed))).to.deep.equal(Buffer.from(whole));
        expect(Buffer.concat(cutAt(whole, seed % (whole.length + 1)))).to.deep.equal(Buffer.from(whole));
      }),
    );
  });

  test('are copies in memory of their own', () => {
    const whole = Buffer.from('abcdef');
    const [first] = cutEvery(whole, 3);
    whole.fill('x');
    expect(String(first)).to.equal('abc');
    expect(first?.buffer.byteLength).to.equal(3);
  });
});
