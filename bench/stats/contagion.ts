/**
 * Whether contenders disturb each other in one process: what a module instance of their own cannot keep apart is the
 * memory they share. Nothing can be passed on between two processes, so where the two ways of measuring contradict each
 * other, apart decides.
 */
import { welchInterval, type Interval } from './interval.ts';
import { deviation, mean } from './sample.ts';

/**
 * Welch's interval is not exact where a few values of one kind are skewed: at 95 %, and against 0, up to 12 % of the
 * cases in which nothing is disturbed were called disturbed. At 99 %, and against the margin, at most 5 % are, whatever
 * shape and spread the noise has, and at the usual ones below 1 %.
 */
const CONFIDENCE = 0.99;

/** Rounds apart, without which nothing is known of it. */
export const FEWEST_APART = 2;

/**
 * Whether rounds of both kinds lie so far apart that it is worth taking more: further than the margin, and than
 * one and a half standard errors of their difference. Where it is not, they are taken to agree, which makes no false alarm more likely.
 *
 * Of 231 cases, 19 of them disturbed, two rounds apart hinted at 82, and at all of the 19.
 *
 * @param margin δ as a log
 */
export function hints(together: readonly number[], apart: readonly number[], margin: number): boolean {
  if (together.length < 2 || apart.length < FEWEST_APART) return false;
  const error = 1.5 * Math.hypot(...[together, apart].map((logs) => deviation(logs) / Math.sqrt(logs.length)));
  return Math.abs(mean(together) - mean(apart)) > Math.max(margin, error);
}

export interface Watch {
  /** The difference of the log ratios, together less apart: a 99 % interval. */
  readonly difference: Interval;
  /** Shown to differ by more than matters. */
  readonly disturbed: boolean;
}

/**
 * @param margin δ as a log: a difference below it would change nothing that matters
 * @returns `undefined` where there are too few rounds of either kind to say
 */
export function watch(together: readonly number[], apart: readonly number[], margin: number): Watch | undefined {
  if (together.length < 2 || apart.length < 2) return undefined;
  const difference = welchInterval(together, apart, CONFIDENCE);
  return { difference, disturbed: difference.low > margin || difference.high < -margin };
}
