/**
 * Both make a text of bytes in UTF-8, and put U+FFFD for what is none. They are not the same: TextDecoder takes a byte order
 * mark off, can go on where a chunk ended, and is in browsers, too. It was several times slower in Node.js, until it had a path
 * of its own for UTF-8 in November 2022 (nodejs/node #45412); since then the two differ by what surrounds the decoding. Up to
 * Node.js 22 that is V8's; since Node.js 24 valid UTF-8 is decoded by simdutf (#61119, #61131).
 *
 * The wrong way is to make a TextDecoder for every text: it can be used again. And to test with ASCII only, which is copied.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

export default defineClaim({
  says: 'Buffer.toString decodes faster than TextDecoder',
  because: 'it goes straight to the decoder of Node.js, where TextDecoder looks at its options first',
  source: 'https://github.com/nodejs/node/issues/39879',
  quote: "`buffer.toString('utf8')` and `string_decoder` is considerable much faster",
  given: { text: ['ascii', 'cjk'], bytes: [60, 10_200] },
  // For a few bytes what counts is what surrounds the work, whatever the text.
  where: ({ text, bytes }) => (text === 'ascii') === (bytes === 60),
  quick: { text: ['ascii'], bytes: [60] },
  favours: 'Buffer.toString',
  over: 'TextDecoder',
  contenders: {
    'Buffer.toString': ({ text, bytes }) => {
      const encoded = Buffer.from(textOf(text, bytes));
      return () => encoded.toString();
    },
    TextDecoder: ({ text, bytes }) => {
      const encoded = Buffer.from(textOf(text, bytes));
      const decoder = new TextDecoder();
      return () => decoder.decode(encoded);
    },
    'new TextDecoder each time': ({ text, bytes }) => {
      const encoded = Buffer.from(textOf(text, bytes));
      return () => new TextDecoder().decode(encoded);
    },
  },
  answer: ({ text, bytes }) => textOf(text, bytes),
  elsewhere: [
    {
      source: 'https://github.com/nodejs/performance/issues/18',
      says: 'operations a second for 118 bytes of ASCII: 4,121,403 by Buffer, 1,431,770 by TextDecoder',
      wins: 'Buffer.toString',
      at: { text: 'ascii', bytes: 60 },
      differs: 'it was measured before TextDecoder had a path of its own for UTF-8 (nodejs/node #45412)',
    },
    {
      source: 'https://github.com/anonrig/node-benchmarks/pull/2',
      says: 'with Node.js 20 before its release: 310.94 ns by toString and 310.12 ns by TextDecoder for little, 2.61 µs and 2.64 µs for more',
      wins: 'neither',
      on: 'node@20',
    },
  ],
});
