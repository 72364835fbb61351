/** Timers that are moved on by hand, to hand in where `setTimeout` and `clearTimeout` can be: nothing waits. */
export interface HandTimers {
  readonly setTimeout: (call: () => void, ms: number) => number;
  readonly clearTimeout: (timer: unknown) => void;
  /** Lets so many milliseconds pass: what is due is called, in the order in which it is due. */
  tick(ms: number): void;
  /** Milliseconds that have passed. */
  now(): number;
  /** How many are still to come. */
  readonly pending: number;
  /** After how many milliseconds those that are still to come were asked for, in the order in which they were set. */
  readonly waiting: readonly number[];
  /** Lets the one that was set first go off, as if its time had come. Throws where none waits. */
  fire(): void;
}

export function handTimers(): HandTimers {
  const due = new Map<unknown, { readonly at: number; readonly ms: number; readonly call: () => void }>();
  let [now, last] = [0, 0];
  return {
    setTimeout(call, ms) {
      last += 1;
      due.set(last, { at: now + ms, ms, call });
      return last;
    },
    clearTimeout(timer) {
      due.delete(timer);
    },
    tick(ms) {
      const end = now + ms;
      for (;;) {
        // A sort that is stable: of two that are due at once, the older is first.
        const [next] = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (next === undefined) break;
        const [timer, { at, call }] = next;
        due.delete(timer);
        now = at;
        call();
      }
      now = end;
    },
    now: () => now,
    get pending() {
      return due.size;
    },
    get waiting() {
      return Array.from(due.values(), ({ ms }) => ms);
    },
    fire() {
      const [first] = due;
      if (!first) throw new Error('expected a timer that waits, but none does');
      const [timer, { at, call }] = first;
      due.delete(timer);
      now = Math.max(now, at);
      call();
    },
  };
}
