/** The loops around a contender's calls: what is timed of them, by the metric that the claim is about. */
import type { Sample } from './columns.ts';

/** Nanoseconds since some moment; only differences mean something. */
export type Clock = () => number;

/** Where a loop leaves the answer of every call: the optimiser must not delete the work, and the last one is looked at. */
export interface Kept {
  answer: unknown;
}

export type Reading = Pick<Sample, 'wall' | 'held'>;
/** Makes so many calls. */
export type Loop = (calls: number) => number | Promise<number | Reading>;

/** Loops that were made in this process. */
let loops = 0;

/**
 * The loop around the calls, compiled anew for each contender, so that none shares type feedback with another. The
 * answer of every call is stored where the optimiser cannot prove that nobody looks.
 *
 * Its text is never the same twice: of one text V8 keeps what it compiled (its cache for `eval`), feedback included, and
 * from the third loop on no call was inlined any more: an empty one took 6.6 ns rather than 0.6 (Node.js 20.20).
 */
export function timedLoop(call: () => unknown, now: Clock, waits: boolean, keep: Kept): Loop {
  const body = `
    // Loop ${++loops} of this process.
    const from = now();
    for (let i = 0; i < calls; i++) keep.answer = ${waits ? 'await ' : ''}call();
    return now() - from;`;
  // oxlint-disable-next-line typescript/no-implied-eval -- that is its purpose
  const make = new Function('call', 'now', 'keep', `return ${waits ? 'async ' : ''}function loop(calls) {${body}}`) as (
    ...parts: unknown[]
  ) => Loop;
  return make(call, now, keep);
}

/**
 * The longest hold-up of the event loop that each call causes, added up over the calls: while a call is under way the
 * loop is made to go round without a pause (`setImmediate`), and the longest time between two rounds is taken.
 */
export function holdUpLoop(call: () => unknown, now: Clock, keep: Kept): Loop {
  return async (calls) => {
    const from = now();
    let held = 0;
    for (let index = 0; index < calls; index++) held += await holdUp(call, now, keep);
    return { wall: now() - from, held };
  };
}

async function holdUp(call: () => unknown, now: Clock, keep: Kept): Promise<number> {
  let longest = 0;
  let going = true;
  await new Promise((resolve) => setImmediate(resolve));
  let last = now();
  const beat = () => {
    const at = now();
    longest = Math.max(longest, at - last);
    last = at;
    if (going) setImmediate(beat);
  };
  setImmediate(beat);
  keep.answer = await call();
  // One more round, so that what the call did last is counted too.
  await new Promise((resolve) => setImmediate(resolve));
  going = false;
  longest = Math.max(longest, now() - last);
  return longest;
}
