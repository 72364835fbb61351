/**
 * Whoever may be cut inside a character has three ways that are right: all bytes first and one decoding, a
 * StringDecoder that keeps the rest of a character for the next chunk (`stream.setEncoding` has one), or a TextDecoder
 * that is told to stream. The second and the third can begin before the last byte is there, which is what they are for:
 * a text that is handled as it comes need not be in memory as a whole. What is asked here is what that costs, where all
 * of it is wanted.
 *
 * It is a question of the decoder behind it. Up to Node.js 22 all bytes of more than one to a character went through
 * V8's own decoder, whichever way. Since Node.js 24.14 `Buffer#toString` leaves valid UTF-8 to simdutf (nodejs/node
 * #61131), and StringDecoder still asked V8 (`MakeString` in src/string_decoder.cc): it was left behind. In Node.js
 * 26.10 it no longer is, by what was seen of it; which change that was has not been found.
 *
 * The trap is a chunk that happens to end on a whole character: every border here cuts one.
 */
import { StringDecoder } from 'node:string_decoder';
import { defineClaim } from '../../claim.ts';
import { concatenated, decodedByStringDecoder, decodedByTextDecoder } from '../../../fixtures/buffers/reassemble.ts';
import { chunked } from '../../../fixtures/data/text.ts';

function flat(text: string): string {
  text.charCodeAt(text.length >> 1);
  return text;
}

export default defineClaim({
  says: 'Buffer.concat and one decoding beat a StringDecoder that decodes as chunks come',
  because: 'the decoder works chunk by chunk, and looks at both ends of each for characters that are cut',
  source: 'notes: Buffer › concatenation',
  quote: 'var buf = Buffer.concat(chunks, size); var str = iconv.decode(buf, "utf8");',
  rows: ['B11', 'B12'],
  given: { chunks: [16], bytes: [16, 1024, 65_536] },
  quick: { bytes: [1024] },
  crossing: 'bytes',
  changes: [
    {
      since: 'node@24.14',
      says: 'UTF-8 that is valid is decoded by simdutf, in Buffer#toString and in TextDecoder',
      source: 'https://github.com/nodejs/node/pull/61131',
    },
  ],
  favours: 'concat',
  over: 'StringDecoder',
  contenders: {
    concat: ({ chunks, bytes }) => {
      const { parts } = chunked('torn', chunks, bytes);
      return () => flat(concatenated(parts));
    },
    StringDecoder: ({ chunks, bytes }) => {
      const { parts } = chunked('torn', chunks, bytes);
      return () => flat(decodedByStringDecoder(parts));
    },
    'StringDecoder, joined': ({ chunks, bytes }) => {
      const { parts } = chunked('torn', chunks, bytes);
      return () => {
        const decoder = new StringDecoder('utf8');
        const texts = parts.map((part) => decoder.write(part));
        texts.push(decoder.end());
        return texts.join('');
      };
    },
    TextDecoder: ({ chunks, bytes }) => {
      const { parts } = chunked('torn', chunks, bytes);
      return () => flat(decodedByTextDecoder(parts));
    },
  },
  answer: ({ chunks, bytes }) => chunked('torn', chunks, bytes).text,
  expects: ({ bytes }) => (bytes <= 16 ? 'confirmed' : undefined),
});
