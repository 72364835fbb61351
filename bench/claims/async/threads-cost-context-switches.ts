/**
 * Work for another thread is a message there and a message back: this one waits, that one wakes, and the other way
 * round. A call is none of it. What is counted are the switches of all threads of the process that had to wait, not
 * what they cost.
 *
 * The danger: small tasks. The right way: tasks that take many times as long as the way there and back, in few pieces.
 * How much is to be counted changes nothing of the switches; both do the same work.
 */
import { closing, defineClaim } from '../../claim.ts';
import { PrimePool } from '../../../fixtures/async/prime-pool.ts';
import { countPrimesIn } from '../../../fixtures/async/prime-task.ts';
import { primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';

export default defineClaim({
  says: 'Work for another thread costs context switches that a call does not',
  because: 'each side has to wait for the other, and to be woken',
  source: 'notes: asynchronous I/O',
  quote: '多线程：并行，创建线程和上下文切换 (multi-threading: parallel; thread creation and context switches)',
  rows: ['X2'],
  metric: 'context switches',
  given: { numbers: [1000] },
  favours: 'call',
  over: 'thread',
  contenders: {
    call:
      ({ numbers }) =>
      () =>
        countPrimesIn({ from: 0, to: numbers }),
    thread: ({ numbers }) => {
      const pool = new PrimePool(1);
      return closing(
        () => pool.count({ from: 0, to: numbers }, { pieces: 1 }),
        () => pool.close(),
      );
    },
  },
  answer: ({ numbers }) => primesBelowPowerOfTen(Math.round(Math.log10(numbers))),
  expects: 'confirmed',
});
