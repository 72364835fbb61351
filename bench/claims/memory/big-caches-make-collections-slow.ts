/**
 * What is kept in a cache is no garbage, and a full collection looks at all of it again to find that out. Entries that
 * nobody asks for any more cost as much as the others. A bound makes an end: what is set beyond it pushes out what was used
 * least recently, and the collector looks at the same number of objects, however many have come and gone.
 *
 * It is the forced full collection that is timed. A program collects when V8 thinks it worth while, marks beside the
 * program and in steps, and stops for a part of this time only (v8.dev/blog/trash-talk). “Garbage collection is usually
 * bounded by the size of live objects” (v8.dev/blog/orinoco-parallel-scavenger): with a million entries it would take
 * more than a tenth of a second, of which a round could hold few, and so 20,000 are asked for. What a bound costs in
 * hits is no part of this: that depends on what is asked for, and on nothing that V8 does.
 *
 * Contenders in one heap would collect each other's caches. Each has a thread, and with it a heap of its own; a call is a
 * message to it and its answer, some tens of microseconds of every figure.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { ownHeap, type Kind } from '../../../fixtures/memory/own-heap.ts';

async function collecting(kind: Kind, entries: number): Promise<Timed> {
  const { collect, close } = await ownHeap(kind, entries);
  return closing(collect, close);
}

export default defineClaim({
  says: 'Big caches make garbage collection slow, and a bound on the entries spares it',
  because: 'what a cache keeps lives in the old generation, and every full collection goes through all of it in vain',
  source: 'notes: memory › caches',
  quote:
    '存储的键越多，长期存活的对象也越多，导致垃圾回收进行扫描和整理时，做了无用功 (the more keys, the more useless work)',
  rows: ['L2'],
  lacks: lacksForcedGc,
  given: { entries: [1000, 20_000] },
  quick: { entries: [20_000] },
  favours: 'LRU of 1,000',
  over: 'Map',
  contenders: {
    'LRU of 1,000': ({ entries }) => collecting('lru', entries),
    Map: ({ entries }) => collecting('map', entries),
  },
  answer: ({ entries }) => ({ last: entries - 1, gone: true }),
  expects: ({ entries }, { is }) => (is === 'node' && entries >= 20000 ? 'confirmed' : undefined),
});
