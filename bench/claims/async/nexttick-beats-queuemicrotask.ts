/**
 * Who wants to be called a little later has several queues to choose from, and they differ by what comes before one's turn:
 * - `process.nextTick`: nothing but the ticks that were there first; a queue of Node's, written in JavaScript;
 * - `queueMicrotask` and promises: the microtasks that were there first; a queue of V8's, which is emptied after the ticks;
 * - `setImmediate`: a round of the loop, with what I/O has brought.
 * None of the first two lets I/O through, however many of them there are. That, and not the time, is what one has to choose by;
 * the manual of Node.js recommends `queueMicrotask` for most uses (nodejs/node #37484).
 *
 * The wrong way is to time a single step: it is mostly the way out of one queue and into the next. And to have many callbacks
 * wait at once where a program has one after the other, or the other way round: for many at once the queue is entered once.
 * Here are both. `queueMicrotask` was more than V8's queue for long: Node made an AsyncResource of every callback, until it
 * left that to programs that use AsyncLocalStorage or hooks (nodejs/node #60913). A program that does is measured otherwise.
 */
import { defineClaim } from '../../claim.ts';

const STEPS = 500;

export default defineClaim({
  says: 'process.nextTick is faster than queueMicrotask',
  because: 'a tick goes before everything else, and its queue is nothing but a list',
  source: 'https://github.com/bluejava/zousan/pull/8',
  quote: 'This is the fastest way to schedule a new microtask in Node, running before any I/O and timers.',
  given: { steps: ['one after another', 'all at once'] },
  quick: { steps: ['one after another'] },
  favours: 'nextTick',
  over: 'queueMicrotask',
  contenders: {
    nextTick: ({ steps }) => {
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === STEPS && resolve(done));
            for (let index = 0; index < STEPS; index++) process.nextTick(step);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === STEPS ? resolve(done) : process.nextTick(step));
          process.nextTick(step);
        });
    },
    queueMicrotask: ({ steps }) => {
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === STEPS && resolve(done));
            for (let index = 0; index < STEPS; index++) queueMicrotask(step);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === STEPS ? resolve(done) : queueMicrotask(step));
          queueMicrotask(step);
        });
    },
    'Promise.then': ({ steps }) => {
      const now = Promise.resolve();
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === STEPS && resolve(done));
            for (let index = 0; index < STEPS; index++) void now.then(step);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === STEPS ? resolve(done) : void now.then(step));
          void now.then(step);
        });
    },
    setImmediate: ({ steps }) => {
      if (steps === 'all at once') {
        return () =>
          new Promise<number>((resolve) => {
            let done = 0;
            const step = (): void => void (++done === STEPS && resolve(done));
            for (let index = 0; index < STEPS; index++) setImmediate(step);
          });
      }
      return () =>
        new Promise<number>((resolve) => {
          let done = 0;
          const step = (): void => (++done === STEPS ? resolve(done) : void setImmediate(step));
          setImmediate(step);
        });
    },
  },
  answer: () => STEPS,
  changes: [
    {
      since: 'node@24',
      says: 'later versions of Node.js 24 make an AsyncResource of a microtask only where something asks for it, and are about three times as fast at it',
      source: 'https://github.com/nodejs/node/pull/60913',
    },
  ],
});
