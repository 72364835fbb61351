/**
 * How fast the processor is at the moment: the time that a fixed piece of arithmetic takes. A clock rate that falls
 * (heat, a battery, a host that shares its processors out) shows here, also where the system tells no clock rate.
 */

/** Each step waits for the one before it: nothing but the clock rate can make them faster. About 40 µs. */
const STEPS = 20_000;
/** So many trials, of which the fastest counts: it is the one that nothing interrupted. About 3 ms. */
const TRIALS = 60;

/** Nanoseconds that 1000 steps of xorshift (Marsaglia 2003) take. */
export function paceOf(now: () => number = () => 1e6 * performance.now()): number {
  let fastest = Number.POSITIVE_INFINITY;
  let state = 1;
  for (let trial = 0; trial < TRIALS; trial++) {
    const from = now();
    state = run(state);
    fastest = Math.min(fastest, now() - from);
  }
  // The answer is used, so that the steps cannot be left out; it is never 0.
  return state === 0 ? 0 : (1000 * fastest) / STEPS;
}

function run(from: number): number {
  let state = from;
  for (let step = 0; step < STEPS; step++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}
