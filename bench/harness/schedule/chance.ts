/** Seeded chance: the order of everything that could favour whoever comes first. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Chance {
  /** The list in random order, the original left alone. Source: Fisher & Yates (1938), Durstenfeld (1964). */
  shuffle<T>(list: readonly T[]): T[];
  /** Chance of its own for something with a name: the same, however often others have been asked meanwhile. */
  branch(name: string): Chance;
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
    branch: (name) => chance(mix(seed, name)),
  };
}

/** A seed of a seed and a name: FNV-1a over the name. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function mix(seed: number, name: string): number {
  let hash = (0x81_1c_9d_c5 ^ seed) | 0;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01_00_01_93);
  return hash;
}
