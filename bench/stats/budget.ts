/**
 * Where the next second goes: into another process, or into more turns of the ones there are.
 *
 * ```
 * variance of a round's number  =  between processes  +  within / cycles
 * cost of a round               =  start              +  cycle × cycles
 * ```
 *
 * The variance that a given time can buy is least at cycles = √(start / cycle × within / between).
 * Source: Kalibera & Jones, Rigorous Benchmarking in Reasonable Time (2013), §6; Cochran, Sampling Techniques (1977), §10.6.
 */
import { deviation, mean, median, robustDeviation } from './sample.ts';

/** Variances of log ratios: of a process's true number about the truth, and of one cycle's about its process's. */
export interface Components {
  readonly between: number;
  /** As the median sees it: a median of r cycles varies by within / r. */
  readonly within: number;
}

/** What time is spent on, in any one unit. */
export interface Costs {
  /** Until a round's process is ready. */
  readonly start: number;
  readonly cycle: number;
}

/** The median of normal noise varies by π / 2 times what the mean does. Source: Kenney & Keeping (1962), §13.11. */
export const MEDIAN = Math.PI / 2;

/**
 * @param rounds the log ratios of each round's cycles; two rounds or more, each with two cycles or more
 * @throws {RangeError} for fewer
 */
export function components(rounds: readonly (readonly number[])[]): Components {
  if (rounds.length < 2 || rounds.some((cycles) => cycles.length < 2)) {
    throw new RangeError('Components of variance take two rounds or more, of two cycles or more each.');
  }
  const within = mean(rounds.map((cycles) => MEDIAN * robustDeviation(cycles) ** 2));
  const cycles = mean(rounds.map(({ length }) => length));
  const total = deviation(rounds.map((logs) => median(logs))) ** 2;
  return { between: Math.max(0, total - within / cycles), within };
}

/** The number of cycles a round at which a given time tells most: a whole number from `least` to `most`. */
export function bestCycles(
  { between, within }: Components,
  { start, cycle }: Costs,
  { least, most }: { least: number; most: number },
): number {
  // Processes that do not differ need never be changed.
  const best = between > 0 ? Math.sqrt((start / cycle) * (within / between)) : within > 0 ? most : least;
  return Math.max(least, Math.min(most, Math.round(best)));
}
