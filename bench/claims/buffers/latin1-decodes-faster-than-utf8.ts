/**
 * The same text, kept as bytes in one encoding or another, and turned back to a string. In latin1 a byte is a
 * character: V8 holds such a string in a byte a character too, so that decoding is copying. In UTF-8 somebody has to
 * look at every byte first, whether it begins a character of several; if all are ASCII, that is quick, and the rest is
 * the same copy. If they are not, V8's own decoder took them one by one up to Node.js 22; since Node.js 24.14 simdutf
 * takes many at a time (nodejs/node #61119 and #61131), and later a text that fits into latin1 need not go by way of
 * UTF-16 any more (#63385). What was a factor of twenty and more is a small one since. Ideographs do not fit into
 * latin1; of them concat-beats-stringdecoder tells.
 *
 * The wrong way is to choose the encoding for that. Latin1 has 256 characters: bytes of UTF-8 that are read as latin1
 * become other text ("Ã©" for "é"), and `ascii` masks the top bit besides. Nobody is told.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

/** Keeps a text as bytes, and decodes them when it is timed. */
function decoding(kind: 'ascii' | 'latin1', bytes: number, encoding: BufferEncoding): () => string {
  const kept = Buffer.from(textOf(kind, bytes), encoding);
  return () => kept.toString(encoding);
}

export default defineClaim({
  says: 'latin1 decodes faster than utf8',
  because: 'a byte is a character, and nothing has to be looked at',
  source: 'notes: Buffer › conversion',
  quote: 'buf.toString([encoding], [start], [end])',
  rows: ['B10'],
  // The size is that of the text in UTF-8.
  given: { text: ['ascii', 'latin1'], bytes: [64, 10_240] },
  // 64 bytes that are ASCII cost the call, whichever the encoding.
  where: ({ text, bytes }) => text === 'latin1' || bytes > 64,
  quick: { text: ['latin1'], bytes: [10_240] },
  changes: [
    {
      since: 'node@24.14',
      says: 'UTF-8 that is valid is decoded by simdutf, in Buffer#toString and in TextDecoder',
      source: 'https://github.com/nodejs/node/pull/61131',
    },
  ],
  favours: 'latin1',
  over: 'utf8',
  contenders: {
    latin1: ({ text, bytes }) => decoding(text, bytes, 'latin1'),
    utf8: ({ text, bytes }) => decoding(text, bytes, 'utf8'),
    ascii: ({ text, bytes }) => decoding(text, bytes, 'ascii'),
    utf16le: ({ text, bytes }) => decoding(text, bytes, 'utf16le'),
  },
  answer: ({ text, bytes }) => textOf(text, bytes),
  wrong: ({ text }) => (text === 'latin1' ? { ascii: 'the top bit of every byte is masked: é becomes i' } : {}),
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
