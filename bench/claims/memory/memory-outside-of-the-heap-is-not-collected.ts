/**
 * The notes say that V8's garbage collection concerns V8's heap, and that what Node takes for itself is beside it. Its
 * limit does not hold for the bytes of Buffers, that is true. But the objects that hold them are in the heap, and nobody
 * else knows when the bytes may go: V8 is told how many there are, and collects when they have grown by too much, however
 * empty the heap is. A program that uses up Buffers has collections like any other.
 *
 * A call asks for so many bytes, in the heap as an array of numbers or outside of it as a Buffer, and lets them go. For
 * small ones the heap fills much faster with the arrays. For large ones it is V8's rules that decide: how much outside is
 * too much, and how large the young generation has become.
 */
import { defineClaim } from '../../claim.ts';

const MiB = 1024 * 1024;

export default defineClaim({
  says: 'Memory outside of V8’s heap is no concern of its garbage collection',
  because: 'the bytes of a Buffer are requested by Node from the system, beside the heap',
  source: 'notes: memory › memory outside of the heap',
  quote:
    'Node的内存构成主要由通过V8进行分配的部分和Node自行分配的部分，受V8的垃圾回收限制的主要是V8的堆内存 (V8’s collection mainly limits V8’s heap)',
  rows: ['G28'],
  metric: 'gc count',
  given: { bytes: [1024, 65_536, MiB] },
  quick: { bytes: [1024, MiB] },
  crossing: 'bytes',
  favours: 'outside',
  over: 'inside',
  contenders: {
    outside: ({ bytes }) => {
      let held: Buffer | undefined;
      return () => {
        held = Buffer.allocUnsafeSlow(bytes);
        return held.length;
      };
    },
    inside: ({ bytes }) => {
      let held: number[] | undefined;
      return () => {
        // A number takes 8 bytes of an array.
        held = Array<number>(bytes / 8).fill(0);
        return held.length * 8;
      };
    },
  },
  answer: ({ bytes }) => bytes,
});
