/** The sign-flip test: a cross-check of the t interval that assumes no shape of the noise, only its symmetry. */

/** Up to here every one of the 2ⁿ flips is tried; beyond, the t interval needs no such help. */
const LARGEST = 16;

/**
 * The two-sided probability that a mean at least this far from 0 comes of noise that is symmetric about 0: the share of
 * all ways to flip the signs that reach as far. Exact up to 16 values; of more, the last 16 are taken.
 * Source: Fisher, The Design of Experiments (1935), §21.
 */
export function signFlip(logs: readonly number[]): number {
  const values = logs.slice(-LARGEST);
  const total = Math.abs(values.reduce((sum, value) => sum + value, 0));
  // Sums that differ only by the order of addition must count as equal.
  const reached = total - 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  const flips = 2 ** values.length;
  let asFar = 0;
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0;
    for (let index = 0; index < values.length; index++) sum += flip & (1 << index) ? values[index]! : -values[index]!;
    if (Math.abs(sum) >= reached) asFar++;
  }
  return asFar / flips;
}
