/**
 * The other half of the advice to concatenate: what putting chunks together costs in memory, collected later. Joining
 * makes a string of every chunk, with a head of its own, and then one of them all. Concatenating makes one Buffer outside
 * of the heap, and one string. So the bytes of the text are allocated twice either way; what joining has on top are the
 * heads, 16 bytes and more each, and the rope or the list: much for small chunks, nothing that shows for large ones.
 */
import { defineClaim } from '../../claim.ts';
import { appended, concatenated, joined } from '../../../fixtures/buffers/reassemble.ts';
import { chunked } from '../../../fixtures/data/text.ts';

function flat(text: string): string {
  text.charCodeAt(text.length >> 1);
  return text;
}

export default defineClaim({
  says: 'Buffer.concat allocates less than string joining',
  because: 'joining makes a string of every chunk, with a head of its own, before it makes the one that is wanted',
  source: 'notes: Buffer › concatenation',
  rows: ['B12'],
  quote: 'var buf = Buffer.concat(chunks, size); var str = iconv.decode(buf, "utf8");',
  metric: 'allocated',
  given: { chunks: [64], bytes: [16, 4096] },
  quick: { bytes: [16] },
  crossing: 'bytes',
  favours: 'concat',
  over: '+=',
  contenders: {
    concat: ({ chunks, bytes }) => {
      const { parts } = chunked('ascii', chunks, bytes);
      return () => flat(concatenated(parts));
    },
    '+=': ({ chunks, bytes }) => {
      const { parts } = chunked('ascii', chunks, bytes);
      return () => flat(appended(parts));
    },
    'Array.join': ({ chunks, bytes }) => {
      const { parts } = chunked('ascii', chunks, bytes);
      return () => flat(joined(parts));
    },
  },
  answer: ({ chunks, bytes }) => chunked('ascii', chunks, bytes).text,
  expects: ({ bytes }, { is }) => {
    if (is !== 'node') return undefined;
    return bytes <= 16 ? 'confirmed' : 'equivalent';
  },
});
