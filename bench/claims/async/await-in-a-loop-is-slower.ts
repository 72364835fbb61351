/**
 * The rule `no-await-in-loop` is about work that can go on at the same time: all of it should be under way before any
 * is awaited, and how much that wins where answers come from afar is another claim
 * (`async/started-together-beats-one-after-another`). But it is obeyed as a rule about speed everywhere, also where
 * there is nothing to wait for: the answers lie in a cache, and the function is `async` for its signature alone.
 *
 * Then nothing is gained by starting together, since each is done when it returns. What is left is the price of
 * waiting. `await` takes a turn of the queue of microtasks for each value, and goes on in the same function.
 * `Promise.all` calls `then` of every promise, with a function that knows its place, and puts the answers into another
 * array: that is a turn of the queue for each value, too, and more objects.
 *
 * The danger is to measure latency and to call it the price of `await`; or to make one promise before the loop and to
 * await it again and again. Here every value is asked of an `async` function that awaits nothing, each contender's its
 * own. `for await` is what the loop is sometimes made into: of a list of promises it awaits the step besides the value.
 */
import { defineClaim } from '../../claim.ts';

function numbersTo(values: number): readonly number[] {
  return Array.from({ length: values }, (_, index) => index);
}

export default defineClaim({
  says: 'await in a loop is slower than Promise.all',
  because: 'each value is waited for before the next is asked for, and with Promise.all one waits once',
  source: 'the rule no-await-in-loop of ESLint: https://eslint.org/docs/latest/rules/no-await-in-loop',
  quote: 'Usually, the code should be refactored to create all the promises at once',
  given: { values: [10, 1000] },
  quick: { values: [1000] },
  favours: 'Promise.all',
  over: 'await in a loop',
  contenders: {
    'Promise.all': ({ values }) => {
      const numbers = numbersTo(values);
      const twice = async (value: number): Promise<number> => 2 * value;
      return async () => {
        const promises: Promise<number>[] = [];
        for (const number of numbers) promises.push(twice(number));
        let sum = 0;
        for (const answer of await Promise.all(promises)) sum += answer;
        return sum;
      };
    },
    'await in a loop': ({ values }) => {
      const numbers = numbersTo(values);
      const twice = async (value: number): Promise<number> => 2 * value;
      return async () => {
        let sum = 0;
        for (const number of numbers) sum += await twice(number);
        return sum;
      };
    },
    'for await': ({ values }) => {
      const numbers = numbersTo(values);
      const twice = async (value: number): Promise<number> => 2 * value;
      return async () => {
        const promises: Promise<number>[] = [];
        for (const number of numbers) promises.push(twice(number));
        let sum = 0;
        // oxlint-disable-next-line typescript/await-thenable -- that it takes promises, too, is what is used here
        for await (const answer of promises) sum += answer;
        return sum;
      };
    },
  },
  answer: ({ values }) => values * (values - 1),
  expects: ({ values }) => (values <= 10 ? 'refuted' : undefined),
});
