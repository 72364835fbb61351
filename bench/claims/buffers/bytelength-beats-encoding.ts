/**
 * How many bytes a text takes is asked for every `Content-Length`. `Buffer.byteLength` counts them, and whoever encodes
 * the text to see how long it has become makes a Buffer of it first. Node.js counts with a fast call where a string is
 * held in a byte a character since 20 (nodejs/node #46616), and since 24 with less of a detour where it is held in two
 * (#58048); by 26.10 V8 counts those with simdutf, too (#62349 tells of it).
 *
 * The wrong way is the quick one: `text.length` counts UTF-16 units, is right for ASCII only, and an answer that is
 * longer than its head says is cut off at the client.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

export default defineClaim({
  says: 'Buffer.byteLength beats encoding a text to see how long it is',
  because: 'it only counts, and makes no Buffer',
  source: 'https://nodejs.cn/api/buffer/buffer_bytelength_string_encoding.html',
  quote:
    'Returns the byte length of a string when encoded using encoding. This is not the same as String.prototype.length',
  rows: ['B9'],
  given: { text: ['ascii', 'cjk'], bytes: [10_240] },
  quick: { text: ['cjk'] },
  favours: 'byteLength',
  over: 'Buffer.from',
  contenders: {
    byteLength: ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      return () => Buffer.byteLength(plain);
    },
    'Buffer.from': ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      return () => Buffer.from(plain).length;
    },
    TextEncoder: ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      const encoder = new TextEncoder();
      return () => encoder.encode(plain).length;
    },
    'text.length': ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      return () => plain.length;
    },
  },
  answer: ({ bytes }) => bytes,
  wrong: ({ text }) =>
    text === 'cjk' ? { 'text.length': 'it counts UTF-16 units, of which an ideograph is one' } : {},
  expects: 'confirmed',
});
