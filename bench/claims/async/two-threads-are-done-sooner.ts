/**
 * JavaScript of one thread runs on one core, and that Node cannot use the others was said for years. A pool of threads
 * can: it halves what takes long, where there are two cores that nobody else needs.
 *
 * The danger is the way there and back: a message for every piece, and a thread that has to be woken. Small work is
 * done before the message arrives. The right way: pieces that take milliseconds, and no more threads than processors.
 * One thread of a pool is here to show what the way costs: it computes no faster than this one, and keeps only the
 * event loop free.
 */
import { availableParallelism } from 'node:os';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { PrimePool } from '../../../fixtures/async/prime-pool.ts';
import { countPrimesIn } from '../../../fixtures/async/prime-task.ts';
import { primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';

function pooled(threads: number, numbers: number): Timed {
  const pool = new PrimePool(threads);
  return closing(
    () => pool.count({ from: 0, to: numbers }, { pieces: threads }),
    () => pool.close(),
  );
}

export default defineClaim({
  says: 'Two threads are done with a computation sooner than one',
  because: 'each has a core of its own, which a single thread cannot use',
  source: 'notes: single thread › drawbacks',
  quote: '单线程无法利用多核CPU (a single thread cannot use several cores)',
  rows: ['P9'],
  lacks: () => (availableParallelism() < 2 ? 'needs 2 processors, and there is 1' : undefined),
  given: { numbers: [10_000, 1_000_000] },
  quick: { numbers: [1_000_000] },
  crossing: 'numbers',
  favours: 'two threads',
  over: 'call',
  contenders: {
    call:
      ({ numbers }) =>
      () =>
        countPrimesIn({ from: 0, to: numbers }),
    'one thread': ({ numbers }) => pooled(1, numbers),
    'two threads': ({ numbers }) => pooled(2, numbers),
  },
  answer: ({ numbers }) => primesBelowPowerOfTen(Math.round(Math.log10(numbers))),
  expects: ({ numbers }) => (numbers <= 10000 ? 'refuted' : undefined),
});
