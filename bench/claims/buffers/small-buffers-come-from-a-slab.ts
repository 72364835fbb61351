/**
 * `Buffer.allocUnsafe` cuts small Buffers out of a pool that is already there; `allocUnsafeSlow` asks for memory of its
 * own at every call, and `alloc` for memory that is zero. The notes put the border at 8 KB. The rule in `lib/buffer.js`
 * is: below half of `Buffer.poolSize`, which is 8 KiB up to Node.js 24.17 and 26.2, and 64 KiB since (nodejs/node
 * #63597). At 64 bytes and below no memory is asked for at all: V8 keeps so small an array in its own heap. So there is
 * a lower border as well, and above the upper one both take the same way: what differs there is noise.
 *
 * Some of the Buffers have to stay alive, as in a program: of what is dropped at once the collector frees all together,
 * and the memory that is asked for is still warm. The price of the slab is not a time: a slice of a few bytes that is
 * kept keeps the whole pool alive. What memory of its own costs the collector is another claim
 * (the-slab-spares-the-collector), and so are zeros (allocunsafe-beats-alloc) and the size of the pool
 * (a-larger-pool-makes-buffers-cheaper).
 */
import { defineClaim } from '../../claim.ts';
import { keeping } from '../../../fixtures/buffers/kept.ts';

export default defineClaim({
  says: 'Small buffers come out of a slab and are cheaper than large ones',
  because: 'memory is requested for many at once and handed out in slices; above the border each asks the system',
  source: 'notes: Buffer › structure',
  rows: ['B4', 'B5', 'B6'],
  quote: 'Node以8KB为界限区分Buffer是大对象还是小对象 (8 KB is the border between small and large Buffers)',
  given: { bytes: [64, 65, 1024, 2048, 4096, 8192, 16_384, 65_536] },
  quick: { bytes: [1024, 8192] },
  crossing: 'bytes',
  landmarks: () => [
    { at: 8192, name: 'the notes’ 8 KB' },
    { at: Buffer.poolSize >>> 1, name: 'half of the pool' },
  ],
  changes: [
    {
      since: 'node@24.18',
      says: 'Buffer.poolSize is 64 KiB, so that Buffers of less than 32 KiB come out of the pool',
      source: 'https://github.com/nodejs/node/pull/63597',
    },
    {
      since: 'node@26.3',
      says: 'Buffer.poolSize is 64 KiB, so that Buffers of less than 32 KiB come out of the pool',
      source: 'https://github.com/nodejs/node/pull/63597',
    },
  ],
  favours: 'allocUnsafe',
  over: 'allocUnsafeSlow',
  contenders: {
    allocUnsafe: ({ bytes }) => keeping((size) => Buffer.allocUnsafe(size), bytes),
    allocUnsafeSlow: ({ bytes }) => keeping((size) => Buffer.allocUnsafeSlow(size), bytes),
    alloc: ({ bytes }) => keeping((size) => Buffer.alloc(size), bytes),
  },
});
