/**
 * An array that grows by `push` has to be copied into a larger place whenever it is full: V8 takes one and a half times as
 * much and 16 more each time, so that they move eight times on the way to a thousand. `new Array(n)` asks for the place once. In
 * exchange the array is marked as one with holes, and stays so when all of them have been filled, which is why the people of
 * V8 advise against it (https://v8.dev/blog/elements-kinds): whoever reads it later has to look for holes. So the arrays are
 * filled here, and then read once.
 *
 * The benchmark to be wary of makes one array of a fixed size, over and over: V8 remembers, at the place in the program
 * where an array was made, of which kind it became. What it does not remember is how large.
 */
import { defineClaim } from '../../claim.ts';

/** Elements of all arrays of a call, where an array has fewer than that. */
const ELEMENTS = 1000;

function arraysFor(elements: number): number {
  return Math.max(1, ELEMENTS / elements);
}

/** What is timed: fills arrays and adds up every second element of each. */
function filling(elements: number, fill: (elements: number, first: number) => readonly number[]): () => number {
  const filled: (readonly number[])[] = [];
  return () => {
    let sum = 0;
    for (let at = 0; at < arraysFor(elements); at++) {
      const array = fill(elements, at);
      for (let index = 0; index < elements; index += 2) sum += array[index]!;
      filled[at] = array;
    }
    return sum;
  };
}

export default defineClaim({
  says: 'Preallocating an array is faster than pushing onto it',
  because: 'there is room for all elements from the start, and nothing has to be copied as the array grows',
  source: 'https://loke.dev/blog/v8-holey-arrays-performance-trap',
  quote: 'You’ve probably been told that pre-allocating your JavaScript arrays is a "pro-level" performance win.',
  given: { elements: [10, 1000] },
  quick: { elements: [1000] },
  crossing: 'elements',
  favours: 'new Array(n)',
  over: 'push',
  contenders: {
    'new Array(n)': ({ elements }) =>
      filling(elements, (length, first) => {
        // oxlint-disable-next-line unicorn/no-new-array -- that is the advice
        const array = new Array<number>(length);
        for (let index = 0; index < length; index++) array[index] = first + index;
        return array;
      }),
    push: ({ elements }) =>
      filling(elements, (length, first) => {
        const array: number[] = [];
        for (let index = 0; index < length; index++) array.push(first + index);
        return array;
      }),
    'array[index]': ({ elements }) =>
      filling(elements, (length, first) => {
        const array: number[] = [];
        for (let index = 0; index < length; index++) array[index] = first + index;
        return array;
      }),
    'Array.from': ({ elements }) =>
      filling(elements, (length, first) => Array.from({ length }, (_, index) => first + index)),
  },
  answer: ({ elements }) => {
    const halves = elements / 2;
    return Array.from({ length: arraysFor(elements) }, (_, first) => halves * (first + halves - 1)).reduce(
      (sum, one) => sum + one,
      0,
    );
  },
  elsewhere: [
    {
      source:
        'https://github.com/RafaelGSS/nodejs-bench-operations/blob/6d0a2afe61d3d8cc77e56e61af3d10ecbe050a90/RESULTS-v24.md',
      says: 'a single time and cold, 1000 numbers take 0.037 ms by push and 0.021 ms with new Array(length)',
      wins: 'new Array(n)',
      at: { elements: 1000 },
      on: 'node@24.9',
    },
  ],
  expects: 'confirmed',
});
