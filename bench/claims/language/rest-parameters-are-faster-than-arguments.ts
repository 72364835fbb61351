/**
 * `arguments` is an object that the engine has to make, and Crankshaft gave up on a function that let it out of its hands: to
 * hand it on, or to take a slice of it, was a “killer”, and Node's own library copied it by hand in a loop. Rest parameters
 * were slower still at first (nodejs/node #7541), and faster than every other way of making an array from V8 5.8 on
 * (nodejs/node #13472). A function that only reads `arguments[index]` needs no object in optimised code, and one that only
 * reads its rest parameters no array.
 *
 * A call with three numbers that V8 puts in the place of the call is the trap: of it nothing is left but an addition. Here one
 * function is called with two, four and seven arguments from as many places, with numbers that change. And handing them on is
 * free where V8 sees who takes them; so they are kept besides, as by whoever calls a function later: then there has to be an
 * object.
 */
import { defineClaim } from '../../claim.ts';

type Variadic = (...numbers: number[]) => number;

const TURNS = 1000;

/** What is timed: calls of three lengths. */
function calling(variadic: Variadic): () => number {
  return () => {
    let sum = 0;
    for (let turn = 0; turn < TURNS; turn++) {
      sum += variadic(turn, 1);
      sum += variadic(1, turn, turn, 2);
      sum += variadic(turn, 2, 3, turn, 4, 5, turn);
    }
    return sum;
  };
}

const queue: ArrayLike<number>[] = [];
let next = 0;

/** Keeps the arguments of the last 256 calls, as whoever defers a call does, and adds them up. */
function kept(numbers: ArrayLike<number>): number {
  queue[next] = numbers;
  next = (next + 1) & 255;
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) sum += numbers[index]!;
  return sum;
}

export default defineClaim({
  says: 'Rest parameters are faster than arguments',
  because: 'they are a true array that the engine makes at once, and nothing hangs together with the parameters',
  source: 'https://github.com/nodejs/node/pull/13472',
  quote: 'In v8 5.8, rest parameters are significantly faster than other ways to create an array of the arguments.',
  given: { use: ['read', 'kept'] },
  quick: { use: ['kept'] },
  favours: 'rest',
  over: 'arguments',
  contenders: {
    rest: ({ use }) => {
      if (use === 'read') {
        return calling((...numbers) => {
          let sum = 0;
          for (let index = 0; index < numbers.length; index++) sum += numbers[index]!;
          return sum;
        });
      }
      return calling((...numbers) => kept(numbers));
    },
    arguments: ({ use }) => {
      if (use === 'read') {
        return calling(function () {
          let sum = 0;
          for (let index = 0; index < arguments.length; index++) sum += arguments[index] as number;
          return sum;
        });
      }
      return calling(function () {
        return kept(arguments);
      });
    },
    'slice of arguments': ({ use }) => {
      if (use === 'read') {
        return calling(function () {
          const numbers = Array.prototype.slice.call(arguments) as number[];
          let sum = 0;
          for (let index = 0; index < numbers.length; index++) sum += numbers[index]!;
          return sum;
        });
      }
      return calling(function () {
        return kept(Array.prototype.slice.call(arguments) as number[]);
      });
    },
  },
  // Each turn adds itself six times, and 1 + 3 + 14.
  answer: () => 6 * ((TURNS * (TURNS - 1)) / 2) + 18 * TURNS,
});
