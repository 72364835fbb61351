/** Specifies caches in heaps of their own: what they keep, what that takes, and that they end (rows L2 and L3). */
import { expect } from 'chai';
import { after, before, suite, test } from 'mocha';
import { CAPACITY, KINDS, ownHeap, type Kind, type OwnHeap } from '../../../fixtures/memory/own-heap.ts';
import { rejectionOf } from '../../support/rejection.ts';

const ENTRIES = 5000;

suite('a cache in a heap of its own', () => {
  const heaps = new Map<Kind, OwnHeap>();
  before(async () => {
    await Promise.all(KINDS.map(async (kind) => heaps.set(kind, await ownHeap(kind, ENTRIES, 'flat'))));
  });
  after(() => Promise.all([...heaps.values()].map(({ close }) => close())));

  for (const kind of KINDS) {
    test(`is still there after two collections, and knows its last entry: ${kind}`, async () => {
      const { collect, kept } = heaps.get(kind)!;
      expect([await collect(), await collect()]).to.deep.equal([ENTRIES - 1, ENTRIES - 1]);
      expect(kept).to.equal(kind === 'lru' ? CAPACITY : ENTRIES);
    });
  }

  test('L2: keeps in the heap what it keeps, and with a bound no more than that', () => {
    const more = heaps.get('map')!.used - heaps.get('lru')!.used;
    expect(more / (ENTRIES - CAPACITY)).to.be.within(20, 200);
  });

  test('L3: a Buffer for each value does not free the heap of objects, as is claimed: it has a head there', () => {
    const { used } = heaps.get('arena')!;
    expect((heaps.get('buffers')!.used - used) / ENTRIES).to.be.within(60, 300);
    expect(heaps.get('buffers')!.used).to.be.above(heaps.get('map')!.used);
  });

  test('refuses another kind, another value, and no entries', async () => {
    expect(await rejectionOf(ownHeap('list' as Kind, 1))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    expect(await rejectionOf(ownHeap('map', 1, 'deep' as 'flat'))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    expect(await rejectionOf(ownHeap('map', 0))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});
