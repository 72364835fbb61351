/**
 * From a sample of log ratios to one of four verdicts.
 *
 * ```
 *      refuted       │      equivalent       │     confirmed         where the interval lies
 * ───────────────────┼───────────┼───────────┼───────────────────▶  log ratio, > 0: the favoured one wins
 *                   -δ           0          +δ
 * ```
 *
 * An interval that crosses a border supports neither side: inconclusive.
 */
import { tailAbove } from './interval.ts';
import { deviation, mean } from './sample.ts';
import { studentQuantile } from './student.ts';

export type Verdict = 'confirmed' | 'refuted' | 'equivalent' | 'inconclusive';

/** No verdict is given on fewer rounds. */
export const FEWEST_ROUNDS = 6;

/** The share of false verdicts that is put up with. */
export const ALPHA = 0.05;

/**
 * Where one verdict ends and the next begins, as logs: `margin` to either side of `around`. Where a claim names the least
 * ratio at which it holds, both borders are there, and nothing lies between them.
 */
export interface Borders {
  readonly around: number;
  readonly margin: number;
}

/** @param atLeast the least ratio, where the claim names one */
export function bordersOf(margin: number, atLeast: number | undefined): Borders {
  return atLeast === undefined ? { around: 0, margin } : { around: Math.log(atLeast), margin: 0 };
}

/** The best supported of the three statements that a verdict can make, and the probability that chance alone gave it. */
export interface Support {
  readonly verdict: Exclude<Verdict, 'inconclusive'>;
  /**
   * Comparable across the three: at most 0.05 means that the 95 % interval lies beyond the margin (confirmed, refuted),
   * or that the 90 % interval lies inside it (equivalent: two one-sided tests, Schuirmann 1987).
   */
  readonly probability: number;
}

/**
 * @param margin δ as a log: `Math.log(1 + share)`; 0 where nothing is to lie between the borders, and so nothing is equivalent
 * @param level what looking on leaves of the 5 % (see `levelAfter`): the probability is raised in proportion
 * @param around the middle between the borders, see {@link Borders}
 */
export function support(given: readonly number[], margin: number, level: number = ALPHA, around = 0): Support {
  const price = ALPHA / level;
  const logs = given.map((log) => log - around);
  const negated = logs.map((log) => -log);
  const supports: Support[] = [
    { verdict: 'confirmed', probability: Math.min(1, price * 2 * tailAbove(logs, margin)) },
    { verdict: 'refuted', probability: Math.min(1, price * 2 * tailAbove(negated, margin)) },
    {
      verdict: 'equivalent',
      probability: Math.min(1, price * Math.max(tailAbove(logs, -margin), tailAbove(negated, -margin))),
    },
  ];
  return supports.reduce((best, one) => (one.probability < best.probability ? one : best));
}

/** The verdict on a case by itself; a run of many cases corrects the probability first (Holm). */
export function verdictOf(logs: readonly number[], margin: number, level: number = ALPHA): Verdict {
  if (logs.length < FEWEST_ROUNDS) return 'inconclusive';
  const best = support(logs, margin, level);
  return best.probability <= ALPHA ? best.verdict : 'inconclusive';
}

/**
 * How many further rounds would bring the interval off the nearest border, if the rounds go on to lie and to spread as
 * they do, at the level `alpha`. `undefined` where no number can be given: the estimate lies on the border, or it would take over 10,000.
 */
export function furtherRounds(logs: readonly number[], margin: number, alpha = ALPHA, around = 0): number | undefined {
  const distance = Math.abs(Math.abs(mean(logs) - around) - margin);
  if (distance < margin / 10) return undefined;
  const spread = deviation(logs);
  // A little more than just touching, so that the answer is not a coin's toss.
  const reach = (rounds: number) => (1.25 * spread * studentQuantile(alpha / 2, rounds - 1)) / Math.sqrt(rounds);
  let rounds = Math.max(logs.length + 1, FEWEST_ROUNDS);
  while (rounds < 10_000 && reach(rounds) > distance) rounds = Math.ceil(rounds * 1.1);
  return rounds >= 10_000 ? undefined : rounds - logs.length;
}
