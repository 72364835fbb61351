/**
 * A computation that lets the loop through pays for it: a generator that can be left and entered, a look at the clock
 * after every step, and a turn of the event loop between two slices. The trap is to count the slices: they are few. It
 * is the steps that are many, the places at which the work can be left, and how much is done between two of them
 * decides what they cost altogether. The wrong way is to yield after every number; the right way is to yield as seldom
 * as a slice allows.
 *
 * What is counted is the time on processors, of all threads: a thread that does the work spares the loop, and no work.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { countingThread } from '../../../fixtures/async/answering-thread.ts';
import { countingPrimes, countPrimes, primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';
import { sliced, yieldings, type Yielding } from '../../../fixtures/async/sliced.ts';

/** The work takes many times the budget, or nothing would be cut. */
const EXPONENT = 5;
const BUDGET_MS = 0.1;

/** Counts in slices, and refuses to answer where there was but one: then it would not be what the claim is about. */
function cutting(step: number, yieldTo: Yielding): Timed {
  return async () => {
    let borders = 0;
    const progress = (): unknown => (borders += 1);
    const primes = await sliced(countingPrimes(10 ** EXPONENT, step), { budgetMs: BUDGET_MS, yieldTo, progress });
    if (borders === 0) throw new Error(`expected work of more than ${BUDGET_MS} ms, but it was done in one slice`);
    return primes;
  };
}

export default defineClaim({
  says: 'Cutting a computation into slices costs processor time',
  because: 'every slice ends with a turn of the event loop, and every step with a look at the clock',
  source: 'what is said against slices, on the notes: where Node.js is used › CPU-bound work',
  rows: ['U3'],
  metric: 'cpu time',
  // Numbers that are tried in a step.
  given: { step: [1, 1000] },
  quick: { step: [1] },
  crossing: 'step',
  favours: 'in one piece',
  over: 'setImmediate slices',
  contenders: {
    'in one piece': () => {
      return () => countPrimes(10 ** EXPONENT);
    },
    'setImmediate slices': ({ step }) => {
      return cutting(step, yieldings.immediate);
    },
    'nextTick slices': ({ step }) => {
      return cutting(step, yieldings.nextTick);
    },
    'microtask slices': ({ step }) => {
      return cutting(step, yieldings.microtask);
    },
    'a thread': () => {
      const thread = countingThread();
      return closing(
        () => thread.ask(10 ** EXPONENT),
        () => thread.close(),
      );
    },
  },
  answer: () => primesBelowPowerOfTen(EXPONENT),
  expects: ({ step }) => (step <= 1 ? 'confirmed' : undefined),
});
