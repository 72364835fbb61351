/**
 * Every Buffer with memory of its own is an ArrayBuffer, which the collector has to follow and to free by itself. Of a
 * slab there is one for many slices. The manual gives that as the reason for the pool, more than the time that asking
 * takes.
 *
 * The trap is to count collections: they are as many. V8 starts one when enough has been allocated, in the heap or
 * outside of it, and the slices of a slab add up to the same bytes as Buffers of their own. What differs is how long
 * one takes.
 *
 * Some of the Buffers stay alive for a while, as in a program. At 64 bytes and less there is nothing outside to be
 * freed, and above the border (see small-buffers-come-from-a-slab) there is no slab.
 */
import { defineClaim } from '../../claim.ts';
import { keeping } from '../../../fixtures/buffers/kept.ts';

export default defineClaim({
  says: 'Buffers from the slab take less garbage collection than those with memory of their own',
  because: 'the collector has to follow and free every piece of memory by itself, and a slab is one for many Buffers',
  source: 'https://docs.deno.com/api/node/buffer/~/BufferConstructor.allocUnsafeSlow',
  quote:
    'This allows applications to avoid the garbage collection overhead of creating many individually allocated Buffer instances',
  rows: ['B5'],
  metric: 'gc time',
  given: { bytes: [1024] },
  favours: 'allocUnsafe',
  over: 'allocUnsafeSlow',
  contenders: {
    allocUnsafe: ({ bytes }) => keeping((size) => Buffer.allocUnsafe(size), bytes),
    allocUnsafeSlow: ({ bytes }) => keeping((size) => Buffer.allocUnsafeSlow(size), bytes),
    alloc: ({ bytes }) => keeping((size) => Buffer.alloc(size), bytes),
  },
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
