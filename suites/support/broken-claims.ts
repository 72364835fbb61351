/** Claims of which one contender breaks, and where it does. */
import { claimOf } from './touchstone.ts';

/** The set-up of a contender that does nothing, and never breaks. */
export const fine = '() => () => 1';

/** A claim whose favoured contender is fine, and whose other one has this set-up. */
export function spoiled(b: string): string {
  return claimOf({ a: fine, b });
}

/** A contender that does something at its first call in a turn, which it recognises by who calls it. */
export function inTurns(what: string): string {
  return `() => {
    Error.stackTraceLimit = 100;
    return () => { if (new Error().stack.includes('takeTurns')) { ${what} } return 1; };
  }`;
}

/**
 * Never comes to its end, and hears nothing meanwhile, as a loop without an end; but it leaves the processor to others.
 *
 * @param milliseconds after which it would, if it were left to live
 */
export function standstill(milliseconds = Infinity): string {
  return `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${milliseconds});`;
}
