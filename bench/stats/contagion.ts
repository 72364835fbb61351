/**
 * Whether contenders disturb each other in one process: what a module instance of their own cannot keep apart is the
 * memory they share. Nothing can be passed on between two processes, so where the two ways of measuring contradict each
 * other, apart decides.
 */
import { welchInterval, type Interval } from './interval.ts';

export interface Watch {
  /** The difference of the log ratios, together less apart. */
  readonly difference: Interval;
  readonly disturbed: boolean;
}

/**
 * @param margin δ as a log: a difference below it would change nothing that matters
 * @returns `undefined` where there are too few rounds of either kind to say
 */
export function watch(together: readonly number[], apart: readonly number[], margin: number): Watch | undefined {
  if (together.length < 2 || apart.length < 2) return undefined;
  const difference = welchInterval(together, apart);
  const shown = difference.low > 0 || difference.high < 0;
  return { difference, disturbed: shown && Math.abs(difference.estimate) > margin };
}
