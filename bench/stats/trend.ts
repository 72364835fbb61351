/** Whether a series that should be flat rises or falls. */
import { tInterval } from './interval.ts';
import { mean, medianOfSorted } from './sample.ts';
import { FEWEST_ROUNDS } from './verdict.ts';

/** Of fewer values any two make the slope. */
const FEWEST_VALUES = 5;

/**
 * The slope of a series, in its own unit a step: the median of the slopes between any two of its values, which single
 * outliers (a garbage collection, a neighbour) do not move.
 * Source: Theil (1950); Sen, Estimates of the Regression Coefficient Based on Kendall's Tau (1968).
 *
 * @param values two or more, in time order
 */
export function slopeOf(values: readonly number[]): number {
  // Sorted by number, without a function to compare: it is asked after every turn of a warm-up.
  const slopes = new Float64Array((values.length * (values.length - 1)) / 2);
  let next = 0;
  for (const [at, value] of values.entries()) {
    for (let before = 0; before < at; before++) slopes[next++] = (value - values[before]!) / (at - before);
  }
  return medianOfSorted(slopes.sort());
}

/**
 * By how much a process's series changes from its first value to its last, where all processes together show that it
 * does: `undefined` where they do not. The slope of each process counts as one value, because values of one process are
 * not independent. Noise that does not know the direction of time has slopes that are as often up as down, whatever its
 * shape, so that the t interval keeps its promise; it is taken at 99 %, because every contender of every case is asked.
 *
 * @param series one a process; those of fewer than five values say nothing
 */
export function shownChange(series: readonly (readonly number[])[]): number | undefined {
  const changes = series
    .filter(({ length }) => length >= FEWEST_VALUES)
    .map((values) => slopeOf(values) * (values.length - 1));
  if (changes.length < FEWEST_ROUNDS) return undefined;
  const { low, high } = tInterval(changes, 0.99);
  return low > 0 || high < 0 ? mean(changes) : undefined;
}
