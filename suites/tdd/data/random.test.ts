/** Specifies the seeded numbers and bytes. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { random, seededBytes } from '../../../fixtures/data/random.ts';

suite('random', () => {
  // The same algorithm in C, with uint32_t, said these.
  for (const { seed, numbers } of [
    { seed: 0, numbers: [4_216_505_632, 947_923_937, 2_491_578_854] },
    { seed: 1, numbers: [1_779_833_415, 2_026_416_846, 1_661_539_736] },
    { seed: 42, numbers: [1_251_167_922, 656_401_615, 478_193_053] },
  ]) {
    test(`says what sfc32 says for the seed ${seed}`, () => {
      const { uint32 } = random(seed);
      expect([uint32(), uint32(), uint32()]).to.deep.equal(numbers);
    });
  }

  test('stays below the bound and reaches both ends', () => {
    const { below } = random(7);
    const seen = new Set(Array.from({ length: 200 }, () => below(5)));
    expect([...seen].sort((a, b) => a - b)).to.deep.equal([0, 1, 2, 3, 4]);
  });

  test('draws every value equally often: a chi-squared of 255 degrees of freedom is not extreme', () => {
    const counts = Array.from({ length: 256 }, () => 0);
    for (const byte of seededBytes(256 * 1000, 3)) counts[byte]!++;
    const chi2 = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // The 0.001 and 0.999 quantiles of chi-squared with 255 degrees of freedom.
    expect(chi2).to.be.within(190.9, 330.5);
  });

  for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
    test(`refuses the seed ${seed}`, () => {
      expect(() => random(seed))
        .to.throw(RangeError, `expected the seed to be a whole number from 0 to 4294967295, but it is ${seed}`)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }

  test('refuses a bound of nothing', () => {
    expect(() => random(1).below(0))
      .to.throw(RangeError, 'the bound')
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});

suite('seededBytes', () => {
  test('are the same bytes for the same seed, and others for another', () => {
    expect(seededBytes(100, 5)).to.deep.equal(seededBytes(100, 5));
    expect(seededBytes(100, 5)).to.not.deep.equal(seededBytes(100, 6));
  });

  test('are the numbers of the generator, low byte first, whatever the byte order of the machine', () => {
    expect(seededBytes(8, 1).readUInt32LE(0)).to.equal(1_779_833_415);
    expect(seededBytes(8, 1).readUInt32LE(4)).to.equal(2_026_416_846);
  });

  test('begin alike for every length', () => {
    const long = seededBytes(64, 9);
    fc.assert(
      fc.property(fc.nat(64), (length) => {
        expect(seededBytes(length, 9)).to.deep.equal(long.subarray(0, length));
      }),
    );
  });

  test('have their memory to themselves', () => {
    expect(seededBytes(100).buffer.byteLength).to.equal(100);
  });

  test('refuse a length that is not whole', () => {
    expect(() => seededBytes(1.5)).to.throw(RangeError, 'a whole number of 0 or more, but it is 1.5');
  });
});
