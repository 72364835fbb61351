/**
 * The knee of a server: the number of connections behind which more of them bring no more throughput.
 *
 * ```
 * throughput        ●────●────●      within the tolerance of the best: enough
 *              ●                     not plainly short, nor plainly enough: the knee may lie here
 *         ●                          plainly short of the best
 *         1    2    4    8    16     connections
 * ```
 *
 * Every number is compared with every other within each round, so that what drifts from round to round is left out, and
 * the best need not be known: a number is short where any other beats it by more than the tolerance, and enough where none
 * can (J. C. Hsu, Simultaneous confidence intervals for all distances from the “best”, 1981).
 */
import { tInterval } from './interval.ts';
import { FEWEST_ROUNDS } from './verdict.ts';

/** Indexes into the numbers of connections. */
export interface Knee {
  /** The first that is enough by the means alone. */
  readonly estimate: number;
  /** The first that is not shown to be short: the knee lies at it or behind it. */
  readonly low: number;
  /** The first that is shown to be enough: the knee lies at it or before it. Missing where none is shown to be. */
  readonly high?: number;
}

/**
 * @param rounds for each round the time from one answer to the next at each number of connections, ascending; above 0
 * @param tolerance δ as a log: what less than it brings is no more
 * @param level 1 - confidence, of all comparisons together (Bonferroni)
 * @returns `undefined` on too few rounds or numbers
 */
export function kneeOf(rounds: readonly (readonly number[])[], tolerance: number, level: number): Knee | undefined {
  const numbers = rounds[0]?.length ?? 0;
  if (rounds.length < FEWEST_ROUNDS || numbers < 2) return undefined;
  const confidence = 1 - (2 * level) / (numbers * (numbers - 1));
  const all = Array.from({ length: numbers }, (_, at) => at);
  /** By how much each other number brings more than this one, as logs. */
  const gains = all.map((at) =>
    all
      .filter((other) => other !== at)
      .map((other) => {
        const logs = rounds.map((round) => Math.log(round[at]! / round[other]!));
        return tInterval(logs, confidence);
      }),
  );
  const estimate = gains.findIndex((over) => over.every((gain) => gain.estimate <= tolerance));
  const low = gains.findIndex((over) => over.every((gain) => gain.low <= tolerance));
  const high = gains.findIndex((over) => over.every((gain) => gain.high <= tolerance));
  return { estimate, low, ...(high >= 0 && { high }) };
}
