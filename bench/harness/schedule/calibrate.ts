/**
 * Calibrating: comparisons whose outcome is known, over and over.
 *
 * ```
 * for each kind of work   how many steps of arithmetic are 1, 2, 5, 10 % of it
 * in shuffled order       work × the same against the same, work × each slow-down; a few seconds each
 * ```
 */
import type { CalibrationComparison } from '../../calibration.ts';
import { STEPS, type Work } from '../../calibrations/known-slow-down.ts';
import { mean } from '../../stats/sample.ts';
import { compareFor, type Comparison } from './comparison.ts';
import type { Subject, Surroundings } from './round.ts';

/** The same comparison, so many times. */
export interface Series {
  readonly work: Work;
  /** The share of more work; 0 compares the same with the same. */
  readonly effect: number;
  readonly times: number;
  /** Seconds for each comparison. */
  readonly seconds: number;
}

export interface CalibrateOptions extends Surroundings {
  readonly series: readonly Series[];
  /** Nanoseconds. */
  readonly turn: number;
  /** Hears of every comparison when it has ended, and keeps it. */
  readonly keep: (comparison: CalibrationComparison, done: number, of: number) => void;
  /** How a comparison is made: in real processes, unless a test has its own. */
  readonly compare?: typeof compareFor;
}

/** Seconds that it takes to find out how many steps are a per cent of a kind of work. */
const SIZING = 4;

const MODULE = new URL('../../calibrations/known-slow-down.js', import.meta.url).href;

/**
 * @throws {Broken} when a process does
 * @throws {TouchstoneError} INTERRUPTED
 */
export async function calibrate(options: CalibrateOptions): Promise<void> {
  const { series, turn, keep, chance, compare = compareFor } = options;
  const steps = new Map<Work, number>();
  for (const work of toSize(series)) steps.set(work, await stepsOf(work, options, compare));
  const all = series.flatMap((one) => Array.from({ length: one.times }, () => one));
  const wanted = chance.branch('order').shuffle(all);
  for (const [index, { work, effect, seconds }] of wanted.entries()) {
    const more = Math.round(effect * (steps.get(work) ?? STEPS));
    const around = { ...options, chance: chance.branch(`comparison ${index}`) };
    const comparison = await compare(subjectOf(work, more, turn), seconds, around);
    keep({ work, effect, given: seconds, ...figuresOf(comparison) }, index + 1, wanted.length);
  }
}

/** Seconds that it will take, about. */
export function secondsOf(series: readonly Series[]): number {
  return SIZING * toSize(series).length + series.reduce((sum, { times, seconds }) => sum + times * seconds, 0);
}

/** Of arithmetic it is known how many steps it has. */
function toSize(series: readonly Series[]): Work[] {
  return [...new Set(series.filter(({ work, effect }) => effect > 0 && work !== 'arithmetic').map(({ work }) => work))];
}

/** Seconds that it takes to find out how far the first few steps differ from the rest. */
const MENDING = 20;

/**
 * How many steps make the work take `share` longer.
 *
 * A processor does the first of them beside the end of the work itself: 200 added to reading a file read 4.3 % where a
 * fifth of what 1000 add is 4.6 %. So what a whole size says is mended once, at the size that is wanted.
 */
export async function stepsFor(
  share: number,
  { work, size }: { work: Work; size: number },
  around: Surroundings & Pick<CalibrateOptions, 'turn'>,
  compare: typeof compareFor,
): Promise<number> {
  const guess = Math.round(share * size);
  if (work === 'arithmetic' || guess === 0) return guess;
  const chance = around.chance.branch(`${share} of ${work}`);
  const { logs } = await compare(subjectOf(work, guess, around.turn), MENDING, { ...around, chance });
  return Math.max(1, Math.round(guess + (share - Math.expm1(mean(logs))) * size));
}

/** How many steps take as long as the work does: found by adding some. */
export async function stepsOf(
  work: Work,
  around: Surroundings & Pick<CalibrateOptions, 'turn'>,
  compare: typeof compareFor,
): Promise<number> {
  if (work === 'arithmetic') return STEPS;
  const chance = around.chance.branch(`size of ${work}`);
  const { logs } = await compare(subjectOf(work, STEPS, around.turn), SIZING, { ...around, chance });
  return STEPS / Math.max(MOST_OF_IT, Math.expm1(mean(logs)));
}

/** Where so many steps seem to be next to nothing of the work, something is wrong: they are then no more than this. */
const MOST_OF_IT = 0.01;

function subjectOf(work: Work, more: number, turn: number): Subject {
  const compared = { contenders: ['plain', 'more'], favours: 'plain', over: 'more' };
  return {
    claim: 'calibrate',
    case: `work=${work} more=${more}`,
    module: MODULE,
    given: { work, more },
    metric: 'time',
    ...compared,
    turn,
  };
}

function figuresOf({
  clock,
  logs,
  seconds,
  timed,
}: Comparison): Omit<CalibrationComparison, 'work' | 'effect' | 'given'> {
  const shown = (value: number) => Number(value.toPrecision(6));
  return {
    clock: clock === 'cpu' ? 'cpu' : 'wall',
    logs: logs.map(shown),
    seconds: shown(seconds),
    timed: shown(timed),
  };
}
