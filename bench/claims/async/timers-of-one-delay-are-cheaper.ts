/**
 * A server sets a timer for each connection and clears nearly all of them, so there may be many thousands at a time.
 * They are cheap because they are alike: Node.js has a list for each delay, in which a new timer belongs at the end,
 * and only the lists are sorted, by a heap (`lib/internal/timers.js`). It follows that delays which differ by a
 * millisecond are as dear as can be, as with a jitter that is added to each: every timer has a list of its own then,
 * which is made, sorted in and deleted.
 *
 * The danger is to wait for the timers: that would measure the clock. Here a thousand are set for a minute and more and
 * cleared at once, which is what becomes of most. `10 delays` are the same delays, rounded to 100 ms: who needs a
 * jitter may get it so. The answer is how many of them would have kept the process alive.
 */
import { clearTimeout, setTimeout } from 'node:timers';
import { defineClaim, type Timed } from '../../claim.ts';

const TIMERS = 1000;
const MINUTE = 60_000;

function setting(delays: readonly number[]): Timed {
  const nothing = (): void => {};
  return () => {
    const timers: NodeJS.Timeout[] = [];
    for (const delay of delays) timers.push(setTimeout(nothing, delay));
    let alive = 0;
    for (const timer of timers) {
      if (timer.hasRef()) alive++;
      clearTimeout(timer);
    }
    return alive;
  };
}

export default defineClaim({
  says: 'Timers of one delay are cheaper than timers of many',
  because: 'all timers of a delay are in one list, and it is the lists that have to be sorted',
  source: 'the comment at the head of https://github.com/nodejs/node/blob/main/lib/internal/timers.js',
  quote:
    'Any one list of timers is able to be sorted by just appending to it because all timers within share the same duration.',
  favours: '1 delay',
  over: '1000 delays',
  contenders: {
    '1 delay': () => setting(Array.from({ length: TIMERS }, () => MINUTE)),
    '10 delays': () => setting(Array.from({ length: TIMERS }, (_, at) => MINUTE + at - (at % 100))),
    '1000 delays': () => setting(Array.from({ length: TIMERS }, (_, at) => MINUTE + at)),
  },
  answer: () => TIMERS,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
