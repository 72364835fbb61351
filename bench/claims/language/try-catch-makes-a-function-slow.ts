/**
 * Crankshaft, the compiler of V8 until Node.js 8.2, did not optimise a function that had `try` in it: the whole function
 * stayed as slow as it was at its first call. Hence the advice to move the hot part out, into a function that has none, or to
 * have one small function in the program that does the trying. Since TurboFan every statement is optimised, and the list of
 * “optimization killers” says of itself that all of it is wrong now. Of the advice the helper is left, which makes one place
 * of many, in which V8 sees functions of every kind.
 *
 * What is measured is the price of being prepared: nothing is thrown. Throwing is another matter, and dear, because an Error
 * takes down the stack. And a loop in which nothing can throw would prove nothing: V8 leaves out a handler that nothing can
 * reach. So each number is checked by a function that would throw. One long loop proves little more: code that V8 has compiled
 * from the middle of a loop on is thrown away at the end of it, if what comes there has never been run, and whoever is so
 * unlucky is slow for the next half second, with `try` or without.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

type Numbers = readonly number[];

/** Many short lists: a loop that is entered often is compiled as a whole, and not from its middle on. */
const LISTS = { count: 100, length: 100 };

function listsOf(): readonly Numbers[] {
  const { below } = random(4);
  return Array.from({ length: LISTS.count }, () => Array.from({ length: LISTS.length }, () => below(1000)));
}

function weighed(value: number): number {
  if (value < 0) throw new RangeError(`expected 0 or more, and it is ${value}`);
  return (7 * value) & 1023;
}

function attempted(action: (value: number) => number, value: number): number {
  try {
    return action(value);
  } catch {
    return -1;
  }
}

/** What is timed: adds up what every list weighs. */
function weighing(weighAll: (numbers: Numbers) => number): () => number {
  const lists = listsOf();
  return () => {
    let sum = 0;
    for (let at = 0; at < lists.length; at++) sum += weighAll(lists[at]!);
    return sum;
  };
}

export default defineClaim({
  says: 'try/catch makes a function slow',
  because: 'V8 does not optimise a function that contains it',
  source: 'https://github.com/petkaantonov/bluebird/wiki/Optimization-killers',
  favours: 'no try',
  over: 'try in the loop',
  contenders: {
    'no try': () =>
      weighing((numbers) => {
        let sum = 0;
        for (let index = 0; index < numbers.length; index++) sum += weighed(numbers[index]!);
        return sum;
      }),
    'try in the loop': () =>
      weighing((numbers) => {
        let sum = 0;
        for (let index = 0; index < numbers.length; index++) {
          try {
            sum += weighed(numbers[index]!);
          } catch {
            sum -= 1;
          }
        }
        return sum;
      }),
    'try around the loop': () =>
      weighing((numbers) => {
        let sum = 0;
        try {
          for (let index = 0; index < numbers.length; index++) sum += weighed(numbers[index]!);
        } catch {
          sum = -1;
        }
        return sum;
      }),
    'tried by a helper': () =>
      weighing((numbers) => {
        let sum = 0;
        for (let index = 0; index < numbers.length; index++) sum += attempted(weighed, numbers[index]!);
        return sum;
      }),
  },
  answer: () =>
    listsOf()
      .flat()
      .reduce((sum, value) => sum + ((7 * value) % 1024), 0),
  elsewhere: [
    {
      source: 'https://github.com/delvedor/find-my-way/pull/14',
      says: 'on Node.js 6.11 finding a static route does 29.0 million a second without try and 5.1 with it',
      wins: 'no try',
      on: 'node@6.11',
      differs:
        'the compiler of that V8, Crankshaft, did not optimise functions with try; since Node.js 8.3 there is TurboFan',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'equivalent' : undefined),
});
