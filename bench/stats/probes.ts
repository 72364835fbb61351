/**
 * From probe rounds to the ratio of a metric beside time, one log ratio a round, and what is said where there is none: a
 * contender may cause no collection at all, and nothing can be divided by nothing.
 *
 * ```
 * in every round   both above 0    one log ratio a round, judged as everything else is
 *                  both 0          equal, in all that was seen: equivalent
 *                  the same one 0  better beyond any margin: an exact sign test on the rounds
 * otherwise                        there is no ratio to be had, and no verdict
 * ```
 */
import type { Metric, ProbeRecord } from '../results.ts';
import { ALPHA, FEWEST_ROUNDS, support, type Support } from './verdict.ts';

/** Which of the two never had any of it: `some` where that differs between the rounds. */
export type Zeros = 'none' | 'both' | 'favours' | 'over' | 'some';

export interface Probed {
  /** The log of value(over) / value(favours), one a round; empty where a 0 is among the values. */
  readonly logs: readonly number[];
  readonly zeros: Zeros;
  readonly rounds: number;
}

/** Metrics that turns measure, with the clock that decides; all others are read by probes. */
const BY_TURNS: ReadonlySet<Metric> = new Set<Metric>(['time', 'loop delay', 'cpu time']);

/** Whether a claim about it is measured by probe rounds rather than by turns. */
export function isProbed(metric: Metric): boolean {
  return !BY_TURNS.has(metric);
}

/** What a contender had of a metric, one value a round; rounds in which it could not be told are left out. */
export function valuesOf(rounds: readonly ProbeRecord[], contender: string, metric: Metric): number[] {
  return rounds.flatMap(({ values }) => values[contender]?.[metric] ?? []);
}

/** @returns `undefined` where no round could tell the metric of both */
export function compareProbes(
  rounds: readonly ProbeRecord[],
  { favours, over }: { favours: string; over: string },
  metric: Metric,
): Probed | undefined {
  const told = rounds.flatMap(({ values }) => {
    const [one, other] = [values[favours]?.[metric], values[over]?.[metric]];
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
  if (told.length === 0) return undefined;
  const zeros = zerosOf(told);
  const logs = zeros === 'none' ? told.map(({ one, other }) => Math.log(other / one)) : [];
  return { logs, zeros, rounds: told.length };
}

function zerosOf(told: readonly { readonly one: number; readonly other: number }[]): Zeros {
  const always = (test: (pair: { one: number; other: number }) => boolean) => told.every(test);
  if (always(({ one, other }) => one > 0 && other > 0)) return 'none';
  if (always(({ one, other }) => one === 0 && other === 0)) return 'both';
  if (always(({ one, other }) => one === 0 && other > 0)) return 'favours';
  if (always(({ one, other }) => one > 0 && other === 0)) return 'over';
  return 'some';
}

/**
 * The best supported statement, as for a case of turns; `undefined` on too few rounds, or where there is no ratio.
 *
 * A contender that had none of it in any of n rounds, while the other always had some, is better by more than any margin.
 * If both were alike, so one-sided a result had the probability 2 × ½ⁿ (Fisher's sign test, exact): no ratio is needed.
 * That neither ever had any has at most the same probability if every second round had some.
 *
 * @param level what looking on leaves of the 5 %; rounds without a ratio pay nothing for it, see {@link enoughZeros}
 */
export function supportOfProbes(
  { logs, zeros, rounds }: Probed,
  margin: number,
  level: number = ALPHA,
): Support | undefined {
  if (rounds < FEWEST_ROUNDS || zeros === 'some') return undefined;
  if (zeros === 'none') return support(logs, margin, level);
  if (zeros === 'both') return { verdict: 'equivalent', probability: 2 * 0.5 ** rounds };
  return { verdict: zeros === 'favours' ? 'confirmed' : 'refuted', probability: 2 * 0.5 ** rounds };
}

/**
 * Whether rounds without a ratio have said what they can. Each of them said the same, so that an earlier look could not
 * have ended it otherwise, and looking costs nothing.
 *
 * @param comparisons how many cases the run compares (Bonferroni)
 */
export function enoughZeros({ zeros, rounds }: Probed, comparisons: number): boolean {
  return zeros !== 'none' && zeros !== 'some' && 2 * 0.5 ** rounds <= ALPHA / comparisons;
}
