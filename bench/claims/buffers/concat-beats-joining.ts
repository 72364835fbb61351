/**
 * Chunks come in and a text is wanted. Joining decodes every chunk by itself, once for each: that costs a call a chunk,
 * and tears every character that a border cuts. Concatenating copies all bytes once and decodes once. For few large
 * chunks the calls hardly count, and what is left is a question of the decoder: up to Node.js 22 it is the same work
 * either way; since Node.js 24.14 valid UTF-8 is decoded by simdutf (nodejs/node #61119 for ASCII, #61131 for all
 * else), which a torn chunk does not get: it is not valid.
 *
 * The trap: `+=` makes a rope, which nobody has flattened yet. Every contender reads a character in the middle. What a
 * rope that nobody reads would seem to win is another claim (joining-copies-nothing), and so are a concatenation at
 * every chunk (concat-once-beats-concat-at-every-chunk), the length that can be handed over
 * (concat-with-length-is-faster), and how the ways compare that are right for any cut (concat-beats-stringdecoder).
 *
 * Texts of ideographs are asked whole, with 16 chunks, and torn to see the answers; latin1 and emoji lie between ASCII
 * and those. More than 1 MiB is not asked: from there on V8 is handed a string that lies outside of its heap, and the
 * cost is another one.
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
  given: { text: ['ascii', 'cjk', 'torn'], chunks: [16, 1024], bytes: [16, 1024, 65_536] },
  where: ({ text, chunks, bytes }) => {
    if (text === 'ascii') return chunks * bytes <= MiB;
    // What is wrong at one size is wrong at all of them.
    return chunks === 16 && (text === 'torn' ? bytes === 1024 : bytes > 16);
  },
  quick: { text: ['ascii'], chunks: [16], bytes: [16, 65_536] },
  crossing: 'bytes',
  changes: [
    {
      since: 'node@24.14',
      says: 'UTF-8 that is valid is decoded by simdutf, in Buffer#toString and in TextDecoder',
      source: 'https://github.com/nodejs/node/pull/61131',
    },
  ],
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
