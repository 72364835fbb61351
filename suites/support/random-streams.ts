/** Byte streams that break parsers: good ones that were mutated, and noise, in random pieces; the same on each run. */
import { random } from '../../fixtures/data/random.ts';

/**
 * Calls with so many streams, each cut into pieces of at least a byte.
 * @param samples good streams, of which two in three streams are made
 */
export function forRandomStreams(
  count: number,
  samples: readonly string[],
  feed: (pieces: readonly Buffer[]) => void,
  seed = 1,
): void {
  const { below } = random(seed);
  for (let index = 0; index < count; index++) {
    const bytes = below(3) === 0 ? Buffer.alloc(below(200)) : Buffer.from(samples[below(samples.length)]!, 'latin1');
    const changes = bytes.length === 0 ? 0 : index % 3 === 0 ? bytes.length : below(4);
    for (let change = 0; change < changes; change++) bytes[below(bytes.length)] = below(256);
    const whole = below(4) === 0 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
    const pieces: Buffer[] = [];
    for (let at = 0; at < whole.length;) {
      const end = at + 1 + below(whole.length - at);
      pieces.push(whole.subarray(at, end));
      at = end;
    }
    feed(pieces);
  }
}
