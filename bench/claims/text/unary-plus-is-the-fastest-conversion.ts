/**
 * A plus sign, `Number` and `parseInt` make a number of a text, and are not the same: `parseInt` reads digits until something
 * else comes (`parseInt('12px')` is 12), the other two take the whole text or nothing, and know `1e3`, `0x1f` and blanks. On
 * digits they agree. The plus sign and `Number` are one operation, ToNumber; what the choice should be made by is what has to
 * happen to `12px`.
 *
 * The wrong way is to convert the same text again and again: V8 keeps the number of a short text of digits with its hash, and
 * reads it from there the next time; and a constant text is converted once, before the loop, so that an empty loop is measured
 * (https://exchangetuts.com/jsperf-parseint-vs-plus-conversion-1640066404201019 shows one). Numbers that are read from a file or
 * a form have just been cut out of something longer, and so they are here.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const NUMBERS = 64;

/** Numbers of so many digits, and the line that they stand in, one behind the other. */
function lineOf(digits: number): { line: string; numbers: number[] } {
  const dice = random(digits);
  const texts = Array.from({ length: NUMBERS }, () => Array.from({ length: digits }, () => 1 + dice.below(9)).join(''));
  return { line: texts.join(''), numbers: texts.map((text) => JSON.parse(text) as number) };
}

export default defineClaim({
  says: 'A plus sign is the fastest way to make a number of a text',
  because: 'it is an operator and no call, and does nothing else with the number',
  source: 'MDN: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/Unary_plus',
  quote: 'unary plus is the fastest and preferred way of converting something into a number',
  given: { digits: [3, 12] },
  quick: { digits: [3] },
  favours: '+',
  over: 'parseInt',
  contenders: {
    '+': ({ digits }) => {
      const { line } = lineOf(digits);
      return () => {
        let sum = 0;
        for (let at = 0; at < line.length; at += digits) sum += +line.slice(at, at + digits);
        return sum;
      };
    },
    Number: ({ digits }) => {
      const { line } = lineOf(digits);
      return () => {
        let sum = 0;
        for (let at = 0; at < line.length; at += digits) sum += Number(line.slice(at, at + digits));
        return sum;
      };
    },
    parseInt: ({ digits }) => {
      const { line } = lineOf(digits);
      return () => {
        let sum = 0;
        for (let at = 0; at < line.length; at += digits) sum += parseInt(line.slice(at, at + digits), 10);
        return sum;
      };
    },
    parseFloat: ({ digits }) => {
      const { line } = lineOf(digits);
      return () => {
        let sum = 0;
        for (let at = 0; at < line.length; at += digits) sum += parseFloat(line.slice(at, at + digits));
        return sum;
      };
    },
  },
  answer: ({ digits }) => lineOf(digits).numbers.reduce((sum, number) => sum + number, 0),
});
