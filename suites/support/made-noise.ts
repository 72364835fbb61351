/** Seeded noise of known shapes, with mean 0 and standard deviation 1 (over all runs), for simulations. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Noise = () => number;
export type Shape = 'normal' | 'skewed' | 'heavy-tailed' | 'drifting';

/** A source of runs: each call begins a new run, and gives the noise of its rounds in time order. */
export function runsOf(shape: Shape, seed: number): () => Noise {
  const random = xoroshiro128plus(seed);
  const uniform = () => 1 - uniformFloat64(random);
  // Box & Muller (1958).
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const shapes: Record<Shape, () => Noise> = {
    normal: () => normal,
    // An exponential distribution, moved so that its mean is 0.
    skewed: () => () => -Math.log(uniform()) - 1,
    // Student's t with 3 degrees of freedom, whose variance is 3.
    'heavy-tailed': () => () => normal() / Math.sqrt(normal() ** 2 + normal() ** 2 + normal() ** 2),
    // Normal noise on a wave of 40 rounds that begins anywhere.
    drifting: () => {
      let at = 40 * uniform();
      return () => (normal() + Math.sin((2 * Math.PI * at++) / 40)) / Math.sqrt(1.5);
    },
  };
  return shapes[shape];
}

/** So many values of one run: `truth` plus noise of the given spread. */
export function sample(count: number, noise: Noise, truth = 0, spread = 1): number[] {
  return Array.from({ length: count }, () => truth + spread * noise());
}

/** The share of repetitions for which something holds. */
export function shareOf(repetitions: number, holds: () => boolean): number {
  let held = 0;
  for (let each = 0; each < repetitions; each++) if (holds()) held++;
  return held / repetitions;
}
