/**
 * `text += chunk` is said to be as good as free, and a loop that does it and throws the text away seems to show it: V8
 * does not copy, it makes a rope, a tree of pieces that refer to each other. Somebody has to pay for that: the first
 * who reads a character, writes the text to a socket or uses it as a key flattens the rope, which copies all of it.
 * Then it has cost as much as if it had been copied at once, and an object a piece besides (B. Meurer, Fast string
 * concatenation in JavaScript, 2019:
 * https://docs.google.com/document/d/1o-MJPAddpfBfDZCkIHNKbMiM86iDFld7idGbNQLuKIQ/mobilebasic).
 *
 * So this is the trap of every benchmark of joining, shown by itself: the same rope, read and not read, and what has no
 * rope. The pieces are texts already, so that no decoding is in it, as it is in concat-beats-joining.
 */
import { defineClaim } from '../../claim.ts';
import { chunked } from '../../../fixtures/data/text.ts';

const WHOLE = chunked('ascii', 16, 1024);

/** A text of 16 KiB, as flat pieces of 1 KiB. */
function pieces(): readonly string[] {
  return WHOLE.parts.map((part) => part.toString());
}

export default defineClaim({
  says: 'Joining strings with += copies nothing, so that it costs less than Array.join',
  because: 'V8 makes a rope of the pieces, where join copies every one of them',
  source: 'https://www.javascriptroom.com/blog/why-is-string-concatenation-faster-than-array-join/',
  quote: "string concatenation with + or += is often faster than Array.join('') in most browsers",
  given: { read: ['by nobody', 'in the middle'] },
  quick: { read: ['in the middle'] },
  favours: '+=',
  over: 'Array.join',
  contenders: {
    '+=': ({ read }) => {
      const texts = pieces();
      const reads = read === 'in the middle';
      return () => {
        let text = '';
        for (const one of texts) text += one;
        if (reads) text.charCodeAt(text.length >> 1);
        return text;
      };
    },
    'Array.join': ({ read }) => {
      const texts = pieces();
      const reads = read === 'in the middle';
      return () => {
        const text = texts.join('');
        if (reads) text.charCodeAt(text.length >> 1);
        return text;
      };
    },
    concat: ({ read }) => {
      const texts = pieces();
      const reads = read === 'in the middle';
      return () => {
        const text = ''.concat(...texts);
        if (reads) text.charCodeAt(text.length >> 1);
        return text;
      };
    },
  },
  answer: () => WHOLE.text,
  // Measured on Node.js 20: two runs refuted it there, and none did from 22 on.
  expects: ({ read }, { is, major }) =>
    is === 'node' && major < 22 && read === 'in the middle' ? 'refuted' : 'confirmed',
});
