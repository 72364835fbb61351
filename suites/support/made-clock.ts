/** A clock that stands still until a test moves it on: the timers by hand, in the form in which processes are handed time. */
import type { Clock } from '../../fixtures/processes/clock.ts';
import { handTimers } from './hand-timers.ts';

export interface MadeClock extends Clock {
  /** Moves on by so many milliseconds, and calls whatever is due on the way, in the order of its time. */
  advance(ms: number): void;
  /** Makes the call that was asked for first, as if its time had come. Throws where none is owed. */
  fire(): void;
  /** How many calls it still owes. */
  readonly owed: number;
  /** After how many milliseconds those were asked for, in the order in which they were. */
  readonly waiting: readonly number[];
}

export function madeClock(): MadeClock {
  const timers = handTimers();
  return {
    now: () => timers.now(),
    after(ms, call) {
      const timer = timers.setTimeout(call, ms);
      return () => timers.clearTimeout(timer);
    },
    advance: (ms) => timers.tick(ms),
    fire: () => timers.fire(),
    get owed() {
      return timers.pending;
    },
    get waiting() {
      return timers.waiting;
    },
  };
}
