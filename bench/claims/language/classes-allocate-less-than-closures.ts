/**
 * The other half of the advice about classes and closures: what an object costs in memory. An object of a class is its head
 * and its properties, 32 bytes for this one in the V8 of Node.js 20 to 26. One of closures is a head with a property for each
 * method, a function of 56 bytes for each method, and a context with the variables: 256 bytes. Functions of one text share their
 * code, whoever made them; what is there many times is the pair of code and context. Arrow functions as fields of a class are
 * closures, too.
 *
 * The trap is an object that nobody keeps: V8 may prove that, and not make it at all. So every object is kept until the next
 * call puts another in its place.
 */
import { defineClaim } from '../../claim.ts';
import { open, type Account } from '../../../fixtures/language/accounts.ts';

const ACCOUNTS = 100;

/** What is measured: opens accounts and asks each for its balance. */
function opening(openOne: (cents: number) => Account): () => number {
  const accounts: Account[] = [];
  return () => {
    let sum = 0;
    for (let at = 0; at < ACCOUNTS; at++) {
      const account = openOne(at);
      sum += account.balance();
      accounts[at] = account;
    }
    return sum;
  };
}

export default defineClaim({
  says: 'Classes allocate less than closures',
  because: 'the methods of a class are there once, and closures are made anew for every object',
  source: 'https://medium.com/engineering-livestream/javascript-classes-v-closures-2-3-9fa3b1296b16',
  quote: 'Classes “save space” by reusing methods across different instances of the class.',
  metric: 'allocated',
  favours: 'class',
  over: 'closures',
  contenders: {
    class: () => opening(open.class),
    closures: () => opening(open.closures),
    'Object.create': () => opening(open.prototype),
    'class of arrow functions': () => opening(open.arrows),
  },
  answer: () => (ACCOUNTS * (ACCOUNTS - 1)) / 2,
  // Bytes are counted, and are the same each time; other engines lay their objects out in another way.
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
