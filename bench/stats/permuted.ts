/** The cut at which weighed runs differ most, and how often the same runs in random order differ as much. */
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Weighed } from './levels.ts';

/** Fewer runs than these are no level of their own: a bad night comes alone, or two of them. */
const SHORTEST = 3;

/** Runs on both sides of a stretch and within it. */
export const FEWEST_FOR_STRETCH = 3 * SHORTEST;

/** After so many orders that differ as much it is clear that many do. Source: Besag & Clifford (1991). */
const PLENTY = 20;

export interface Cut {
  /** Where a new level begins: one place of a step, two of a stretch. */
  readonly places: readonly number[];
  readonly probability: number;
}

/** A step: one part against the other. A stretch: what lies between two places against what lies around it. */
export type Kind = 'step' | 'stretch';

/**
 * @param orders random orders, at the most
 * @returns `undefined` where there are too few runs for such a cut, or all of them are equal
 */
export function permuted(
  runs: readonly Weighed[],
  kind: Kind,
  orders: number,
  random: RandomGenerator,
): Cut | undefined {
  const pulled = pullsOf(runs);
  const seen = look(pulled, kind);
  if (seen.distance <= 0) return undefined;
  // Sums that differ only by the order of addition must count as equal.
  const reached = seen.distance * (1 - 1e-9);
  let asFar = 0;
  for (let order = 1; order <= orders; order++) {
    shuffle(pulled, random);
    if (look(pulled, kind).distance >= reached) asFar++;
    if (asFar >= PLENTY) return { places: seen.places, probability: asFar / order };
  }
  return { places: seen.places, probability: (asFar + 1) / (orders + 1) };
}

/** The places alone. */
export function furthest(runs: readonly Weighed[], kind: Kind): readonly number[] | undefined {
  const { distance, places } = look(pullsOf(runs), kind);
  return distance > 0 ? places : undefined;
}

/** Of every run its share of all weight, and how far it pulls the mean of a part that it is in. */
interface Pulled {
  readonly weights: Float64Array;
  readonly pulls: Float64Array;
}

function pullsOf(runs: readonly Weighed[]): Pulled {
  const total = runs.reduce((sum, { weight }) => sum + weight, 0);
  const mean = runs.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const weights = Float64Array.from(runs, ({ weight }) => weight / total);
  return { weights, pulls: Float64Array.from(runs, ({ value }, at) => weights[at]! * (value - mean)) };
}

interface Seen {
  readonly distance: number;
  readonly places: readonly number[];
}

/** The largest squared difference of two weighted means, divided by its variance: what a likelihood ratio would take. */
function look(pulled: Pulled, kind: Kind): Seen {
  return kind === 'step' ? lookForStep(pulled) : lookForStretch(pulled);
}

function lookForStep({ pulls, weights }: Pulled): Seen {
  let [pull, weight, distance, place] = [0, 0, 0, 0];
  for (let at = 1; at <= pulls.length - SHORTEST; at++) {
    pull += pulls[at - 1]!;
    weight += weights[at - 1]!;
    if (at < SHORTEST) continue;
    const here = (pull * pull) / (weight * (1 - weight));
    if (here > distance) [distance, place] = [here, at];
  }
  return { distance, places: [place] };
}

function lookForStretch({ pulls, weights }: Pulled): Seen {
  let [distance, first, last] = [0, 0, 0];
  for (let from = SHORTEST; from <= pulls.length - 2 * SHORTEST; from++) {
    let [pull, weight] = [0, 0];
    for (let to = from + 1; to <= pulls.length - SHORTEST; to++) {
      pull += pulls[to - 1]!;
      weight += weights[to - 1]!;
      if (to - from < SHORTEST) continue;
      const here = (pull * pull) / (weight * (1 - weight));
      if (here > distance) [distance, first, last] = [here, from, to];
    }
  }
  return { distance, places: [first, last] };
}

/** Both lists in the same random order: a run takes its weight along. Source: Durstenfeld (1964). */
function shuffle({ pulls, weights }: Pulled, random: RandomGenerator): void {
  for (let last = pulls.length - 1; last > 0; last--) {
    // The upper bits of 32: of a hundred runs none is preferred by more than a part in ten million.
    const other = Math.floor(((random.next() >>> 0) / 2 ** 32) * (last + 1));
    const [pull, weight] = [pulls[last]!, weights[last]!];
    pulls[last] = pulls[other]!;
    weights[last] = weights[other]!;
    pulls[other] = pull;
    weights[other] = weight;
  }
}
