/**
 * From probe rounds to the ratio of a metric beside time, one log ratio a round, and what is said where there is none: a
 * contender may cause no collection at all, and nothing can be divided by nothing.
 *
 * ```
 * in every round   both above 0    one log ratio a round, judged as everything else is
 *                  both 0          equal, in all that was seen: equivalent
 *                  the same one 0  better beyond any margin: an exact sign test on the rounds; but where the other is
 *                                  hardly more than what cannot be told from 0, they may be alike: no verdict
 * otherwise        events          half an event is added to either, as is usual for counts
 *                  retained        a 0 counts as the most that is written down as 0: the ratio is drawn towards 1, also
 *                                  where the other is hardly more than that
 *                  all else        there is no ratio to be had, and no verdict
 * ```
 */
import type { ClaimDescription, Metric, ProbeRecord } from '../results.ts';
import { ALPHA, FEWEST_ROUNDS, support, type Support } from './verdict.ts';

/**
 * Bytes a batch: the probe's own objects differ by so much from batch to batch. What is less cannot be told from nothing,
 * and is written down as 0.
 */
export const OWN_BYTES = 2048;

/**
 * Bytes in all turns of a round: a page of V8's old generation. A server that has grown by less cannot be told from one that
 * retains nothing, and that is what is written down.
 */
export const PAGE = 256 * 1024;

/** Metrics that count events: of a few, none may happen in some round. */
const EVENTS: ReadonlySet<Metric> = new Set<Metric>(['gc count', 'context switches']);

/** So many times as much as what cannot be told from nothing is more than nothing, beyond any margin. */
const PLAINLY = 10;

/**
 * Which of the two never had any of it: `some` where that differs between the rounds, `near` where the other had so little
 * that it may be no more.
 */
export type Zeros = 'none' | 'both' | 'favours' | 'over' | 'some' | 'near';

export interface Probed {
  /** The log of value(over) / value(favours), one a round; empty where a 0 is among the values. */
  readonly logs: readonly number[];
  readonly zeros: Zeros;
  readonly rounds: number;
}

/** Metrics that turns measure, with the clock that decides; all others are read by probes. */
const BY_TURNS: ReadonlySet<Metric> = new Set<Metric>(['time', 'loop delay', 'cpu time']);

/** Whether a claim is measured by probe rounds rather than by turns: by its metric, or because it is about servers. */
export function isProbed({ metric, cases }: Pick<ClaimDescription, 'metric' | 'cases'>): boolean {
  return !BY_TURNS.has(metric) || cases.some(({ load }) => load !== undefined);
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
  const told = rounds.flatMap(({ values, calls }) => {
    const [one, other] = [values[favours]?.[metric], values[over]?.[metric]];
    if (one === undefined || other === undefined) return [];
    return [{ one, other, calls, least: leastAgainstNothing(metric, calls) }];
  });
  if (told.length === 0) return undefined;
  const zeros = zerosOf(told);
  const counted = { zeros, rounds: told.length };
  if (zeros === 'none') return { ...counted, logs: told.map(({ one, other }) => Math.log(other / one)) };
  if (zeros === 'some' && EVENTS.has(metric)) return { ...counted, zeros: 'none', logs: told.map(logOfEvents) };
  if (isMute(zeros) && metric === 'retained') return { ...counted, zeros: 'none', logs: told.map(logOfRetained) };
  return { ...counted, logs: [] };
}

interface Told {
  readonly one: number;
  readonly other: number;
  readonly calls: number;
  /** What either must have to be compared with a 0. */
  readonly least: number;
}

/**
 * The ratio of two counts, either of which may be 0, drawn a little towards 1: half an event is added to both (J. B. S.
 * Haldane, The estimation and significance of the logarithm of a ratio of frequencies, 1956).
 */
function logOfEvents({ one, other, calls }: Told): number {
  return Math.log((other * calls + 0.5) / (one * calls + 0.5));
}

/** Whoever was read as 0 may have had that much: of the two, the ratio is the one that is nearer to 1. */
function logOfRetained({ one, other, calls }: Told): number {
  const least = PAGE / calls;
  return Math.log((other || Math.min(one, least)) / (one || Math.min(other, least)) || 1);
}

/** In the metric's unit: bytes are read of a whole batch, and told a call where they are `allocated` or `retained`. */
function leastAgainstNothing(metric: Metric, calls: number): number {
  if (metric === 'allocated') return (PLAINLY * OWN_BYTES) / calls;
  if (metric === 'retained') return (PLAINLY * PAGE) / calls;
  return metric === 'external memory' ? PLAINLY * OWN_BYTES : 0;
}

function zerosOf(told: readonly Told[]): Zeros {
  const always = (test: (pair: Told) => boolean) => told.every(test);
  if (always(({ one, other }) => one > 0 && other > 0)) return 'none';
  if (always(({ one, other }) => one === 0 && other === 0)) return 'both';
  const favours = always(({ one, other }) => one === 0 && other > 0);
  const over = always(({ one, other }) => one > 0 && other === 0);
  if (!favours && !over) return 'some';
  if (!always(({ one, other, least }) => one + other >= least)) return 'near';
  return favours ? 'favours' : 'over';
}

/**
 * The best supported statement, as for a case of turns; `undefined` on too few rounds, or where there is no ratio.
 *
 * A contender that had none of it in any of n rounds, while the other always had some, is better by more than any margin.
 * If both were alike, so one-sided a result had the probability 2 × ½ⁿ (Fisher's sign test, exact): no ratio is needed.
 * That neither ever had any has at most the same probability if every second round had some.
 *
 * @param level what looking on leaves of the 5 %; rounds without a ratio pay nothing for it, see {@link enoughZeros}
 * @param around see `Borders`
 */
export function supportOfProbes(
  { logs, zeros, rounds }: Probed,
  margin: number,
  level: number = ALPHA,
  around = 0,
): Support | undefined {
  if (rounds < FEWEST_ROUNDS || isMute(zeros)) return undefined;
  if (zeros === 'none') return support(logs, margin, level, around);
  return { verdict: verdictOfZeros(zeros, around), probability: 2 * 0.5 ** rounds };
}

/** Two that have none of it are alike, whatever ratio is asked for. */
function verdictOfZeros(zeros: Zeros, around: number): Support['verdict'] {
  if (zeros === 'both' && around === 0) return 'equivalent';
  return zeros === 'favours' || (zeros === 'both' && around < 0) ? 'confirmed' : 'refuted';
}

/**
 * How many further rounds without a ratio a verdict takes, if they say what the others said; 0 where they have said what
 * they can. An earlier look could not have ended it otherwise, so that looking costs nothing.
 *
 * @param comparisons how many cases the run compares (Bonferroni)
 * @returns `undefined` where there is a ratio, or where the zeros say nothing
 */
export function furtherZeros({ zeros, rounds }: Probed, comparisons: number): number | undefined {
  if (zeros === 'none' || isMute(zeros)) return undefined;
  return Math.max(0, Math.ceil(Math.log2((2 * comparisons) / ALPHA)) - rounds);
}

/** Whether rounds without a ratio have said what they can. */
export function enoughZeros(probed: Probed, comparisons: number): boolean {
  return furtherZeros(probed, comparisons) === 0;
}

/** Whether the zeros stand in the way of a ratio and say nothing instead. */
export function isMute(zeros: Zeros): boolean {
  return zeros === 'some' || zeros === 'near';
}
