/**
 * `whole = Buffer.concat([whole, chunk])` in a `data` handler copies all that has come so far with every chunk: of n
 * chunks the first is copied n times, and the cost goes with the square of their number. Keeping the chunks in a list
 * and concatenating once copies each byte once.
 *
 * The danger is that a test does not show it: with a handful of chunks nobody sees the difference, and a body of a few
 * kilobytes comes in one. A string that is appended to is not the same mistake: V8 makes a rope of it and copies
 * nothing. A Buffer that doubles when it is full is the way where the whole is needed in between: it copies every byte
 * twice or so.
 */
import { defineClaim } from '../../claim.ts';
import { chunked } from '../../../fixtures/data/text.ts';

const BYTES = 1024;

export default defineClaim({
  says: 'Concatenating once at the end beats Buffer.concat at every chunk',
  because: 'what has come so far is copied anew with every chunk, which adds up to the square of their number',
  source: 'http://www.kouhan.cn/en/article/00026335',
  quote:
    'Each concatenation operation requires copying all previous data into a new buffer, resulting in O(n²) time complexity',
  rows: ['B11', 'B12'],
  given: { chunks: [2, 256] },
  quick: { chunks: [256] },
  crossing: 'chunks',
  favours: 'once',
  over: 'at every chunk',
  contenders: {
    once: ({ chunks }) => {
      const { parts } = chunked('ascii', chunks, BYTES);
      return () => {
        const list: Buffer[] = [];
        for (const part of parts) list.push(part);
        return Buffer.concat(list);
      };
    },
    'at every chunk': ({ chunks }) => {
      const { parts } = chunked('ascii', chunks, BYTES);
      return () => {
        let whole: Buffer = Buffer.alloc(0);
        for (const part of parts) whole = Buffer.concat([whole, part]);
        return whole;
      };
    },
    'a Buffer that doubles': ({ chunks }) => {
      const { parts } = chunked('ascii', chunks, BYTES);
      return () => {
        let room = Buffer.allocUnsafe(BYTES);
        let length = 0;
        for (const part of parts) {
          if (length + part.length > room.length) {
            const larger = Buffer.allocUnsafe(2 * (length + part.length));
            larger.set(room.subarray(0, length));
            room = larger;
          }
          room.set(part, length);
          length += part.length;
        }
        return room.subarray(0, length);
      };
    },
  },
  answer: ({ chunks }) => Buffer.from(chunked('ascii', chunks, BYTES).text),
  expects: 'confirmed',
});
