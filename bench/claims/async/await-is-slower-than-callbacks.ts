/**
 * `await` was slow once: it made two promises of its own and took three turns of the queue, until Node 12 made that one
 * turn (https://v8.dev/blog/fast-async). The advice to write callbacks where it has to be fast is from that time.
 *
 * The danger is in what is compared: a callback that is called at once is no asynchronous step at all, and it is here
 * so that one sees the difference. One that keeps the promise to call back later goes through a queue, too: that of
 * `nextTick`, which is written in JavaScript, while the queue of promises is V8's own. A Deferred pays for two
 * functions beside its promise. `setImmediate` calls back later, too, but is not among them: each step would be a round
 * of the loop, which lets I/O through, and that neither `await` nor a tick does. It would be the price of something
 * else.
 */
import { defineClaim } from '../../claim.ts';
import { withResolvers } from '../../../fixtures/async/deferred.ts';
import {
  countAtOnce,
  countByAwait,
  countByCallback,
  countByDeferred,
  countByThen,
} from '../../../fixtures/async/styles.ts';

/** A contender where this Node has it; the type says that it always does, so that the claim knows its name. */
const newer = (withResolvers && {
  withResolvers:
    ({ steps }: { steps: number }) =>
    () =>
      countByDeferred(steps, withResolvers),
}) as { readonly withResolvers: (given: { readonly steps: number }) => () => Promise<number> };

export default defineClaim({
  says: 'await is slower than callbacks',
  because:
    'every step makes a promise and goes through the queue of microtasks, where a callback goes through that of ticks',
  source: 'https://rizqimulki.com/?p=83',
  quote: 'Poorly structured async/await can be 2-5x slower than optimized callback patterns',
  rows: ['E9'],
  given: { steps: [1000] },
  elsewhere: [
    {
      source:
        'https://esdiscuss.org/topic/performance-benchmark-of-async-design-patterns-recursive-callbacks-vs-promises-vs-async-await',
      says: 'HTTP requests a second of a client: 3059 by callbacks that call each other, 2615 by promises, 2591 by async and await',
      wins: 'nextTick callback',
      on: 'node@9.11',
      differs:
        'Node.js took three turns of the queue for an await then, and one since 12; and no callback of a socket goes through the queue of ticks',
    },
  ],
  favours: 'nextTick callback',
  over: 'await',
  contenders: {
    await:
      ({ steps }) =>
      () =>
        countByAwait(steps),
    'then chain':
      ({ steps }) =>
      () =>
        countByThen(steps),
    Deferred:
      ({ steps }) =>
      () =>
        countByDeferred(steps),
    ...newer,
    'nextTick callback':
      ({ steps }) =>
      () =>
        countByCallback(steps),
    'callback at once':
      ({ steps }) =>
      () =>
        countAtOnce(steps),
  },
  answer: ({ steps }) => steps,
});
