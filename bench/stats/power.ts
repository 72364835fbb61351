/** What a number of rounds can find, and what it cannot. */
import { ALPHA } from './verdict.ts';
import { studentQuantile } from './student.ts';

/** The share of cases in which an effect of the smallest size is found. */
export const POWER = 0.9;

/**
 * The smallest effect, as a log, that an interval leaves 0 out for in nine of ten cases.
 * Source: Cohen, Statistical Power Analysis (1988), ch. 2, with t in place of z: it is a few per cent too large at 6 rounds.
 *
 * @param spread standard deviation of the rounds' log ratios
 * @param rounds two or more
 */
export function smallestEffect(spread: number, rounds: number): number {
  if (!(rounds >= 2)) throw new RangeError(`What can be found takes two rounds or more, not ${rounds}.`);
  const both = studentQuantile(ALPHA / 2, rounds - 1) + studentQuantile(1 - POWER, rounds - 1);
  return (both * spread) / Math.sqrt(rounds);
}
