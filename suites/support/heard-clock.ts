/** A made clock that tells when somebody begins to wait, so that a test knows when a byte has been taken notice of. */
import { madeClock, type MadeClock } from './made-clock.ts';

export interface HeardClock extends MadeClock {
  /** Resolves when the next call is asked for, after so many milliseconds. */
  readonly asked: (ms: number) => Promise<void>;
}

export function heardClock(): HeardClock {
  const made = madeClock();
  const waiting = new Set<{ readonly ms: number; readonly resolve: () => void }>();
  // Not spread: `owed` and `waiting` are getters.
  return Object.create(made, {
    after: {
      value: (ms: number, call: () => void) => {
        for (const one of waiting) {
          if (one.ms !== ms) continue;
          waiting.delete(one);
          one.resolve();
        }
        return made.after(ms, call);
      },
    },
    asked: {
      value: (ms: number) => new Promise<void>((resolve) => waiting.add({ ms, resolve })),
    },
  }) as HeardClock;
}
