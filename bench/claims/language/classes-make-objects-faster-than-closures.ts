/**
 * An object of a class has its methods on the prototype, where they are once. A function that returns an object of closures
 * makes every method anew for every object, and a context for the variables that they share. So making is dearer, by as much
 * as there are methods. Calling is another question: a method of a class reads a property of its object, a closure a variable
 * of its context, and V8 knows a method for the same in a thousand objects, where the closures of a thousand objects are a
 * thousand functions of one text. An object that is used a hundred times pays for its making once.
 *
 * The trap is an object that nobody sees: V8 does not make it at all, and the closures neither. Each is kept here until the
 * next call puts another in its place, and is used.
 */
import { defineClaim } from '../../claim.ts';
import { open, type Account } from '../../../fixtures/language/accounts.ts';

const ACCOUNTS = 100;

/** What is timed: opens accounts, pays into each so many times, and adds up what they hold. */
function using(openOne: (cents: number) => Account, uses: number): () => number {
  const accounts: Account[] = [];
  return () => {
    let sum = 0;
    for (let at = 0; at < ACCOUNTS; at++) {
      const account = openOne(at);
      for (let time = 0; time < uses; time++) account.deposit(time);
      sum += account.balance();
      accounts[at] = account;
    }
    return sum;
  };
}

export default defineClaim({
  says: 'Classes make objects faster than closures',
  because: 'the methods of a class are there once, and closures are made anew for every object',
  source: 'https://medium.com/engineering-livestream/javascript-classes-v-closures-2-3-9fa3b1296b16',
  quote: 'The class pattern tends to perform better than the closure pattern.',
  given: { uses: [1, 100] },
  quick: { uses: [1] },
  crossing: 'uses',
  favours: 'class',
  over: 'closures',
  contenders: {
    class: ({ uses }) => using(open.class, uses),
    closures: ({ uses }) => using(open.closures, uses),
    'Object.create': ({ uses }) => using(open.prototype, uses),
    'class of arrow functions': ({ uses }) => using(open.arrows, uses),
  },
  answer: ({ uses }) => (ACCOUNTS * (ACCOUNTS - 1)) / 2 + (ACCOUNTS * (uses * (uses - 1))) / 2,
  elsewhere: [
    {
      source:
        'http://blogs.msdn.com/b/kristoffer/archive/2007/02/13/javascript-prototype-versus-closure-execution-speed.aspx',
      says: 'making 20,000 objects of four methods takes around 450 ms with closures and 140 ms with a prototype, in IE 7',
      wins: 'class',
      at: { uses: 1 },
    },
  ],
  expects: 'confirmed',
});
