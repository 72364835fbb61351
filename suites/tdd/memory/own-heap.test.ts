/** Specifies caches in heaps of their own: what they keep, what that takes, and that they end (rows L2 and L3). */
import { expect } from 'chai';
import { after, before, suite, test } from 'mocha';
import type { Worker } from 'node:worker_threads';
import { CAPACITY, KINDS, ownHeap, type Kind, type OwnHeap } from '../../../fixtures/memory/own-heap.ts';
import { rejectionOf } from '../../support/rejection.ts';

const ENTRIES = 40_000;

suite('a cache in a heap of its own', () => {
  const heaps = new Map<Kind, OwnHeap>();
  before(async () => {
    await Promise.all(KINDS.map(async (kind) => heaps.set(kind, await ownHeap(kind, ENTRIES, 'flat'))));
  });
  after(() => Promise.all([...heaps.values()].map(({ close }) => close())));

  for (const kind of KINDS) {
    test(`is still there after two collections, and knows its last entry: ${kind}`, async () => {
      const { collect, kept } = heaps.get(kind)!;
      const collected = { last: ENTRIES - 1, gone: true };
      expect(await Promise.all([collect(), collect()])).to.deep.equal([collected, collected]);
      expect(kept).to.equal(kind === 'lru' ? CAPACITY : ENTRIES);
    });
  }

  test('L2: grows the heap by what it keeps, and with a bound by no more than that', () => {
    const more = heaps.get('map')!.grown - heaps.get('lru')!.grown;
    expect(more / (ENTRIES - CAPACITY)).to.be.within(20, 200);
  });

  test('L3: a Buffer for each value does not spare the heap, as is claimed: its head is larger than a small object', () => {
    const perEntry = (kind: Kind) => heaps.get(kind)!.grown / ENTRIES;
    expect(perEntry('buffers') - perEntry('arena')).to.be.within(50, 300);
    expect(perEntry('buffers')).to.be.above(perEntry('map'));
  });

  const ENDED = { code: 'ERR_WORKER_ENDED' };

  test('rejects what is asked of it while it ends, and after that', async () => {
    const { collect, close } = await ownHeap('map', 1);
    const [pending, next, closed] = [rejectionOf(collect()), rejectionOf(collect()), close()];
    expect(await pending).to.include(ENDED);
    expect(await next).to.include(ENDED);
    await closed;
    await close();
    expect(await rejectionOf(collect())).to.include(ENDED);
  });

  test('rejects with what its thread has thrown as the cause, though nobody waited for an answer then', async () => {
    let thread: Worker | undefined;
    process.once('worker', (worker) => (thread = worker));
    const { collect, close } = await ownHeap('map', 1);
    const cause = new Error('thrown between two calls');
    thread!.emit('error', cause);
    expect(await rejectionOf(collect())).to.include({ ...ENDED, cause });
    await close();
  });

  test('refuses another kind, another value, and no entries', async () => {
    expect(await rejectionOf(ownHeap('list' as Kind, 1))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    expect(await rejectionOf(ownHeap('map', 1, 'deep' as 'flat'))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    expect(await rejectionOf(ownHeap('map', 0))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});
