/**
 * Where a series of runs changes its level: after which run, from what to what.
 *
 * ```
 *   ·  ·                                the runs between two changes are one segment; a change stands
 *  · ·  · ·   │ ·  ·  ·                 before the first run of a new level
 *             │·  ·  ·  ·
 * ```
 *
 * The method is circular binary segmentation: the series is cut where the weighted means of its two parts (or of a stretch
 * and what lies around it, for a change that was taken back) differ most, if they differ by more than in 95 of 100 random
 * orders of the same runs; then each part likewise. A change is kept if the runs from the one before it to the one behind
 * it show it by themselves.
 * Sources: Olshen, Venkatraman, Lucito & Wigler, Circular binary segmentation for the analysis of array-based DNA copy
 * number data (2004); permutation tests of change points for benchmarks: Matteson & James, A Nonparametric Approach for
 * Multiple Change Point Analysis (2014), and Daly et al., The Use of Change Point Detection to Identify Software
 * Performance Regressions in a Continuous Integration System (2020).
 *
 * Why this one: a permutation test keeps its promise in short series and whatever shape the noise has, and need not know
 * how far runs vary; the weights let exact runs count for more; bringing outliers in keeps the power where nights are bad;
 * the stretch finds what was broken and mended, which plain binary segmentation hides from itself. What it supposes is
 * that runs do not depend on their order otherwise: where each resembles the one before it, it finds more than there is.
 * Of a slow drift a straight line tells more than steps do (Bayesian information criterion, Schwarz 1978, of absolute
 * deviations): then it is called a drift, and no run is accused.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { calm } from './bad-nights.ts';
import { levelOf, weigh, type Reading, type Weighed } from './levels.ts';
import type { Interval } from './interval.ts';
import { FEWEST_FOR_STRETCH, furthest, permuted, type Cut } from './permuted.ts';
import { slopeOf } from './trend.ts';
import { median } from './sample.ts';
import { ALPHA } from './verdict.ts';

/** Below, not even the clearest change is rarer than 5 % among all orders of the runs. */
export const FEWEST_RUNS = 8;

/** Runs of which the clearest change can be certain among so many questions: two of all orders show it as clearly. */
export function fewestFor(questions: number): number {
  let runs = FEWEST_RUNS;
  const rarest = () => (runs < FEWEST_FOR_STRETCH ? 2 : 4) / combinations(runs, Math.floor(runs / 2));
  while (rarest() * questions > ALPHA) runs++;
  return runs;
}

function combinations(all: number, some: number): number {
  return Array.from({ length: some }, (_, at) => (all - at) / (at + 1)).reduce((product, one) => product * one, 1);
}

/** Random orders for every question: enough that the rarest outcome stays below 5 % when multiplied by all of them. */
const ORDERS = 120;

/** Enough to tell 5 % for the runs about one change. */
const OWN_ORDERS = 399;

export interface ChangePoint {
  /** The first reading of the new level. */
  readonly at: number;
  /** Logs, with 95 % intervals over the runs. */
  readonly before: Interval;
  readonly after: Interval;
  /** How often the same runs in random order differ as much, and the same corrected for the number of questions. */
  readonly alone: number;
  readonly probability: number;
  /** Whether it holds among all series that were asked about, and not only by itself. */
  readonly certain: boolean;
}

export interface Segment {
  readonly from: number;
  /** Behind its last reading. */
  readonly to: number;
  readonly level: Interval;
}

export interface Course {
  /** False where there are too few runs to tell: then nothing is said of changes. */
  readonly enough: boolean;
  readonly changes: readonly ChangePoint[];
  readonly segments: readonly Segment[];
  /** Where a line tells more than steps do: from where to where it goes, as logs. */
  readonly drift?: Pick<ChangePoint, 'alone' | 'probability' | 'certain'> & {
    readonly from: number;
    readonly to: number;
  };
}

export interface Question {
  /** δ as a log: a change below it would change nothing that matters. */
  readonly margin: number;
  /** How many series are asked about together: probabilities are multiplied by it (Bonferroni). */
  readonly questions?: number;
  readonly seed?: number;
}

/** @param given in the order of time */
export function changePoints(given: readonly Reading[], question: Question): Course {
  const readings = calm(given);
  const whole = segmentsOf(readings, []);
  if (readings.length < FEWEST_RUNS) return { enough: false, changes: [], segments: whole };
  const { margin, questions = 1, seed = 1 } = question;
  const search = { readings, questions, orders: Math.max(1999, ORDERS * questions), random: xoroshiro128plus(seed) };
  const cuts = keepOwn(search, split(search, 0, readings.length), margin);
  if (cuts.length === 0) return { enough: true, changes: [], segments: whole };
  const chances = (alone: number) => {
    const probability = Math.min(1, alone * questions);
    return { alone, probability, certain: probability <= ALPHA };
  };
  const segments = segmentsOf(readings, cuts);
  const line = lineOf(readings, segments);
  if (line) {
    const drift = { ...line, ...chances(Math.min(...cuts.map(({ probability }) => probability))) };
    return { enough: true, changes: [], segments: whole, drift };
  }
  const changes = cuts.map((cut, index) => {
    const [before, after] = [segments[index]!.level, segments[index + 1]!.level];
    return { at: cut.at, before, after, ...chances(cut.probability) };
  });
  return { enough: true, changes, segments };
}

interface Search {
  readonly readings: readonly Reading[];
  readonly questions: number;
  /** Random orders, at the most. */
  readonly orders: number;
  readonly random: ReturnType<typeof xoroshiro128plus>;
}

interface Found {
  readonly at: number;
  readonly probability: number;
}

/** The changes among the readings from `from` to `to`, in order. */
function split(search: Search, from: number, to: number): Found[] {
  const cut = decide(search, weigh(search.readings.slice(from, to)));
  if (!cut || cut.probability > ALPHA) return [];
  const places = cut.places.map((place) => from + place);
  const found = places.map((at) => ({ at, probability: cut.probability }));
  const ends = [from, ...places, to];
  const within = ends.slice(1).map((end, index) => split(search, ends[index]!, end));
  return [...within.flat(), ...found].toSorted((a, b) => a.at - b.at);
}

/** Two questions, a step and a stretch, each at half of the 5 %; where a step is certain, no stretch is asked for. */
function decide({ orders, random, questions }: Search, runs: readonly Weighed[]): Cut | undefined {
  const step = permuted(runs, 'step', orders, random);
  if (!step || runs.length < FEWEST_FOR_STRETCH) return step;
  if (2 * step.probability * questions <= ALPHA) return doubled(step);
  const stretch = permuted(runs, 'stretch', orders, random);
  return doubled(stretch && stretch.probability < step.probability ? stretch : step);
}

function doubled(cut: Cut): Cut {
  return { ...cut, probability: Math.min(1, 2 * cut.probability) };
}

/**
 * The changes that the runs about them show by themselves, and that are larger than the margin. The worst goes first,
 * since without it the runs about the others are more.
 */
function keepOwn(search: Search, found: readonly Found[], margin: number): readonly Found[] {
  const ends = [0, ...found.map(({ at }) => at), search.readings.length];
  const levels = segmentsOf(search.readings, found).map(({ level }) => level.estimate);
  const own = found.map((one, index) => {
    const around = weigh(search.readings.slice(ends[index], ends[index + 2]));
    const cut = permuted(around, 'step', OWN_ORDERS, search.random);
    return { one, shown: (cut?.probability ?? 1) <= ALPHA, size: Math.abs(levels[index + 1]! - levels[index]!) };
  });
  const bad = own.filter(({ shown, size }) => !shown || size <= margin);
  if (bad.length === 0) return settled(search, found);
  const worst = bad.reduce((least, one) => (one.size < least.size ? one : least));
  const left = found.filter((one) => one !== worst.one);
  return left.length === 0 ? [] : keepOwn(search, left, margin);
}

/** Each change at the place where the runs from the one before it to the one behind it have it. */
function settled({ readings }: Search, found: readonly Found[]): readonly Found[] {
  let from = 0;
  return found.map(({ at, probability }, index) => {
    const to = found[index + 1]?.at ?? readings.length;
    const moved = furthest(weigh(readings.slice(from, to)), 'step');
    const place = moved ? from + moved[0]! : at;
    from = place;
    return { at: place, probability };
  });
}

function segmentsOf(readings: readonly Reading[], cuts: readonly Found[]): Segment[] {
  if (readings.length === 0) return [];
  const ends = [0, ...cuts.map(({ at }) => at), readings.length];
  return ends.slice(1).map((to, index) => {
    const from = ends[index]!;
    return { from, to, level: levelOf(readings.slice(from, to)) };
  });
}

/** Theil and Sen's line through all runs, where it tells more than the steps. */
function lineOf(readings: readonly Reading[], segments: readonly Segment[]): { from: number; to: number } | undefined {
  const values = readings.map(({ value }) => value);
  const slope = slopeOf(values);
  const start = median(values.map((value, at) => value - slope * at));
  const stepped = segments.flatMap(({ from, to, level }) =>
    values.slice(from, to).map((value) => value - level.estimate),
  );
  const sloped = values.map((value, at) => value - start - slope * at);
  // A segment has a level, and each but the first a place; a line has two figures.
  if (criterion(sloped, 2) >= criterion(stepped, 2 * segments.length - 1)) return undefined;
  return { from: start, to: start + slope * (values.length - 1) };
}

function criterion(left: readonly number[], figures: number): number {
  const mean = left.reduce((sum, one) => sum + Math.abs(one), 0) / left.length;
  return 2 * left.length * Math.log(mean) + figures * Math.log(left.length);
}
