/** A clock that stands still until a test moves it on: nothing waits. */
import type { Clock } from '../../fixtures/data/clock.ts';

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

interface Due {
  readonly at: number;
  readonly ms: number;
  readonly call: () => void;
}

export function madeClock(): MadeClock {
  const due = new Set<Due>();
  let now = 0;
  const make = (one: Due): void => {
    due.delete(one);
    now = Math.max(now, one.at);
    one.call();
  };
  return {
    now: () => now,
    after(ms, call) {
      const one = { at: now + ms, ms, call };
      due.add(one);
      return () => void due.delete(one);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        // A sort that is stable: of two that are due at once, the older is first.
        const [next] = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        make(next);
      }
      now = end;
    },
    fire() {
      const [first] = due;
      if (!first) throw new Error('expected a call that is owed, but none is');
      make(first);
    },
    get owed() {
      return due.size;
    },
    get waiting() {
      return Array.from(due, ({ ms }) => ms);
    },
  };
}
