/** Specifies the pool of the Node that runs. What is expected follows from `Buffer.poolSize`, not from a version. */
import { expect } from 'chai';
import { before, suite, test } from 'mocha';

import {
  oneOfEachPool,
  ownCopy,
  pooled,
  poolThreshold,
  probedThreshold,
  retained,
} from '../../../fixtures/buffers/pool.ts';
import { skip } from '../../support/skip.ts';

/** Node 26 asks for as much more, so that it can begin the pool at a line of the cache. */
const CACHE_LINE = 64;

/** Bun has no pool. */
const hasPool = Buffer.allocUnsafe(1).buffer.byteLength > 1;

suite('B3: the pool', () => {
  before(function () {
    if (!hasPool) skip(this, 'this runtime has no pool');
  });

  test('is one piece of memory that neighbours share, at steps of 8 bytes', () => {
    const [first] = oneOfEachPool(1, 3);
    const second = Buffer.allocUnsafe(5);
    const third = Buffer.allocUnsafe(1);
    expect(second.buffer).to.equal(first!.buffer);
    expect([second.byteOffset - first!.byteOffset, third.byteOffset - second.byteOffset]).to.deep.equal([8, 8]);
  });

  test('has none of the states claimed (full, partial, empty): what does not fit its rest leaves it for a new one', () => {
    const [first] = oneOfEachPool(1, 8);
    const large = poolThreshold() - 1;
    // The pool holds 8 bytes and one of these; a second one is too much by a few bytes.
    const fits = Buffer.allocUnsafe(large);
    const next = Buffer.allocUnsafe(large);
    const small = Buffer.allocUnsafe(8);
    expect(fits.buffer).to.equal(first!.buffer);
    expect(next.buffer).to.not.equal(first!.buffer);
    expect(small.buffer).to.equal(next.buffer);
  });

  test('is as large as Buffer.poolSize, and the line of the cache that it is aligned to', () => {
    expect(retained(oneOfEachPool(1, 8)[0]!)).to.be.within(Buffer.poolSize, Buffer.poolSize + CACHE_LINE);
  });
});

suite('B4, B5, B6: Buffer.poolSize', () => {
  before(function () {
    if (!hasPool) skip(this, 'this runtime has no pool');
  });

  const edge = poolThreshold();
  for (const { size, expected } of [
    { size: 1, expected: true },
    { size: 64, expected: true },
    { size: 65, expected: true },
    { size: edge - 1, expected: true },
    { size: edge, expected: false },
    { size: edge + 1, expected: false },
    { size: 2 * edge, expected: false },
  ]) {
    test(`${size} bytes come ${expected ? 'out of the pool' : 'in memory of their own'}: half of the pool is the border`, () => {
      expect(pooled(size)).to.equal(expected);
    });
  }

  test('8 KiB is not the border between small and large, as claimed; the probe finds it at half of the pool', () => {
    expect(probedThreshold()).to.equal(poolThreshold()).and.to.not.equal(8192);
  });

  for (const [name, make, expected] of [
    ['Buffer.from(string)', (size) => Buffer.from('x'.repeat(size)), true],
    ['Buffer.from(array)', (size) => Buffer.from(Array.from({ length: size }, () => 1)), true],
    ['Buffer.concat', (size) => Buffer.concat([Buffer.alloc(size)]), true],
    ['Buffer.alloc', (size) => Buffer.alloc(size), false],
    ['Buffer.allocUnsafeSlow', (size) => Buffer.allocUnsafeSlow(size), false],
  ] as const satisfies readonly (readonly [string, (size: number) => Buffer, boolean])[]) {
    test(`${name} ${expected ? 'uses the pool below the border' : 'never uses the pool'}`, () => {
      expect([pooled(100, make), pooled(edge - 1, make), pooled(edge, make)]).to.deep.equal([
        expected,
        expected,
        false,
      ]);
    });
  }

  test('no bytes are never pooled', () => {
    expect(pooled(0)).to.equal(false);
  });

  test('a size that is not whole is refused', () => {
    expect(() => pooled(1.5))
      .to.throw(RangeError, 'the size in bytes')
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});

suite('probedThreshold', () => {
  const poolOf = (threshold: number) => (size: number) => {
    return size < threshold ? Buffer.from(new ArrayBuffer(size + 1), 0, size) : Buffer.alloc(size);
  };

  for (const threshold of [1, 2, 3, 4, 5, 1000, 4096, 4097, 32_768, 65_535]) {
    test(`finds a border at ${threshold} bytes, whatever poolSize says`, () => {
      expect(probedThreshold(poolOf(threshold))).to.equal(threshold);
    });
  }

  test('gives up where even 16 MiB are pooled', () => {
    const all = Buffer.alloc(100);
    expect(() => probedThreshold(() => all.subarray(0, 8)))
      .to.throw(Error, 'a size up to 16777216 bytes')
      .with.property('code', 'ERR_NO_THRESHOLD');
  });
});

suite('B7: what a slice keeps alive', () => {
  before(function () {
    if (!hasPool) skip(this, 'this runtime has no pool');
  });

  test('is the whole pool, for eight bytes', () => {
    expect(retained(Buffer.allocUnsafe(8))).to.be.within(Buffer.poolSize, Buffer.poolSize + CACHE_LINE);
  });

  test('is another pool for each of those that come far apart', () => {
    const kept = oneOfEachPool(20, 8);
    expect(kept.map(({ length }) => length)).to.deep.equal(Array.from({ length: 20 }, () => 8));
    expect(new Set(kept.map(({ buffer }) => buffer)).size).to.equal(20);
  });

  test('is eight bytes for a copy of its own, with the same content', () => {
    const slice = Buffer.from('12345678');
    const copy = ownCopy(slice);
    expect(retained(copy)).to.equal(8);
    expect(copy.toString()).to.equal('12345678');
    slice.fill(0);
    expect(copy.toString()).to.equal('12345678');
  });

  test('cannot be shown with sizes that are not pooled', () => {
    expect(() => oneOfEachPool(1, poolThreshold())).to.throw(RangeError, `from 1 to ${poolThreshold() - 1}`);
    expect(() => oneOfEachPool(1, 0))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
