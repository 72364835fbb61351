/** Single readings that lie far from those around them, brought near: a bad night is no change, and must not hide one. */
import type { Reading } from './levels.ts';
import { mean, median } from './sample.ts';

/** To either side. */
const NEIGHBOURS = 2;

/** Deviations: how far beyond its neighbours a reading is a bad night, and how far from their middle it is left. */
const [FAR, NEAR] = [5, 3];

/**
 * A reading that lies far beyond the two before it and the two behind it is put near their median. Where a new level
 * begins, its next runs are neighbours and lie there too, so that steps stay as they are.
 * Source: the smoothing that Olshen et al. (2004) put before their segmentation.
 */
export function calm(readings: readonly Reading[]): Reading[] {
  const values = readings.map(({ value }) => value);
  if (values.length <= 2 * NEIGHBOURS) return [...readings];
  const spread = spreadOfSteps(values);
  return readings.map((one, at) => {
    const from = Math.max(0, Math.min(at - NEIGHBOURS, values.length - 1 - 2 * NEIGHBOURS));
    const around = values.slice(from, from + 2 * NEIGHBOURS + 1);
    const others = around.toSpliced(at - from, 1);
    const beyond = one.value > Math.max(...others) + FAR * spread || one.value < Math.min(...others) - FAR * spread;
    if (!beyond) return one;
    const middle = median(around);
    return { ...one, value: middle + Math.sign(one.value - middle) * NEAR * spread };
  });
}

/** The share of all steps from one reading to the next that are neither to a bad night nor back, nor to a new level. */
const USUAL = 0.7;

/**
 * A standard deviation of what changes from one reading to the next: the mean of the usual steps, and a fifth more than
 * normal noise would have it. Their median is nearly nothing where runs lie now on one of two levels, now on the other,
 * and then what is alone there would be taken for a bad night, and what happens to come together for a change.
 */
function spreadOfSteps(values: readonly number[]): number {
  const steps = values.slice(1).map((value, at) => Math.abs(value - values[at]!));
  const usual = steps.toSorted((a, b) => a - b).slice(0, Math.ceil(USUAL * steps.length));
  return (2.5 * mean(usual)) / Math.SQRT2;
}
