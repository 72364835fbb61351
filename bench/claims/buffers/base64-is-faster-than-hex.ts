/**
 * Bytes that have to travel as text are written as hex or as base64, and base64 is taken for the one that costs: it
 * works on six bits at a time and has padding, where a hex digit is four bits. But it makes four characters of three
 * bytes, where hex makes six; and Node.js has had vector instructions for base64 for years, when hex was still worked
 * out digit by digit. Writing hex has been made faster since (nodejs/node #61609 tells of 2 to 4 times), and reading it
 * has not.
 *
 * What is timed is the way there and back, so that all answer alike. latin1 is here for what the strings cost by
 * themselves: it is the same bytes as characters, which nobody should send. The length is one that needs no padding.
 */
import { defineClaim } from '../../claim.ts';
import { seededBytes } from '../../../fixtures/data/random.ts';

export default defineClaim({
  says: 'base64 is faster than hex, as well as shorter',
  because: 'there are fewer characters to be written and read, and both are done many at a time',
  source: 'https://github.com/nodejs/node/issues/44999',
  quote: 'SIMD version of hex encoding, like base64 encoding already supported by node.js',
  rows: ['B10'],
  given: { bytes: [48, 12_288] },
  quick: { bytes: [12_288] },
  elsewhere: [
    {
      source: 'https://github.com/denoland/deno/pull/20158',
      says: 'before that change, Buffer.from of a base64 string took 5.4 µs and of a hex string 52.03 µs',
      wins: 'base64',
      on: 'deno@1',
    },
  ],
  favours: 'base64',
  over: 'hex',
  contenders: {
    base64: ({ bytes }) => {
      const plain = seededBytes(bytes);
      return () => Buffer.from(plain.toString('base64'), 'base64');
    },
    hex: ({ bytes }) => {
      const plain = seededBytes(bytes);
      return () => Buffer.from(plain.toString('hex'), 'hex');
    },
    base64url: ({ bytes }) => {
      const plain = seededBytes(bytes);
      return () => Buffer.from(plain.toString('base64url'), 'base64url');
    },
    latin1: ({ bytes }) => {
      const plain = seededBytes(bytes);
      return () => Buffer.from(plain.toString('latin1'), 'latin1');
    },
  },
  answer: ({ bytes }) => seededBytes(bytes),
  expects: ({ bytes }) => (bytes >= 12288 ? 'confirmed' : undefined),
});
