/**
 * `Buffer.allocUnsafe` cuts small Buffers out of a pool that is already there; `allocUnsafeSlow` asks for memory of its
 * own at every call, and `alloc` fills it with zeros besides. The notes put the border at 8 KB. The rule in
 * `lib/buffer.js` is: below half of `Buffer.poolSize`, which is 8 KiB up to Node.js 24.17 and 26.2, and 64 KiB since
 * (nodejs/node #63597). At 64 bytes and below no memory is asked for at all: V8 keeps so small an array in its own heap.
 *
 * The price is not a time: a slice of a few bytes that is kept keeps the whole pool alive.
 */
import { defineClaim } from '../../claim.ts';

/** How many Buffers stay alive at a time where they are kept: enough to use up several pools. */
const KEPT = 64;

/** What is timed: makes a Buffer and writes to it; the answer is its length. */
function using(make: (bytes: number) => Buffer, bytes: number, kept: string): () => number {
  if (kept === 'dropped') {
    return () => {
      const buffer = make(bytes);
      buffer[0] = 1;
      return buffer.length;
    };
  }
  const ring: Buffer[] = Array.from({ length: KEPT }, () => Buffer.alloc(0));
  let next = 0;
  return () => {
    const buffer = make(bytes);
    buffer[0] = 1;
    ring[next] = buffer;
    next = (next + 1) % KEPT;
    return buffer.length;
  };
}

export default defineClaim({
  says: 'Small buffers come out of a slab and are cheaper than large ones',
  because: 'memory is requested for many at once and handed out in slices; above the border each asks the system',
  source: 'notes: Buffer › structure',
  rows: ['B4', 'B5', 'B6'],
  quote: 'Node以8KB为界限区分Buffer是大对象还是小对象 (8 KB is the border between small and large Buffers)',
  given: {
    buffers: ['dropped', 'kept'],
    bytes: [16, 64, 1024, 2048, 4096, 8192, 65_536],
  },
  quick: { buffers: ['dropped'], bytes: [16, 1024, 4096, 65_536] },
  crossing: 'bytes',
  landmarks: () => [
    { at: 8192, name: 'the notes’ 8 KB' },
    { at: Buffer.poolSize >>> 1, name: 'Buffer.poolSize >>> 1 here' },
  ],
  favours: 'allocUnsafe',
  over: 'allocUnsafeSlow',
  contenders: {
    allocUnsafe: ({ buffers, bytes }) => using((size) => Buffer.allocUnsafe(size), bytes, buffers),
    allocUnsafeSlow: ({ buffers, bytes }) => using((size) => Buffer.allocUnsafeSlow(size), bytes, buffers),
    alloc: ({ buffers, bytes }) => using((size) => Buffer.alloc(size), bytes, buffers),
  },
});
