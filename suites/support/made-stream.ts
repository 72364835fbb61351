/** Streams of bytes that are nearly valid, for parsers that must survive them. */
import type { Random } from '../../fixtures/data/random.ts';

/** One in eight is noise; the others are valid with up to four changes: a byte, a piece left out, put twice or from elsewhere. */
export function madeStream(valid: readonly Buffer[], chance: Random): Buffer {
  if (chance.below(8) === 0) return Buffer.from(Array.from({ length: chance.below(60) }, () => chance.below(256)));
  let bytes = valid[chance.below(valid.length)]!;
  for (let changes = chance.below(5); changes > 0; changes--) {
    const at = chance.below(bytes.length + 1);
    const end = Math.min(bytes.length, at + chance.below(10));
    const other = valid[chance.below(valid.length)]!;
    const from = chance.below(other.length);
    const put = [
      Buffer.of(chance.below(256)),
      Buffer.alloc(0),
      Buffer.concat([bytes.subarray(at, end), bytes.subarray(at, end)]),
      other.subarray(from, from + 10),
    ][chance.below(4)]!;
    bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(end)]).subarray(0, 200);
  }
  return bytes;
}
