/**
 * When to stop adding rounds: by the width of the interval, or at one of few looks that were planned for it.
 *
 * Adding rounds until a difference shows turns a 5 % error into 12 to 39 % (Armitage, McPherson & Rowe 1969). So the
 * rounds are looked at five times at the most, and a case ends when
 * - it is `precise`: half the width of its interval is at most half the margin, whatever side it lies on; or
 * - it is `plain`: its interval at the look's own, far stricter level lies wholly beyond the margin; or
 * - the looks (`cap`) or the time (`time`) are used up.
 */
import { halfWidth, tInterval } from './interval.ts';
import { ALPHA } from './verdict.ts';

export type Stop = 'precise' | 'plain' | 'cap' | 'time';

/**
 * The two-sided level of each of five looks that together spend 5 %: 2 (1 - Φ(2.040 √(5 / k))).
 * Source: O'Brien & Fleming, A Multiple Testing Procedure for Clinical Trials (1979); constant 2.040 from Jennison &
 * Turnbull, Group Sequential Methods (2000), table 2.3.
 */
export const LOOK_LEVELS = [5.08e-6, 1.26e-3, 8.45e-3, 2.256e-2, 4.135e-2] as const;

/** The rounds after which a case is looked at: the fewest, then in four equal steps up to the most. */
export function planLooks(fewest: number, most: number): number[] {
  if (!(Number.isInteger(fewest) && Number.isInteger(most) && fewest >= 1 && most >= 1)) {
    throw new RangeError(`Rounds are whole numbers from 1 on, not ${fewest} and ${most}.`);
  }
  if (most <= fewest) return [most];
  const step = (most - fewest) / (LOOK_LEVELS.length - 1);
  const looks = LOOK_LEVELS.map((_, index) => Math.round(fewest + step * index));
  return [...new Set(looks)];
}

/**
 * Whether a case ends at this look.
 *
 * @param logs one log ratio a round
 * @param look which look it is, from 0
 * @param looks the plan
 * @param margin δ as a log
 * @param comparisons how many cases the run compares: each level is divided by it (Bonferroni), so that what ends a case
 *   is still shown when the run as a whole is corrected
 */
export function stopAt(
  logs: readonly number[],
  look: number,
  looks: readonly number[],
  margin: number,
  comparisons = 1,
): Stop | undefined {
  if (logs.length >= 2) {
    if (halfWidth(tInterval(logs, 1 - ALPHA / comparisons)) <= margin / 2) return 'precise';
    // A plan of fewer looks is stricter than it need be with the levels of five.
    const level = LOOK_LEVELS[Math.min(look, LOOK_LEVELS.length - 1)]! / comparisons;
    const strict = tInterval(logs, 1 - level);
    if (strict.low > margin || strict.high < -margin) return 'plain';
  }
  return look >= looks.length - 1 ? 'cap' : undefined;
}
