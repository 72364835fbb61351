/** Seeded chance: the order of everything that could favour whoever comes first. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Chance {
  /** The list in random order, the original left alone. Source: Fisher & Yates (1938), Durstenfeld (1964). */
  shuffle<T>(list: readonly T[]): T[];
}

/** The same seed gives the same orders. */
export function chance(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  return {
    shuffle(list) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = uniformInt(generator, 0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}
