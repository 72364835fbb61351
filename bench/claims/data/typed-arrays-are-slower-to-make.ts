/**
 * A typed array is several objects: the array, its ArrayBuffer, and memory that is filled with zeros first. V8 spares the memory
 * of its own for 64 bytes and less, which lie in its heap. An array is two objects in the young generation, and where the
 * length of a literal is known, hardly more than moving a pointer. So libraries of small vectors have gone back to arrays.
 *
 * The wrong way is to make it and look away: an array that nobody can see is never made (the compiler keeps its numbers in
 * registers), a typed array mostly is. So each of them is left where others could see it, and is read. It is also wrong to
 * leave the filling out: a typed array is full of zeros when it is made, an array of a length is full of holes. And an array that
 * grows is moved several times, which is the price of not knowing the length, and not that of an array.
 *
 * The memory outside of the heap is not all that is paid for: it is given back by a collection, which comes the sooner.
 */
import { defineClaim } from '../../claim.ts';

type Numbers = number[] | Float64Array;

export default defineClaim({
  says: 'Typed arrays are slower to make than arrays',
  because: 'they are a view, a buffer and memory of its own, where an array is a small object that V8 makes in passing',
  source: 'https://github.com/toji/gl-matrix/issues/465',
  quote: 'Only creation of new objects is slower for `Float32Array`.',
  given: { numbers: [3, 16, 4096] },
  quick: { numbers: [16] },
  crossing: 'numbers',
  favours: 'array of a length',
  over: 'Float64Array',
  contenders: {
    'array, grown': ({ numbers }) => {
      const kept: { made?: Numbers } = {};
      return () => {
        const made: number[] = [];
        for (let index = 0; index < numbers; index++) made.push(index + 0.5);
        kept.made = made;
        let sum = 0;
        for (let index = 0; index < made.length; index++) sum += made[index]!;
        return sum;
      };
    },
    'array of a length': ({ numbers }) => {
      const kept: { made?: Numbers } = {};
      return () => {
        // oxlint-disable-next-line unicorn/no-new-array -- a contender
        const made = new Array<number>(numbers);
        for (let index = 0; index < numbers; index++) made[index] = index + 0.5;
        kept.made = made;
        let sum = 0;
        for (let index = 0; index < made.length; index++) sum += made[index]!;
        return sum;
      };
    },
    Float64Array: ({ numbers }) => {
      const kept: { made?: Numbers } = {};
      return () => {
        const made = new Float64Array(numbers);
        for (let index = 0; index < numbers; index++) made[index] = index + 0.5;
        kept.made = made;
        let sum = 0;
        for (let index = 0; index < made.length; index++) sum += made[index]!;
        return sum;
      };
    },
  },
  answer: ({ numbers }) => (numbers * numbers) / 2,
  elsewhere: [
    {
      source: 'https://github.com/uber-web/math.gl/pull/42',
      says: 'making 16 numbers, operations a second: 139M by a literal, 42.7M by Array(16), 1.70M by new Float64Array(16)',
      wins: 'array of a length',
      at: { numbers: 16 },
    },
  ],
  expects: ({ numbers }, { is }) => (is === 'node' && numbers <= 16 ? 'confirmed' : undefined),
});
