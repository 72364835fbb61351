/**
 * Publish and subscribe keeps those who know something apart from those who want to know it, and nothing is put off by
 * it: `emit` calls the listeners one after the other. So it is taken for free. It is not quite: the name has to be
 * looked up, arguments go through a list, and of several listeners a copy is made first, because they may be removed
 * meanwhile.
 *
 * The danger: an event for every byte. The wrong way: to give up events for that, where a listener does anything at
 * all. The right way: fewer events that carry more, and EventTarget only where the code is to run in browsers as well:
 * it makes an object for each event, and looks after bubbling that there is none of here (an order of magnitude, as the
 * issue has it by which it was to be made faster: nodejs/node #34074).
 */
import { EventEmitter } from 'node:events';
import { defineClaim, type Timed } from '../../claim.ts';
import { Emitter } from '../../../fixtures/async/emitter.ts';

/** How many events a call publishes. */
const EVENTS = 100;

/** Listeners that all add up what they are told, 1 where it is nothing, and what reads and clears the sum. */
function listening(count: number): { all: ((a?: number, b?: number) => void)[]; take: () => number } {
  let sum = 0;
  const listener = (a = 1, b = 0): void => {
    sum += a + b;
  };
  const take = (): number => {
    const taken = sum;
    sum = 0;
    return taken;
  };
  // A function of its own each, of the same code.
  return { all: Array.from({ length: count }, () => (a, b) => listener(a, b)), take };
}

/** Publishes so many events, and answers what has been heard. */
function publishing(publish: (event: number) => void, take: () => number): Timed {
  return () => {
    for (let event = 0; event < EVENTS; event++) publish(event);
    return take();
  };
}

export default defineClaim({
  says: 'An event costs no more than a direct call',
  because: 'emit is synchronous: it does nothing but call the listeners one after the other',
  source: 'what is taken for granted, on the notes: asynchronous programming › publish and subscribe',
  rows: ['E5'],
  given: { listeners: [1, 10], args: [0, 2] },
  where: ({ listeners, args }) => listeners === 1 || args === 2,
  quick: { listeners: [1], args: [2] },
  favours: 'emit',
  over: 'direct',
  contenders: {
    direct: ({ listeners, args }) => {
      const { all, take } = listening(listeners);
      if (args === 0) {
        return publishing(() => {
          for (const listener of all) listener();
        }, take);
      }
      return publishing((event) => {
        for (const listener of all) listener(event, 1);
      }, take);
    },
    emit: ({ listeners, args }) => {
      const { all, take } = listening(listeners);
      const emitter = new EventEmitter();
      for (const listener of all) emitter.on('event', listener);
      if (args === 0) return publishing(() => void emitter.emit('event'), take);
      return publishing((event) => void emitter.emit('event', event, 1), take);
    },
    'emit by hand': ({ listeners, args }) => {
      const { all, take } = listening(listeners);
      const emitter = new Emitter<{ event: [a?: number, b?: number] }>();
      for (const listener of all) emitter.on('event', listener);
      if (args === 0) return publishing(() => void emitter.emit('event'), take);
      return publishing((event) => void emitter.emit('event', event, 1), take);
    },
    EventTarget: ({ listeners, args }) => {
      const { all, take } = listening(listeners);
      const target = new EventTarget();
      if (args === 0) {
        for (const listener of all) target.addEventListener('event', () => listener());
        return publishing(() => void target.dispatchEvent(new Event('event')), take);
      }
      for (const listener of all) {
        target.addEventListener('event', (event) => {
          const { a, b } = (event as CustomEvent<{ a: number; b: number }>).detail;
          listener(a, b);
        });
      }
      return publishing(
        (event) => void target.dispatchEvent(new CustomEvent('event', { detail: { a: event, b: 1 } })),
        take,
      );
    },
  },
  answer: ({ listeners, args }) => listeners * (args === 0 ? EVENTS : (EVENTS * (EVENTS - 1)) / 2 + EVENTS),
  expects: (_, { is }) => (is === 'node' ? 'refuted' : undefined),
});
