/**
 * Calibrating: comparisons whose outcome is known, over and over.
 *
 * ```
 * for each kind of work   how many steps of arithmetic are 1, 2, 5, 10 % of it
 * in shuffled order       work × the same against the same, work × each slow-down; a few seconds each
 * ```
 */
import type { CalibrationComparison } from '../calibration.ts';
import { STEPS, type Work } from '../calibrations/known-slow-down.ts';
import { mean } from '../stats/sample.ts';
import { compareFor, type Comparison } from './comparison.ts';
import type { Subject, Surroundings } from './round.ts';

export interface CalibrationPlan {
  readonly works: readonly Work[];
  /** Shares of more work; none of them 0. */
  readonly effects: readonly number[];
  /** Comparisons of the same with the same, for each kind of work. */
  readonly same: number;
  /** Comparisons of each slow-down, for each kind of work. */
  readonly slower: number;
  /** Seconds for each comparison. */
  readonly seconds: number;
  /** Nanoseconds. */
  readonly turn: number;
}

export interface CalibrateOptions extends Surroundings {
  readonly plan: CalibrationPlan;
  /** Hears of every comparison when it has ended, and keeps it. */
  readonly keep: (comparison: CalibrationComparison, done: number, of: number) => void;
  /** How a comparison is made: in real processes, unless a test has its own. */
  readonly compare?: typeof compareFor;
}

/** Seconds that it takes to find out how many steps are a per cent of a kind of work. */
const SIZING = 4;

const MODULE = new URL('../calibrations/known-slow-down.js', import.meta.url).href;

/**
 * @throws {Broken} when a process does
 * @throws {TouchstoneError} INTERRUPTED
 */
export async function calibrate(options: CalibrateOptions): Promise<void> {
  const { plan, keep, chance, compare = compareFor } = options;
  const steps = new Map<Work, number>();
  if (plan.effects.length > 0) {
    for (const work of plan.works) steps.set(work, await stepsOf(work, options, compare));
  }
  const wanted = chance
    .branch('order')
    .shuffle(
      plan.works.flatMap((work) => [
        ...Array.from({ length: plan.same }, () => ({ work, effect: 0 })),
        ...plan.effects.flatMap((effect) => Array.from({ length: plan.slower }, () => ({ work, effect }))),
      ]),
    );
  for (const [index, { work, effect }] of wanted.entries()) {
    const more = Math.round(effect * (steps.get(work) ?? 0));
    const around = { ...options, chance: chance.branch(`comparison ${index}`) };
    const comparison = await compare(subjectOf(work, more, plan.turn), plan.seconds, around);
    keep({ work, effect, ...figuresOf(comparison) }, index + 1, wanted.length);
  }
}

/** Seconds that it will take, about. */
export function secondsOf({ works, effects, same, slower, seconds }: CalibrationPlan): number {
  const sizing = effects.length > 0 ? SIZING * works.length : 0;
  return sizing + works.length * (same + effects.length * slower) * seconds;
}

/** How many steps take as long as the work does: of arithmetic it is known, of other work it is found by adding some. */
async function stepsOf(work: Work, around: CalibrateOptions, compare: typeof compareFor): Promise<number> {
  if (work === 'arithmetic') return STEPS;
  const chance = around.chance.branch(`size of ${work}`);
  const { logs } = await compare(subjectOf(work, STEPS, around.plan.turn), SIZING, { ...around, chance });
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

function figuresOf({ clock, logs, seconds, timed }: Comparison): Omit<CalibrationComparison, 'work' | 'effect'> {
  const shown = (value: number) => Number(value.toPrecision(6));
  return {
    clock: clock === 'cpu' ? 'cpu' : 'wall',
    logs: logs.map(shown),
    seconds: shown(seconds),
    timed: shown(timed),
  };
}
