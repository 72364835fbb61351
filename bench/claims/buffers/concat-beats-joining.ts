/**
 * Chunks come in and a text is wanted. Joining decodes every chunk by itself, once for each: that costs a call a chunk,
 * and tears every character that a border cuts. Concatenating copies all bytes once and decodes once. For few large
 * chunks the calls hardly count, and what is left is a question of the decoder: up to Node.js 22 it is the same work
 * either way; since Node.js 24 valid UTF-8 is decoded by simdutf (nodejs/node #61119), which a torn chunk does not get.
 *
 * The trap: `+=` makes a rope, which nobody has flattened yet. Every contender reads a character in the middle.
 */
import { defineClaim } from '../../claim.ts';
import {
  appended,
  concatenated,
  decodedByStringDecoder,
  decodedByTextDecoder,
  joined,
} from '../../../fixtures/buffers/reassemble.ts';
import { chunked } from '../../../fixtures/data/text.ts';

const MiB = 1024 * 1024;

function flat(text: string): string {
  text.charCodeAt(text.length >> 1);
  return text;
}

export default defineClaim({
  says: 'Buffer.concat beats string joining',
  because: 'concat copies the bytes once and decodes once; joining decodes every chunk by itself, and tears characters',
  source: 'notes: Buffer › concatenation',
  rows: ['B11', 'B12'],
  quote: 'var buf = Buffer.concat(chunks, size); var str = iconv.decode(buf, "utf8");',
  given: { text: ['ascii', 'torn'], chunks: [2, 16, 1024], bytes: [16, 1024, 65_536] },
  // 64 MiB in one string: a single call takes longer than all that is learnt from it is worth.
  where: ({ chunks, bytes }) => chunks * bytes <= MiB,
  quick: { text: ['ascii', 'torn'], chunks: [16], bytes: [16, 65_536] },
  crossing: 'bytes',
  favours: 'concat',
  over: '+=',
  contenders: {
    concat: ({ text, chunks, bytes }) => {
      const { parts } = chunked(text, chunks, bytes);
      return () => flat(concatenated(parts));
    },
    '+=': ({ text, chunks, bytes }) => {
      const { parts } = chunked(text, chunks, bytes);
      return () => flat(appended(parts));
    },
    'Array.join': ({ text, chunks, bytes }) => {
      const { parts } = chunked(text, chunks, bytes);
      return () => flat(joined(parts));
    },
    StringDecoder: ({ text, chunks, bytes }) => {
      const { parts } = chunked(text, chunks, bytes);
      return () => flat(decodedByStringDecoder(parts));
    },
    TextDecoder: ({ text, chunks, bytes }) => {
      const { parts } = chunked(text, chunks, bytes);
      return () => flat(decodedByTextDecoder(parts));
    },
  },
  answer: ({ text, chunks, bytes }) => chunked(text, chunks, bytes).text,
  wrong: ({ text }) =>
    text === 'torn'
      ? {
          '+=': 'a character that a border cuts becomes U+FFFD',
          'Array.join': 'a character that a border cuts becomes U+FFFD',
        }
      : {},
});
