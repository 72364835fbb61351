/** Specifies what the elements of a Buffer are. */
import { inspect } from 'node:util';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

suite('B1: the elements of a Buffer', () => {
  for (const [assigned, held] of [
    [0, 0],
    [255, 255],
    [256, 0],
    [-1, 255],
    [-100, 156],
    [3.7, 3],
    [-3.7, 253],
    [Number.NaN, 0],
    [Infinity, 0],
  ] as const) {
    test(`hold ${held} where ${assigned} is assigned`, () => {
      const buffer = Buffer.alloc(1);
      buffer[0] = assigned;
      expect(buffer[0]).to.equal(held);
    });
  }

  test('hold the remainder of 256 of any whole number: ToUint8 of the language', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (assigned) => {
        const buffer = Buffer.alloc(1);
        buffer[0] = assigned;
        expect(BigInt(buffer[0])).to.equal(((BigInt(assigned) % 256n) + 256n) % 256n);
      }),
    );
  });

  test('are shown as two hex digits each', () => {
    expect(inspect(Buffer.from([0, 10, 255]))).to.equal('<Buffer 00 0a ff>');
  });

  test('are those of a Uint8Array, of which Buffer is a subclass', () => {
    const buffer = Buffer.from([1, 2, 3]);
    expect(buffer).to.be.an.instanceOf(Uint8Array);
    expect(buffer.map((byte) => byte * 2)).to.deep.equal(Buffer.from([2, 4, 6]));
  });

  test('are shared with a slice, unlike those of an array', () => {
    const buffer = Buffer.from('abc');
    buffer.subarray(1)[0] = 0x78;
    expect(buffer.toString()).to.equal('axc');
  });
});
