/**
 * A text becomes bytes in two ways: `Buffer.from` makes a Buffer for it, and `write` puts it into one that is there. To
 * make one costs an object, a place in the pool or memory of its own, and a measuring of the text first, because the
 * length in bytes is not known before. To write costs the encoding: V8's own up to Node.js 22, and simdutf's by
 * Node.js 24 where the string is held in a byte a character (nodejs/node #54798), and by 26.10 where it is held in
 * two.
 *
 * The danger: a Buffer that is used again must not be somebody else's any more. What was handed to a socket is read
 * later than the call returns, and a second text that is written over the first is sent twice. The Buffer may be reused
 * after the callback of the write, or after a copy. And who writes into a Buffer that is too small has the beginning of
 * the text and no error: what `write` returns has to be looked at.
 */
import { defineClaim } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

export default defineClaim({
  says: 'Writing into a prepared Buffer beats Buffer.from',
  because: 'no Buffer has to be made, and the text need not be measured first',
  source: 'notes: Buffer › conversion',
  quote: 'buf.write(str, [offset], [length], [encoding])',
  rows: ['B9'],
  given: { text: ['ascii', 'cjk'], bytes: [64, 10_240] },
  // 64 bytes that are ASCII cost the call, whichever way.
  where: ({ text, bytes }) => text === 'cjk' || bytes > 64,
  quick: { text: ['cjk'], bytes: [10_240] },
  crossing: 'bytes',
  favours: 'write',
  over: 'Buffer.from',
  contenders: {
    write: ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      const prepared = Buffer.alloc(bytes);
      return () => {
        prepared.write(text);
        return prepared;
      };
    },
    encodeInto: ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      const prepared = Buffer.alloc(bytes);
      const encoder = new TextEncoder();
      return () => {
        encoder.encodeInto(text, prepared);
        return prepared;
      };
    },
    'Buffer.from': ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      return () => Buffer.from(text);
    },
    'measured, allocated, written': ({ text: kind, bytes }) => {
      const text = textOf(kind, bytes);
      return () => {
        const made = Buffer.allocUnsafe(Buffer.byteLength(text));
        made.write(text);
        return made;
      };
    },
  },
  answer: ({ text: kind, bytes }) => Buffer.from(textOf(kind, bytes)),
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
