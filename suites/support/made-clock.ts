/** A clock that stands still until a test moves it on. */
import type { Clock } from '../../fixtures/processes/clock.ts';

export interface MadeClock extends Clock {
  /** Moves on by so many milliseconds, and calls whatever is due on the way, in the order of its time. */
  advance(ms: number): void;
  /** How many calls it still owes. */
  readonly owed: number;
}

export function madeClock(): MadeClock {
  let now = 0;
  const calls = new Set<{ readonly at: number; readonly call: () => void }>();
  return {
    now: () => now,
    after(ms, call) {
      const due = { at: now + ms, call };
      calls.add(due);
      return () => calls.delete(due);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...calls].sort((one, other) => one.at - other.at)[0];
        if (!next || next.at > end) break;
        calls.delete(next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = end;
    },
    get owed() {
      return calls.size;
    },
  };
}
