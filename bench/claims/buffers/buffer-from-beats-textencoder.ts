/**
 * Both make bytes in UTF-8 of a text. `Buffer.from` takes them out of a pool where they are few, for which it has to know their
 * number first; `TextEncoder` is the standard, and gives a Uint8Array with memory of its own. Which of them wins has been
 * reported both ways, and has changed with Node.js: the encoding is done by V8, by Node or by simdutf, as the version has it.
 *
 * The wrong way is to test with ASCII only: V8 keeps such a text in a byte a character, so that encoding is copying. And to
 * take a TextEncoder for something that has to be made anew: it has no state, one for a program will do.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

export default defineClaim({
  says: 'Buffer.from encodes a text faster than TextEncoder',
  because: 'it takes small Buffers out of a pool, and has been made faster for longer',
  source: 'https://github.com/nodejs/node/issues/50485',
  quote: 'TextEncoder slower than Buffer.from',
  given: { text: ['ascii', 'cjk'], bytes: [60, 10_200] },
  // For a few bytes what counts is what surrounds the work, whatever the text.
  where: ({ text, bytes }) => text === 'ascii' || bytes > 60,
  quick: { text: ['ascii'], bytes: [60] },
  crossing: 'bytes',
  favours: 'Buffer.from',
  over: 'TextEncoder',
  contenders: {
    'Buffer.from': ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      return () => Buffer.from(text);
    },
    TextEncoder: ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      const encoder = new TextEncoder();
      return () => encoder.encode(text);
    },
    'new TextEncoder each time': ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      return () => new TextEncoder().encode(text);
    },
  },
  // Every character of cjk takes three bytes, and every one of ascii its code.
  answer: ({ text: kind, bytes }) => {
    const encoded: number[] = [];
    for (const character of textOf(kind, bytes)) {
      const code = character.codePointAt(0)!;
      if (code < 0x80) encoded.push(code);
      else encoded.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    }
    return Uint8Array.from(encoded);
  },
  changes: [
    {
      since: 'node@25.6',
      says: 'TextEncoder.encode uses simdutf, which makes long ASCII 146 % faster in the benchmark of Node.js',
      source: 'https://github.com/nodejs/node/pull/61496',
    },
  ],
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/50485',
      says: 'a program with Buffer.from ran 1.27 ± 0.02 times faster than the same with TextEncoder',
      wins: 'Buffer.from',
    },
    {
      source: 'https://github.com/nodejs/performance/issues/192',
      says: 'operations a second of Node.js 22: 1,739,130 by TextEncoder and 1,620,746 by Buffer for ASCII, 61,580 and 60,953 for the rest',
      wins: 'TextEncoder',
      at: { text: 'ascii' },
      on: 'node@22',
      // touchstone run buffer-from-beats --runtime node@22.4 --param text=ascii --param bytes=10200 --rounds 12
      differs:
        'it names neither the version nor the length of its text, and of a long one TextEncoder did win on early Node.js 22: 0.88× [0.85, 0.91] at 10,200 bytes on 22.4.1, where 22.23.3 reads 1.76× [1.69, 1.83]',
    },
  ],
  expects: ({ text }, { is }) => (is === 'node' && text === 'ascii' ? 'confirmed' : undefined),
});
