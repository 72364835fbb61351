/** Seeded noise of known shapes, with mean 0 and standard deviation 1 (over all runs), for simulations. */
import type { RoundRecord } from '../../bench/results.ts';
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

/** How far a machine's figures spread: log standard deviations. */
export interface Spread {
  /** Of a contender's luck in one process. */
  readonly process: number;
  /** Of a turn. */
  readonly turn: number;
}

/**
 * A source of cases: each call begins one, which gives round after round of turns of two contenders, as the processes of
 * one machine would. A contender has luck of its own in every process; the noise of a turn has the shape, on top of the
 * time that it takes; and a drifting machine wanders and jumps meanwhile, for both.
 *
 * @param truth the log of time(over) / time(favours)
 */
export function machinesOf(
  shape: Shape,
  seed: number,
  truth: number,
  { process, turn }: Spread,
  cycles = 20,
): () => () => RoundRecord {
  const normal = runsOf('normal', seed)();
  const turns = runsOf(shape === 'drifting' ? 'normal' : shape, seed + 1)();
  const jumps = runsOf('heavy-tailed', seed + 2)();
  const coin = xoroshiro128plus(seed + 3);
  // Whoever came first in a cycle is not asked.
  const order = Array.from({ length: cycles }, () => [0, 1]);
  return () => {
    let speed = 0;
    const time = (log: number) => 1e6 * Math.exp(log + turn * turns() + speed);
    const wander = () => {
      if (shape === 'drifting') speed = 0.999 * speed + 0.01 * normal() + (jumps() > 5 ? 0.3 * normal() : 0);
    };
    return () => {
      const luck = { favours: process * normal(), over: process * normal() + truth };
      const wall: Record<'favours' | 'over', number[]> = { favours: [], over: [] };
      for (let cycle = 0; cycle < cycles; cycle++) {
        for (const name of coin.next() > 0 ? (['favours', 'over'] as const) : (['over', 'favours'] as const)) {
          wander();
          wall[name].push(time(luck[name]));
        }
      }
      const filled = (name: 'favours' | 'over') => ({ wall: wall[name], cpu: wall[name], switches: [], settled: true });
      const made = {
        kind: 'round',
        claim: 'made',
        case: '',
        together: true,
        at: 0,
        loaded: ['favours', 'over'],
      } as const;
      return {
        ...made,
        order,
        turns: { favours: filled('favours'), over: filled('over') },
      };
    };
  };
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
