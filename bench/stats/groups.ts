/** The two groups of a sample that falls into two: where to cut it. */
import { mean } from './sample.ts';

/**
 * The cut that leaves the least spread within both sides, each of two values or more. Exact, as there are only so many
 * places to cut at. Source: Fisher, On Grouping for Maximum Homogeneity (1958).
 *
 * @param values four or more
 * @returns the lower and the upper group, sorted
 */
export function cutInTwo(values: readonly number[]): readonly [lower: number[], upper: number[]] {
  if (values.length < 4) throw new RangeError(`Two groups take four values or more, not ${values.length}.`);
  const sorted = values.toSorted((a, b) => a - b);
  const centre = mean(sorted);
  let best = { cut: 2, between: Number.NEGATIVE_INFINITY };
  let sum = sorted[0]! - centre;
  for (let cut = 2; cut <= sorted.length - 2; cut++) {
    sum += sorted[cut - 1]! - centre;
    // What is between the groups is not within them; the two sums about the centre are each other's opposite.
    const between = sum ** 2 / cut + sum ** 2 / (sorted.length - cut);
    if (between > best.between) best = { cut, between };
  }
  return [sorted.slice(0, best.cut), sorted.slice(best.cut)];
}
