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
import { keeping } from '../../../fixtures/buffers/kept.ts';

const KIB = 1024;

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
    allocUnsafe: ({ used, bytes }) => keeping((size) => Buffer.allocUnsafe(size), bytes, stepOf(used, bytes)),
    alloc: ({ used, bytes }) => keeping((size) => Buffer.alloc(size), bytes, stepOf(used, bytes)),
    'allocUnsafe and fill': ({ used, bytes }) =>
      keeping((size) => Buffer.allocUnsafe(size).fill(0), bytes, stepOf(used, bytes)),
  },
});

/** Every kilobyte, or the first byte only. */
function stepOf(used: string, bytes: number): number {
  return used === 'throughout' ? KIB : bytes;
}
