/**
 * `const [x, y] = pair` is defined by the iterator of the array: ask for it, ask it twice, close it. As bytecode it is a page
 * long, and that page is what the articles show. Optimised code is another matter: where nobody has touched the iterators of
 * arrays, TurboFan takes the iterator apart until two loads are left; V8 6.8 did it first, for the swap of two variables
 * (https://v8.dev/blog/v8-release-68). `const { 0: x, 1: y } = pair` asks for the indexes and needs no iterator at any time.
 *
 * So it is a question of how warm the code is, and a figure from `console.time` around a first loop has measured the
 * interpreter. Here everything is warm, as in code where it could matter. In the pairs that a function has just made, as a hook
 * does, a compiler that sees both ends finds nothing to make at all; pairs that come out of a list are there.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

type Pair = readonly [number, number];

const PAIRS = 1000;

function numbersOf(): readonly number[] {
  const { below } = random(5);
  return Array.from({ length: PAIRS }, () => below(1_000_000));
}

function split(number: number): Pair {
  return [number >> 10, number & 1023];
}

export default defineClaim({
  says: 'Destructuring an array is slower than reading its elements',
  because: 'it makes an iterator and asks it for one element after the other',
  source: 'https://dev-notes.ru/articles/javascript/how-array-destructuring-can-slow-down-your-javascript',
  given: { pairs: ['out of a list', 'just returned'] },
  quick: { pairs: ['out of a list'] },
  favours: 'indexes',
  over: 'array pattern',
  contenders: {
    'array pattern': ({ pairs }) => {
      const numbers = numbersOf();
      const list = numbers.map(split);
      if (pairs === 'just returned') {
        return () => {
          let sum = 0;
          for (let at = 0; at < numbers.length; at++) {
            const [high, low] = split(numbers[at]!);
            sum += high - low;
          }
          return sum;
        };
      }
      return () => {
        let sum = 0;
        for (let at = 0; at < list.length; at++) {
          const [high, low] = list[at]!;
          sum += high - low;
        }
        return sum;
      };
    },
    'object pattern': ({ pairs }) => {
      const numbers = numbersOf();
      const list = numbers.map(split);
      if (pairs === 'just returned') {
        return () => {
          let sum = 0;
          for (let at = 0; at < numbers.length; at++) {
            const { 0: high, 1: low } = split(numbers[at]!);
            sum += high - low;
          }
          return sum;
        };
      }
      return () => {
        let sum = 0;
        for (let at = 0; at < list.length; at++) {
          const { 0: high, 1: low } = list[at]!;
          sum += high - low;
        }
        return sum;
      };
    },
    indexes: ({ pairs }) => {
      const numbers = numbersOf();
      const list = numbers.map(split);
      if (pairs === 'just returned') {
        return () => {
          let sum = 0;
          for (let at = 0; at < numbers.length; at++) {
            const pair = split(numbers[at]!);
            sum += pair[0] - pair[1];
          }
          return sum;
        };
      }
      return () => {
        let sum = 0;
        for (let at = 0; at < list.length; at++) {
          const pair = list[at]!;
          sum += pair[0] - pair[1];
        }
        return sum;
      };
    },
  },
  answer: () => numbersOf().reduce((sum, number) => sum + Math.floor(number / 1024) - (number % 1024), 0),
});
