/** Timers that are moved on by hand, to hand in where `setTimeout` and `clearTimeout` can be: nothing waits. */
export interface HandTimers {
  setTimeout(call: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
  /** Lets so many milliseconds pass: what is due is called, in the order in which it is due. */
  tick(ms: number): void;
  /** Milliseconds that have passed. */
  now(): number;
  /** How many are still to come. */
  readonly pending: number;
}

export function handTimers(): HandTimers {
  const due = new Map<number, { readonly at: number; readonly call: () => void }>();
  let [now, last] = [0, 0];
  return {
    setTimeout(call, ms) {
      last += 1;
      due.set(last, { at: now + ms, call });
      return last;
    },
    clearTimeout(timer) {
      if (timer !== undefined) due.delete(timer);
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
  };
}
