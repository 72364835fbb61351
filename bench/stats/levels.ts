/** What a few runs say together: how far they spread, and the level about which they lie, whatever single runs do. */
import { median } from './sample.ts';
import { studentQuantile } from './student.ts';
import type { Interval } from './interval.ts';

/** What one run found: a log ratio, and the standard error that its rounds leave it. */
export interface Reading {
  readonly value: number;
  readonly error: number;
}

/** A reading as it counts beside others. */
export interface Weighed {
  /** The log ratio, brought in where it lies further out than three deviations. */
  readonly value: number;
  readonly weight: number;
}

/**
 * Deviations from the middle beyond which a run counts as no further out, so that bad nights move little. Nearer in, a step
 * of the last few runs would be taken for bad nights.
 */
const OUTERMOST = 3;

/** Logs: what lies nearer together is equal. A ratio that is counted, such as bytes on the wire, repeats but for dust. */
const FINEST = 1e-6;

/**
 * Every reading with its weight, 1 / (between² + error²), and brought in to three deviations from the median
 * (winsorised). `between` is how far runs vary beyond what their errors say: estimated, since it is never known, and often the larger.
 * Nothing of it depends on the order of the readings, so that permuting them is exact.
 * Source of the weights: the random-effects model, DerSimonian & Laird (1986).
 */
export function weigh(readings: readonly Reading[]): Weighed[] {
  const values = readings.map(({ value }) => value);
  const usual = median(readings.map(({ error }) => error ** 2));
  const between = Math.max(0, spreadOfPairs(values) ** 2 - usual);
  const middle = median(values);
  return readings.map(({ value, error }) => {
    // Few rounds may agree by luck: no run counts as though it were far more exact than the others.
    const deviation = Math.max(FINEST, Math.sqrt(between + Math.max(error ** 2, usual / 4)));
    const reach = OUTERMOST * deviation;
    return { value: middle + Math.min(reach, Math.max(-reach, value - middle)), weight: deviation ** -2 };
  });
}

/** The level of the readings with its 95 % interval: the t interval of their weighted mean, winsorised. */
export function levelOf(readings: readonly Reading[]): Interval {
  const weighed = weigh(readings);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const estimate = weighed.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const many = readings.length;
  if (many < 2) return { estimate, low: estimate, high: estimate };
  const squares = weighed.reduce((sum, { value, weight }) => sum + (weight * (value - estimate)) ** 2, 0);
  const half = studentQuantile(0.025, many - 1) * (Math.sqrt((squares * many) / (many - 1)) / total);
  return { estimate, low: estimate - half, high: estimate + half };
}

/**
 * A standard deviation that half of the values may spoil: the lower quartile of the distances between any two of them. It
 * sees most of two levels as well, where half of the pairs lie across.
 * Source: Q_n of Rousseeuw & Croux, Alternatives to the Median Absolute Deviation (1993).
 */
function spreadOfPairs(values: readonly number[]): number {
  const distances = new Float64Array((values.length * (values.length - 1)) / 2);
  let next = 0;
  for (const [at, value] of values.entries()) {
    for (let before = 0; before < at; before++) distances[next++] = Math.abs(value - values[before]!);
  }
  distances.sort();
  const half = Math.floor(values.length / 2) + 1;
  return 2.2219 * (distances[(half * (half - 1)) / 2 - 1] ?? 0);
}
