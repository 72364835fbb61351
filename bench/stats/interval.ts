/** The interval that a sample of log ratios supports. Inside everything is a log; `asRatio` turns it for the eye. */
import { deviation, mean } from './sample.ts';
import { studentQuantile, studentUpperTail } from './student.ts';

/** An estimate and the interval around it, `low <= estimate <= high`. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The t interval on the mean of the rounds' log ratios. One value a process: values from one process are not
 * independent (Kalibera & Jones 2013), so `logs` must hold one number a round.
 *
 * @param logs at least two log ratios
 * @param confidence the share of such intervals that hold the truth, 0.95 by default
 */
export function tInterval(logs: readonly number[], confidence = 0.95): Interval {
  const { centre, error, freedom } = standardError(logs);
  const reach = error * studentQuantile((1 - confidence) / 2, freedom);
  return { estimate: centre, low: centre - reach, high: centre + reach };
}

/** The one-sided probability of a mean this far above `bound`, if the truth were `bound`. */
export function tailAbove(logs: readonly number[], bound: number): number {
  const { centre, error, freedom } = standardError(logs);
  if (error === 0) return centre > bound ? 0 : 1;
  return studentUpperTail((centre - bound) / error, freedom);
}

/**
 * The interval on the difference of two means with variances of their own.
 * Source: Welch (1947), degrees of freedom by Satterthwaite (1946).
 */
export function welchInterval(a: readonly number[], b: readonly number[], confidence = 0.95): Interval {
  const one = standardError(a);
  const two = standardError(b);
  const estimate = one.centre - two.centre;
  const variance = one.error ** 2 + two.error ** 2;
  if (variance === 0) return { estimate, low: estimate, high: estimate };
  const freedom = variance ** 2 / (one.error ** 4 / one.freedom + two.error ** 4 / two.freedom);
  const reach = Math.sqrt(variance) * studentQuantile((1 - confidence) / 2, freedom);
  return { estimate, low: estimate - reach, high: estimate + reach };
}

/** An interval of logs as an interval of ratios. It is not symmetric, and must not be made so. */
export function asRatio({ estimate, low, high }: Interval): Interval {
  return { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) };
}

/** Half of the interval's width, in logs: about the relative error of the ratio. */
export function halfWidth({ low, high }: Interval): number {
  return (high - low) / 2;
}

function standardError(logs: readonly number[]): { centre: number; error: number; freedom: number } {
  if (logs.length < 2) throw new RangeError(`An interval takes two rounds or more, not ${logs.length}.`);
  return { centre: mean(logs), error: deviation(logs) / Math.sqrt(logs.length), freedom: logs.length - 1 };
}
