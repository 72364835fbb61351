/**
 * The bytes of a Buffer are outside of V8's heap, and from that follows an advice: what is to be kept for long is kept in
 * Buffers, and the collector need not look at it. It need not look at the bytes. But each Buffer is an object with a head
 * of its own, larger than a small record, and the Map points to each of them: at best it stands for a record that is made
 * of several objects. What spares the collector is not a Buffer for each value but one for all, with the places as plain
 * numbers: then there is nothing to follow. Both have to encode and decode at each use. A call collects, and then reads one
 * entry, so that one decoding is part of what is timed.
 *
 * Each contender has a thread, and so a heap of its own (see big-caches-make-collections-slow).
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { ownHeap, type Kind, type Value } from '../../../fixtures/memory/own-heap.ts';

const ENTRIES = 20_000;

async function collecting(kind: Kind, value: Value): Promise<Timed> {
  const { collect, close } = await ownHeap(kind, ENTRIES, value);
  return closing(collect, close);
}

export default defineClaim({
  says: 'Keeping the values of a cache in Buffers spares the garbage collector',
  because: 'the memory of Buffers is not allocated by V8, and its collections do not go through it',
  source: 'notes: memory › memory outside of the heap',
  quote: '受V8的垃圾回收限制的主要是V8的堆内存 (what the collector of V8 limits is mainly the heap of V8)',
  rows: ['L3'],
  lacks: lacksForcedGc,
  given: { value: ['flat', 'nested'] },
  quick: { value: ['nested'] },
  favours: 'Buffers',
  over: 'objects',
  contenders: {
    Buffers: ({ value }) => collecting('buffers', value),
    objects: ({ value }) => collecting('map', value),
    'one Buffer': ({ value }) => collecting('arena', value),
  },
  answer: () => ({ last: ENTRIES - 1, gone: true }),
});
