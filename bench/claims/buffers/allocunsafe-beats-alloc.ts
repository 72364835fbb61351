/**
 * `Buffer.alloc` promises zeros and `Buffer.allocUnsafe` promises nothing, which saves the filling, and below half of
 * `Buffer.poolSize` the asking for memory as well. Somebody else’s data may be in it: the manual says “unsafe” for
 * that.
 *
 * The trap is in what comes after. To fill a large Buffer with zeros is dear beside making it, and nothing beside
 * reading a megabyte into it: pages that nobody has used yet are zero when the system hands them out, and cost as much
 * when they are first touched, whoever touches them. So it is asked with a Buffer of which nobody uses but the
 * beginning, and with one that is written to in every kilobyte, as a program would.
 */
import { defineClaim } from '../../claim.ts';

/** How many Buffers stay alive at a time. */
const KEPT = 64;
const KIB = 1024;

/** What is timed: makes a Buffer, writes to it and keeps it for a while; the answer is its length. */
function using(make: (bytes: number) => Buffer, bytes: number, used: string): () => number {
  const ring: Buffer[] = Array.from({ length: KEPT }, () => Buffer.alloc(0));
  const step = used === 'throughout' ? KIB : bytes;
  let next = 0;
  return () => {
    const buffer = make(bytes);
    for (let at = 0; at < bytes; at += step) buffer[at] = 1;
    ring[next] = buffer;
    next = (next + 1) % KEPT;
    return buffer.length;
  };
}

export default defineClaim({
  says: 'Buffer.allocUnsafe is faster than Buffer.alloc',
  because: 'nothing has to be filled with zeros, and what is small comes out of a pool',
  source: 'https://github.com/nodejs/node/pull/7169/files',
  quote:
    'This method can be significantly slower than Buffer.allocUnsafe(size) but ensures that newly created Buffer instances never contain old and potentially sensitive data',
  rows: ['B6'],
  given: { used: ['at its beginning', 'throughout'], bytes: [1024, 1_048_576] },
  // In a Buffer of a kilobyte there is no difference between the two.
  where: ({ used, bytes }) => used === 'throughout' || bytes > KIB,
  quick: { used: ['throughout'], bytes: [1024] },
  favours: 'allocUnsafe',
  over: 'alloc',
  contenders: {
    allocUnsafe: ({ used, bytes }) => using((size) => Buffer.allocUnsafe(size), bytes, used),
    alloc: ({ used, bytes }) => using((size) => Buffer.alloc(size), bytes, used),
    'allocUnsafe and fill': ({ used, bytes }) => using((size) => Buffer.allocUnsafe(size).fill(0), bytes, used),
  },
});
