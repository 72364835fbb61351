/**
 * `for…in` has to look for names along the whole chain of prototypes. For an object whose names never change V8 keeps them
 * with its hidden class, in a cache that `Object.keys` reads as well (https://v8.dev/blog/fast-for-in): then neither has
 * anything to look for, and `Object.keys` makes an array of them besides.
 *
 * The danger is an object that is made for the benchmark and never read otherwise: names that are deleted or that look
 * like numbers have no such cache, and are another question.
 */
import { defineClaim } from '../../claim.ts';

export default defineClaim({
  says: 'for…in is slower than going through Object.keys',
  because: 'it looks for names along the whole chain of prototypes, and Object.keys only in the object itself',
  source: 'advice about loops; how it became fast: https://v8.dev/blog/fast-for-in',
  given: { names: [4, 100] },
  quick: { names: [4] },
  favours: 'Object.keys',
  over: 'for…in',
  contenders: {
    'Object.keys': ({ names }) => {
      const counts = counted(names);
      return () => {
        let sum = 0;
        for (const name of Object.keys(counts)) sum += counts[name]!;
        return sum;
      };
    },
    'for…in': ({ names }) => {
      const counts = counted(names);
      return () => {
        let sum = 0;
        for (const name in counts) sum += counts[name]!;
        return sum;
      };
    },
  },
  answer: ({ names }) => (names * (names - 1)) / 2,
  expects: 'refuted',
});

function counted(names: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: names }, (_, at) => [`name ${at}`, at]));
}
