/**
 * The notes count the bytes as the chunks come in, and hand the sum to `Buffer.concat`. Without it, `concat` adds the
 * lengths up itself, which is one property of each chunk and no copy: there is little to save, and only where the
 * chunks are so small that copying them costs little more. By Node.js 24.21 there is something on the other side as
 * well: without a length nothing can be too long, and the loop that copies has nothing to look at (nodejs/node #61721).
 * Four pieces are asked where they are small: with larger ones the copying is all.
 *
 * The danger is on the other side: the length is believed. A smaller one cuts the end off, a larger one leaves zero
 * bytes at the end (the manual, `Buffer.concat`), and neither is an error. Whoever counts wrongly, such as by the
 * length of texts, learns of it from the reader. So: leave it out, unless it is at hand anyway.
 */
import { defineClaim } from '../../claim.ts';
import { chunked } from '../../../fixtures/data/text.ts';

export default defineClaim({
  says: 'Buffer.concat is faster if it is told the total length',
  because: 'it need not go over the chunks once more to add their lengths up',
  source: 'notes: Buffer › concatenation',
  quote: 'size += chunk.length; … var buf = Buffer.concat(chunks, size);',
  rows: ['B13'],
  given: { pieces: [4, 16], bytes: [1, 256] },
  where: ({ pieces, bytes }) => pieces === 16 || bytes === 1,
  quick: { pieces: [16], bytes: [256] },
  favours: 'with length',
  over: 'without',
  contenders: {
    'with length': ({ pieces, bytes }) => {
      const { parts } = chunked('ascii', pieces, bytes);
      const total = pieces * bytes;
      return () => Buffer.concat(parts, total);
    },
    without: ({ pieces, bytes }) => {
      const { parts } = chunked('ascii', pieces, bytes);
      return () => Buffer.concat(parts);
    },
    'by hand': ({ pieces, bytes }) => {
      const { parts } = chunked('ascii', pieces, bytes);
      const total = pieces * bytes;
      return () => {
        const whole = Buffer.allocUnsafe(total);
        let at = 0;
        for (const part of parts) {
          whole.set(part, at);
          at += part.length;
        }
        return whole;
      };
    },
    'with too large a length': ({ pieces, bytes }) => {
      const { parts } = chunked('ascii', pieces, bytes);
      const total = pieces * bytes + 8;
      return () => Buffer.concat(parts, total);
    },
  },
  answer: ({ pieces, bytes }) => Buffer.from(chunked('ascii', pieces, bytes).text),
  wrong: () => ({ 'with too large a length': 'it ends with eight zero bytes that nobody sent' }),
});
