/**
 * The notes say that V8's garbage collection concerns V8's heap, and that what Node takes for itself is beside it. Its
 * limit does not hold for the bytes of Buffers, that is true. But the objects that hold them are in the heap, and nobody
 * else knows when the bytes may go: V8 is told how many there are, and collects when they have grown by too much, however
 * empty the heap is. A program that uses up Buffers has collections like any other.
 *
 * A call uses up 64 MiB in pieces of so many bytes, in the heap as arrays of numbers or outside of it as Buffers, and
 * lets each go for the next. For small pieces the heap fills much faster with the arrays. For large ones it is V8's rules
 * that decide: how much outside is too much, and how large the young generation has become.
 */
import { defineClaim } from '../../claim.ts';

const MiB = 1024 * 1024;

/** Bytes a call: enough for V8 to find that there is too much outside. */
const USED_UP = 64 * MiB;

/** Asks for pieces until so much is used up; `ask` gives the bytes of one. */
function usingUp(bytes: number, ask: () => number): () => number {
  return () => {
    let used = 0;
    for (let piece = 0; piece < USED_UP / bytes; piece += 1) used += ask();
    return used;
  };
}

export default defineClaim({
  says: 'Memory outside of V8’s heap spares its garbage collector',
  because: 'the bytes of a Buffer are requested by Node from the system, beside the heap',
  source: 'notes: memory › memory outside of the heap',
  quote:
    'Node的内存构成主要由通过V8进行分配的部分和Node自行分配的部分，受V8的垃圾回收限制的主要是V8的堆内存 (V8’s collection mainly limits V8’s heap)',
  rows: ['G28'],
  metric: 'gc count',
  given: { bytes: [4096, MiB] },
  quick: { bytes: [MiB] },
  crossing: 'bytes',
  favours: 'outside',
  over: 'inside',
  contenders: {
    outside: ({ bytes }) => usingUp(bytes, () => Buffer.allocUnsafeSlow(bytes).length),
    // A number takes 8 bytes of an array.
    inside: ({ bytes }) => usingUp(bytes, () => Array<number>(bytes / 8).fill(0).length * 8),
  },
  answer: () => USED_UP,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
