/**
 * Crankshaft, the compiler of V8 until Node.js 8.2, did not optimise a function that had `try` in it: the whole function
 * stayed as slow as it was at its first call. Hence the advice to move the hot part out, into a function that has none, or to
 * have one small function in the program that does the trying. Since TurboFan every statement is optimised, and the list of
 * “optimization killers” says of itself that all of it is wrong now. Of the advice the helper is left, which makes one place
 * of many, in which V8 sees functions of every kind.
 *
 * What is measured is the price of being prepared: nothing is thrown. Throwing is another matter, and dear, because an Error
 * takes down the stack. And a loop in which nothing can throw would prove nothing: V8 leaves out a handler that nothing can
 * reach. So each number is checked by a function that would throw.
 */
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const NUMBERS = 10_000;

function numbersOf(): readonly number[] {
  const { below } = random(4);
  const numbers: number[] = [];
  while (numbers.length < NUMBERS) numbers.push(below(1000));
  return numbers;
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

export default defineClaim({
  says: 'try/catch makes a function slow',
  because: 'V8 does not optimise a function that contains it',
  source: 'https://github.com/petkaantonov/bluebird/wiki/Optimization-killers',
  favours: 'no try',
  over: 'try in the loop',
  contenders: {
    'no try': () => {
      const numbers = numbersOf();
      return () => {
        let sum = 0;
        for (const value of numbers) sum += weighed(value);
        return sum;
      };
    },
    'try in the loop': () => {
      const numbers = numbersOf();
      return () => {
        let sum = 0;
        for (const value of numbers) {
          try {
            sum += weighed(value);
          } catch {
            sum -= 1;
          }
        }
        return sum;
      };
    },
    'try around the loop': () => {
      const numbers = numbersOf();
      return () => {
        let sum = 0;
        try {
          for (const value of numbers) sum += weighed(value);
        } catch {
          sum = -1;
        }
        return sum;
      };
    },
    'tried by a helper': () => {
      const numbers = numbersOf();
      return () => {
        let sum = 0;
        for (const value of numbers) sum += attempted(weighed, value);
        return sum;
      };
    },
  },
  answer: () => numbersOf().reduce((sum, value) => sum + ((7 * value) % 1024), 0),
  elsewhere: [
    {
      source: 'https://github.com/delvedor/find-my-way/pull/14',
      says: 'on Node.js 6.11 finding a static route does 29.0 million a second without try and 5.1 with it',
      wins: 'no try',
      on: 'node@6.11',
    },
    {
      source: 'https://github.com/delvedor/find-my-way/pull/14',
      says: 'on Node.js 8.1 looking up a static route does 17.9 million a second without try and 20.9 with it',
      wins: 'try in the loop',
      on: 'node@8.1',
    },
  ],
});
