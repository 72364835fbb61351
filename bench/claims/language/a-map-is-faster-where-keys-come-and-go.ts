/**
 * Requests that wait for their answers: each is put down under its number and taken away when its answer comes, so that as
 * many keys go as come. A `Map` marks a deleted entry and cleans up when it has to grow anyway. An object that loses a
 * property becomes a dictionary at the first `delete` and never has a shape again. For numbers it is worse: those that go up
 * for ever cannot be elements of an array, so they are a dictionary of their own, in which `delete` was so slow that React
 * once put a dot before its numbers to make names of them (react/react #7232).
 *
 * The trap is to delete the same few keys over and over. Small numbers that come back are elements of an array, and nothing
 * of all this is seen; therefore the numbers here go up from call to call, as they do in a program. And an answer that is only
 * the sum of what was found would be as right if nothing had been deleted: at the end each is asked for the key that went last.
 */
import { defineClaim } from '../../claim.ts';

/** Keys that come and keys that go in a call: a multiple of twice the number of those that wait. */
const TURNS = 2000;

type Key = string | number;

/** Keys in the order in which they come: a counter, or names of which twice as many are there as wait. */
function keysOf(kind: 'names' | 'numbers', waiting: number): (turn: number) => Key {
  const names = Array.from({ length: 2 * waiting }, (_, index) => `request ${index}`);
  return kind === 'numbers' ? (turn) => turn : (turn) => names[turn % names.length]!;
}

export default defineClaim({
  says: 'A Map is faster than an object where keys come and go',
  because: 'a Map is made for that, and delete turns an object into a slow one',
  source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Map',
  quote: 'Performs better in scenarios involving frequent additions and removals of key-value pairs.',
  given: { kind: ['names', 'numbers'], waiting: [10, 1000] },
  where: ({ kind, waiting }) => kind === 'names' || waiting > 10,
  quick: { kind: ['numbers'], waiting: [1000] },
  crossing: 'waiting',
  favours: 'Map',
  over: 'object',
  contenders: {
    Map: ({ kind, waiting }) => {
      const key = keysOf(kind, waiting);
      const requests = new Map<Key, number>();
      for (let turn = 0; turn < waiting; turn++) requests.set(key(turn), turn % (2 * waiting));
      let next = waiting;
      return () => {
        let sum = 0;
        for (const end = next + TURNS; next < end; next++) {
          requests.set(key(next), next % (2 * waiting));
          const answered = key(next - waiting);
          sum += requests.get(answered)!;
          requests.delete(answered);
        }
        return requests.has(key(next - 1 - waiting)) ? NaN : sum;
      };
    },
    object: ({ kind, waiting }) => {
      const key = keysOf(kind, waiting);
      const requests: Record<Key, number> = {};
      for (let turn = 0; turn < waiting; turn++) requests[key(turn)] = turn % (2 * waiting);
      let next = waiting;
      return () => {
        let sum = 0;
        for (const end = next + TURNS; next < end; next++) {
          requests[key(next)] = next % (2 * waiting);
          const answered = key(next - waiting);
          sum += requests[answered]!;
          delete requests[answered];
        }
        return key(next - 1 - waiting) in requests ? NaN : sum;
      };
    },
    'object without prototype': ({ kind, waiting }) => {
      const key = keysOf(kind, waiting);
      const requests = Object.create(null) as Record<Key, number>;
      for (let turn = 0; turn < waiting; turn++) requests[key(turn)] = turn % (2 * waiting);
      let next = waiting;
      return () => {
        let sum = 0;
        for (const end = next + TURNS; next < end; next++) {
          requests[key(next)] = next % (2 * waiting);
          const answered = key(next - waiting);
          sum += requests[answered]!;
          delete requests[answered];
        }
        return key(next - 1 - waiting) in requests ? NaN : sum;
      };
    },
  },
  // Each of the values 0 to 2 × waiting − 1 goes equally often, in whichever order.
  answer: ({ waiting }) => (TURNS * (2 * waiting - 1)) / 2,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
