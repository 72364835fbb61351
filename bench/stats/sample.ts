/** What a list of numbers has in its middle and how far it spreads. Every function refuses an empty list. */

/** The middle value; the mean of the two middle ones where the count is even. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which the share `p` of the list lies, interpolated between neighbours.
 * Source: Hyndman & Fan, Sample Quantiles in Statistical Packages (1996), definition 7.
 */
export function quantile(values: readonly number[], p: number): number {
  // Sorted by number, without a function to compare: judging a run takes hundreds of thousands of medians.
  return quantileOfSorted(Float64Array.from(some(values)).sort(), p);
}

/** The median of a list that is in order already. */
export function medianOfSorted(sorted: ArrayLike<number>): number {
  return quantileOfSorted(some(sorted), 0.5);
}

function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

export function mean(values: readonly number[]): number {
  return some(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sample's standard deviation, with n - 1 in the denominator; 0 for a single value. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  if (values.length === 1) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/**
 * A spread that single outliers do not move: the median distance from the median, scaled so that it estimates the
 * standard deviation of normal noise (factor 1.4826 = 1 / Φ⁻¹(¾)).
 */
export function robustDeviation(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

function some<List extends ArrayLike<number>>(values: List): List {
  if (values.length === 0) throw new RangeError('A statistic of no values was asked for; it takes at least one.');
  return values;
}
