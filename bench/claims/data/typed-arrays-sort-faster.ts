/**
 * To sort numbers an array needs a function that compares two of them: without one it sorts them as texts, 10 before 9. V8 calls
 * it for every comparison. A typed array sorts numbers as numbers and calls nobody: it is handed to a sort in C++ as a whole,
 * which costs a way there, so that few numbers may not be worth it. Nor may be the way there and back, where the program has
 * an array and wants one.
 *
 * The wrong way is to sort again what has been sorted: the second call finds everything in order, which some sorts take little
 * time for. So every call sorts a copy. The answer takes every number times its place, so that no order but the right one
 * gives it.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

/** Fractions that are exact in binary: their sum is the same in whatever order it is made. */
function drawn(numbers: number): number[] {
  const dice = random(numbers);
  return Array.from({ length: numbers }, () => dice.below(1_000_000) / 4);
}

export default defineClaim({
  says: 'Typed arrays sort numbers faster than arrays',
  because: 'no function has to be called for each comparison',
  source:
    'https://www.xjavascript.com/blog/what-is-the-fastest-way-to-sort-a-large-ish-array-of-numbers-in-javascript/',
  given: { numbers: [8, 2048] },
  quick: { numbers: [2048] },
  crossing: 'numbers',
  favours: 'Float64Array',
  over: 'array',
  contenders: {
    Float64Array: ({ numbers }) => {
      const given = Float64Array.from(drawn(numbers));
      return () => {
        const sorted = given.slice().sort();
        let sum = 0;
        for (let index = 0; index < sorted.length; index++) sum += index * sorted[index]!;
        return sum;
      };
    },
    array: ({ numbers }) => {
      const given = drawn(numbers);
      return () => {
        const sorted = given.slice().sort((one, other) => one - other);
        let sum = 0;
        for (let index = 0; index < sorted.length; index++) sum += index * sorted[index]!;
        return sum;
      };
    },
    'array, there and back': ({ numbers }) => {
      const given = drawn(numbers);
      return () => {
        const sorted = Array.from(new Float64Array(given).sort());
        let sum = 0;
        for (let index = 0; index < sorted.length; index++) sum += index * sorted[index]!;
        return sum;
      };
    },
    'array, without a function': ({ numbers }) => {
      const given = drawn(numbers);
      return () => {
        // oxlint-disable-next-line typescript/require-array-sort-compare -- it is here because it is wrong
        const sorted = given.slice().sort();
        let sum = 0;
        for (let index = 0; index < sorted.length; index++) sum += index * sorted[index]!;
        return sum;
      };
    },
  },
  // The place of a number is how many are less; of equal ones each stands for the next place.
  answer: ({ numbers }) => {
    const given = drawn(numbers);
    const less = (number: number, at: number) =>
      given.filter((other, index) => other < number || (other === number && index < at)).length;
    return given.reduce((sum, number, at) => sum + number * less(number, at), 0);
  },
  wrong: () => ({ 'array, without a function': 'numbers are compared as texts: 10 comes before 9' }),
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
