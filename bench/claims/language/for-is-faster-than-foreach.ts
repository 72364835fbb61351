/**
 * `forEach` calls a function for every element, and a loop does not. Until 2017 that was the whole story: Node's own library
 * took its `forEach` out (nodejs/node #11582). Then V8 6.1 learned to put `forEach` and its callback in the place of the call
 * (https://v8.dev/blog/v8-release-61), and where it does, no call is left. What is left is that the callback adds to a variable
 * of the function around it, which is kept in memory and made anew for every array, where a loop has a register.
 *
 * V8 does so where it knows the function: one that is written into the call. Such a call is all that the usual benchmark has.
 * A program also loops in a function of its own, which is handed what to do by many callers; no compiler knows that function,
 * and it is called whichever loop it is. So both are asked here. The other trap is one very long array: V8 finds out what is hot
 * by counting the turns of loops, and those of `forEach` are turns of a built-in. The function around it is compiled only when
 * it has itself been called often enough, and until then every element is a call: hence figures of ten times and more.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

type Numbers = readonly number[];
type Visit = (value: number) => void;

/** The elements of a call, in one array or in many. */
const ELEMENTS = 10_000;

/** Arrays without holes: they grow by what is pushed. */
function arraysOf(elements: number): readonly Numbers[] {
  const { below } = random(1);
  const arrays: Numbers[] = [];
  while (arrays.length < ELEMENTS / elements) {
    const array: number[] = [];
    while (array.length < elements) array.push(below(1000));
    arrays.push(array);
  }
  return arrays;
}

/** What is timed where the body is handed in: five functions in turn, each written by itself, as callers write theirs. */
function handingIn(arrays: readonly Numbers[], each: (array: Numbers, visit: Visit) => void): () => number {
  let total = 0;
  let next = 0;
  const bodies: readonly Visit[] = [
    (value) => void (total += value),
    (value) => void (total = total + value),
    (value) => void (total = value + total),
    (value) => void (total -= -value),
    (value) => void (total -= 0 - value),
  ];
  return () => {
    total = 0;
    for (let at = 0; at < arrays.length; at++) each(arrays[at]!, bodies[next++ % bodies.length]!);
    return total;
  };
}

/** What is timed where the body is in place: adds up every array. */
function adding(arrays: readonly Numbers[], sumOf: (array: Numbers) => number): () => number {
  return () => {
    let sum = 0;
    for (let at = 0; at < arrays.length; at++) sum += sumOf(arrays[at]!);
    return sum;
  };
}

export default defineClaim({
  says: 'A for loop is faster than forEach',
  because: 'forEach calls a function for every element, with a scope of its own',
  source: 'https://github.com/nodejs/node/pull/11582',
  quote: 'Using `Array.prototype.forEach()` is still significantly slower than traditional array iteration.',
  given: { body: ['in place', 'handed in'], elements: [10, 1000] },
  quick: { body: ['in place'], elements: [1000] },
  favours: 'for',
  over: 'forEach',
  contenders: {
    for: ({ body, elements }) => {
      const arrays = arraysOf(elements);
      if (body === 'handed in') {
        return handingIn(arrays, (array, visit) => {
          for (let index = 0; index < array.length; index++) visit(array[index]!);
        });
      }
      return adding(arrays, (array) => {
        let total = 0;
        for (let index = 0; index < array.length; index++) total += array[index]!;
        return total;
      });
    },
    'for…of': ({ body, elements }) => {
      const arrays = arraysOf(elements);
      if (body === 'handed in') {
        return handingIn(arrays, (array, visit) => {
          for (const value of array) visit(value);
        });
      }
      return adding(arrays, (array) => {
        let total = 0;
        for (const value of array) total += value;
        return total;
      });
    },
    forEach: ({ body, elements }) => {
      const arrays = arraysOf(elements);
      if (body === 'handed in') return handingIn(arrays, (array, visit) => array.forEach(visit));
      return adding(arrays, (array) => {
        let total = 0;
        array.forEach((value) => {
          total += value;
        });
        return total;
      });
    },
  },
  answer: ({ elements }) =>
    arraysOf(elements)
      .flat()
      .reduce((total, value) => total + value, 0),
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/11582',
      says: 'in the V8 of early 2017 a loop over 10 elements does 75.8 million a second, and forEach 4.3',
      wins: 'for',
      at: { body: 'in place', elements: 10 },
    },
    {
      source: 'https://github.com/LeanyLabs/js-array-performance/issues/3',
      says: 'forEach does 221, for…of 205 and a loop with an index 278 passes a second',
      wins: 'for',
      at: { body: 'in place', elements: 1000 },
      on: 'node@22.3',
    },
    {
      source: 'https://gist.github.com/benjie/fd9858edf46d38d643a5f2a151dd8169',
      says: 'ten million times 100 elements take 0.6 s with for, 1.1 s with for…of and 1.0 s with forEach',
      wins: 'for',
      at: { body: 'in place' },
    },
  ],
  expects: ({ body }) => (body === 'in place' ? 'confirmed' : undefined),
});
