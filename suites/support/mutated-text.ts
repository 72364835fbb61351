/** Random texts for parsers: valid ones of which pieces were changed, and noise. The same ones for the same seed. */
import { random } from '../../fixtures/data/random.ts';

const LONGEST = 200;

/**
 * So many texts of at most 200 characters, each a character a byte, as headers come. Three of four are made of a valid one:
 * pieces are cut out, doubled, put elsewhere, or replaced.
 *
 * @param valid what the parser takes; its characters are those that are put in
 */
export function* mutatedTexts(valid: readonly string[], count: number, seed = 1): Generator<string> {
  const { below } = random(seed);
  const alphabet = valid.join('');
  const unit = (): string => (below(4) > 0 ? alphabet.charAt(below(alphabet.length)) : String.fromCharCode(below(256)));
  for (let index = 0; index < count; index++) {
    let text = below(4) > 0 ? valid[below(valid.length)]! : '';
    const changes = text === '' ? below(60) : 1 + below(6);
    for (let change = 0; change < changes; change++) {
      const from = below(text.length + 1);
      const to = Math.min(text.length, from + below(8));
      const piece = [unit(), '', text.slice(from, to).repeat(2 + below(3)), valid[below(valid.length)]!][below(4)]!;
      text = (text.slice(0, from) + piece + text.slice(below(2) === 0 ? from : to)).slice(0, LONGEST);
    }
    yield text;
  }
}
