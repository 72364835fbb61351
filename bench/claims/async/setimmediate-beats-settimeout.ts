/**
 * Both let a round of the event loop go by, with what I/O has brought, before the callback is called. `setImmediate` is called in
 * this round. `setTimeout(…, 0)` is not what it looks like: less than a millisecond is a whole one in Node.js, so that the loop
 * sleeps until it is over. A chain of steps takes a millisecond each then. Where all of them are set at once they wait for the
 * same millisecond together, and what is left between the two is the keeping of a list.
 *
 * The wrong way is to take the time for work: the processor sleeps. And to use either for cutting a computation into slices
 * without asking what should come in between (slices-keep-the-loop-free). Bun and Deno have rules of their own for 0.
 */
import { defineClaim } from '../../claim.ts';

/** How many callbacks there are: of timers that come one after another each takes a millisecond. */
const STEPS = { 'one after another': 4, 'all at once': 500 };

export default defineClaim({
  says: 'setImmediate comes sooner than setTimeout of 0',
  because:
    'it is called in the same round of the loop, where a timer has to be looked at first, and is of a millisecond at least',
  source:
    'https://wiki.gubat.org/content/stackoverflow.com_en_all_2023-11/questions/24117267/nodejs-settimeout-fn-0-vs-setimmediate-fn (a copy of Stack Overflow 24117267)',
  quote: 'Also (setTimeout,0) will be slow because it will check the timer at least once before executing.',
  given: { steps: ['one after another', 'all at once'] },
  quick: { steps: ['one after another'] },
  favours: 'setImmediate',
  over: 'setTimeout',
  contenders: {
    setImmediate: ({ steps }) => {
      const wanted = STEPS[steps];
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === wanted && resolve(done));
            for (let index = 0; index < wanted; index++) setImmediate(step);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === wanted ? resolve(done) : void setImmediate(step));
          setImmediate(step);
        });
    },
    setTimeout: ({ steps }) => {
      const wanted = STEPS[steps];
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === wanted && resolve(done));
            for (let index = 0; index < wanted; index++) setTimeout(step, 0);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === wanted ? resolve(done) : void setTimeout(step, 0));
          setTimeout(step, 0);
        });
    },
  },
  answer: ({ steps }) => STEPS[steps],
  elsewhere: [
    {
      source:
        'https://wiki.gubat.org/content/stackoverflow.com_en_all_2023-11/questions/24117267/nodejs-settimeout-fn-0-vs-setimmediate-fn',
      says: 'operations a second: 914 by setImmediate, 445 by setTimeout of 0',
      wins: 'setImmediate',
      at: { steps: 'one after another' },
    },
  ],
  expects: 'confirmed',
});
