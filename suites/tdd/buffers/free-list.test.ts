/** Specifies the ranges of a slab that are free. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { FreeList } from '../../../fixtures/buffers/free-list.ts';

suite('FreeList', () => {
  test('takes from the beginning on, until nothing is left', () => {
    const list = new FreeList(32);
    expect([list.take(16), list.take(8), list.take(8), list.take(8)]).to.deep.equal([0, 16, 24, undefined]);
    expect([list.free, list.largest]).to.deep.equal([0, 0]);
  });

  test('takes the first range that fits, not one that is too small', () => {
    const list = new FreeList(64);
    for (let taken = 0; taken < 64; taken += 8) list.take(8);
    list.give(8, 8);
    list.give(32, 16);
    expect([list.take(16), list.take(8)]).to.deep.equal([32, 8]);
  });

  for (const { order, what } of [
    { order: [0, 8, 16], what: 'in rising order' },
    { order: [16, 8, 0], what: 'in falling order' },
    { order: [0, 16, 8], what: 'the middle last' },
  ]) {
    test(`joins neighbours that come back ${what}`, () => {
      const list = new FreeList(24);
      for (let taken = 0; taken < 24; taken += 8) list.take(8);
      for (const offset of order) list.give(offset, 8);
      expect(list.largest).to.equal(24);
      expect(list.take(24)).to.equal(0);
    });
  }

  test('does not join ranges between which something is taken', () => {
    const list = new FreeList(24);
    for (let taken = 0; taken < 24; taken += 8) list.take(8);
    list.give(0, 8);
    list.give(16, 8);
    expect([list.free, list.largest, list.take(16)]).to.deep.equal([16, 8, undefined]);
  });

  test('never hands out the same place twice, and is whole again when all has come back', () => {
    const steps = fc.array(fc.record({ take: fc.boolean(), units: fc.integer({ min: 1, max: 6 }), which: fc.nat() }));
    fc.assert(
      fc.property(steps, (actions) => {
        const list = new FreeList(128);
        const out: { offset: number; size: number }[] = [];
        for (const { take, units, which } of actions) {
          const size = units * 8;
          if (take) {
            const { largest } = list;
            const offset = list.take(size);
            expect(offset !== undefined).to.equal(size <= largest);
            if (offset !== undefined) out.push({ offset, size });
          } else if (out.length > 0) {
            for (const gone of out.splice(which % out.length, 1)) list.give(gone.offset, gone.size);
          }
          const taken = out.flatMap(({ offset, size: bytes }) =>
            Array.from({ length: bytes }, (_, byte) => offset + byte),
          );
          expect(new Set(taken).size).to.equal(taken.length);
          expect(Math.max(0, ...taken)).to.be.below(128);
          expect(list.free).to.equal(128 - taken.length);
        }
        for (const { offset, size } of out) list.give(offset, size);
        expect(list.largest).to.equal(128);
      }),
    );
  });
});
