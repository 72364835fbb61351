/**
 * A key is derived from a password so that it takes long: the number of iterations is its price. On the main thread nothing else
 * happens meanwhile. With a callback a thread of the pool does it, and the loop only sends and takes. That is not free: for
 * one iteration the way there and back is longer than the work.
 *
 * The wrong way is to measure how long one derivation takes: alone it is not faster on another thread. It is the others who
 * wait for it, or do not. Counted is the longest time for which the loop stood still. Another mistake is to take the pool for
 * endless: it has four threads by default, and who reads files waits behind them.
 */
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { defineClaim } from '../../claim.ts';

const PASSWORD = 'correct horse battery staple';
const SALT = 'sixteen bytes of';
const BYTES = 32;

function derived(iterations: number): Promise<string> {
  return new Promise((resolve, reject) => {
    pbkdf2(PASSWORD, SALT, iterations, BYTES, 'sha256', (error, key) => {
      if (error) reject(error);
      else resolve(key.toString('hex'));
    });
  });
}

export default defineClaim({
  says: 'Deriving a key asynchronously keeps the event loop free',
  because: 'a thread of the pool does the iterations, and the loop goes round meanwhile',
  source: 'https://nodejs.org/en/docs/guides/dont-block-the-event-loop/',
  quote: 'In a server, you should not use the following synchronous APIs',
  metric: 'loop delay',
  // What is to be seen has to be longer than what the system takes from a thread on a busy machine.
  given: { iterations: [1, 30_000] },
  quick: { iterations: [30_000] },
  crossing: 'iterations',
  favours: 'pbkdf2',
  over: 'pbkdf2Sync',
  contenders: {
    pbkdf2:
      ({ iterations }) =>
      () =>
        derived(iterations),
    pbkdf2Sync:
      ({ iterations }) =>
      () =>
        pbkdf2Sync(PASSWORD, SALT, iterations, BYTES, 'sha256').toString('hex'),
  },
  expects: ({ iterations }, { is }) => {
    if (is !== 'node') return undefined;
    return iterations <= 1 ? 'refuted' : 'confirmed';
  },
});
