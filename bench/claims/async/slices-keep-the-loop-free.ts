/**
 * As long as a callback computes, nothing else happens in the process: the answer from the disk is there and nobody takes it.
 * The advice is to cut the computation into small tasks. What has to stand between two of them is a turn of the event
 * loop, and that is what `setImmediate` gives. `process.nextTick`, `queueMicrotask` and `await` of something that is there
 * already do not: their queues are emptied before the loop goes on, whoever fills them, so that a computation in a thousand
 * such slices stops the loop as long as one in a single piece. They are among the contenders to show it.
 *
 * A slice is measured by time, since a number of steps that is small on one machine is large on another. The other way is
 * a thread, where the loop only sends and takes a message. Counted is the longest time for which the loop stood still.
 */
import { closing, defineClaim } from '../../claim.ts';
import { countingThread } from '../../../fixtures/async/answering-thread.ts';
import { countingPrimes, countPrimes, primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';
import { sliced, yieldings } from '../../../fixtures/async/sliced.ts';

const BUDGET_MS = 0.5;

export default defineClaim({
  says: 'Cutting a computation into slices keeps the event loop free',
  because: 'between two slices the loop goes round, and takes what I/O has brought',
  source: 'notes: where Node.js is used › CPU-bound work',
  quote:
    '适当调整和分解大型运算任务为多个小任务，使得运算能够适时释放，不阻塞I/O调用的发起 (large computations cut into small tasks let go in time, and do not block I/O)',
  rows: ['P11', 'U2', 'U3', 'U4'],
  metric: 'loop delay',
  // Primes are counted below 10 to the power of this: the work is less than one slice at first, and several at the end.
  given: { exponent: [4, 5] },
  quick: { exponent: [5] },
  crossing: 'exponent',
  favours: 'setImmediate slices',
  over: 'in one piece',
  contenders: {
    'in one piece': ({ exponent }) => {
      return () => countPrimes(10 ** exponent);
    },
    'setImmediate slices': ({ exponent }) => {
      return () => sliced(countingPrimes(10 ** exponent), { budgetMs: BUDGET_MS });
    },
    'nextTick slices': ({ exponent }) => {
      return () => sliced(countingPrimes(10 ** exponent), { budgetMs: BUDGET_MS, yieldTo: yieldings.nextTick });
    },
    'microtask slices': ({ exponent }) => {
      return () => sliced(countingPrimes(10 ** exponent), { budgetMs: BUDGET_MS, yieldTo: yieldings.microtask });
    },
    'a thread': ({ exponent }) => {
      const thread = countingThread();
      return closing(
        () => thread.ask(10 ** exponent),
        () => thread.close(),
      );
    },
  },
  answer: ({ exponent }) => primesBelowPowerOfTen(exponent),
  expects: ({ exponent }) => (exponent >= 5 ? 'confirmed' : undefined),
});
