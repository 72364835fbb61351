/**
 * When to stop adding rounds: by the width of the interval, or at one of few looks that were planned for it.
 *
 * Adding rounds until a difference shows turns a 5 % error into 12 to 39 % (Armitage, McPherson & Rowe 1969). So the
 * rounds are looked at five times at the most, and a case ends when
 * - it is `precise`: half the width of its interval is at most half the margin, whatever side it lies on; or
 * - it is `plain`: at the look's own, stricter level it is beyond doubt already; or
 * - the looks (`cap`) or the time (`time`) are used up.
 *
 * How the 5 % are spent over the looks is settled before the first round:
 *
 * ```
 * late     ▁ ▁ ▂ ▅ █   few questions, and time for all of them: what is hard to tell keeps nearly all of the 5 %
 * evenly   ▄ ▄ ▄ ▄ ▄   more questions than time: what is easy to tell is told at the first look, and makes room
 * ```
 *
 * Evenly, the shares of all looks add up to 5 %. So it does not matter when a case stops, nor why, nor who is given the time
 * that is left: the intervals of all looks hold together.
 */
import { halfWidth, tInterval } from './interval.ts';
import { ALPHA, support, type Borders } from './verdict.ts';

export type Stop = 'precise' | 'plain' | 'cap' | 'time';

/** After which rounds a case is looked at, and how the 5 % are spent over the looks: late, where nothing is said. */
export interface Looks {
  readonly looks: readonly number[];
  readonly spending?: 'evenly' | undefined;
}

/**
 * The two-sided level of each of five looks that together spend 5 %: 2 (1 - Φ(2.040 √(5 / k))).
 * Source: O'Brien & Fleming, A Multiple Testing Procedure for Clinical Trials (1979); constant 2.040 from Jennison &
 * Turnbull, Group Sequential Methods (2000), table 2.3.
 */
export const LOOK_LEVELS = [5.08e-6, 1.26e-3, 8.45e-3, 2.256e-2, 4.135e-2] as const;

/**
 * What the interval of a case is told at, as 1 - confidence, by the look at which it ended.
 *
 * Rounds that happened to spread little end a case early, and their interval is too narrow: at the nominal 5 % it misses
 * the truth up to 7.4 % of the time, where the noise is about as large as the margin. At these levels it misses 3.9 to
 * 5.4 % of the time, whatever the noise is in proportion to the margin. They are solved for by simulation of normal
 * noise; `node dist/bench/calibrations/look-levels.js` shows what they keep.
 */
export const TOLD_LEVELS = [0.041, 0.029, 0.026, 0.027, 0.041] as const;

/**
 * The level at which a case is told after so many rounds: its look's own where it is looked at more than once, else 5 %.
 *
 * @param rounds that were taken; between two looks (the time was up, or it was interrupted) the earlier one counts
 */
export function levelAfter(rounds: number, { looks, spending }: Looks): number {
  if (looks.length <= 1) return ALPHA;
  // Whatever the looks have in common: no more than the sum of their shares is spent (Bonferroni).
  if (spending === 'evenly') return ALPHA / looks.length;
  const taken = looks.findLastIndex((look) => look <= rounds);
  const place = taken >= looks.length - 1 ? TOLD_LEVELS.length - 1 : Math.max(0, taken);
  return TOLD_LEVELS[Math.min(place, TOLD_LEVELS.length - 1)]!;
}

/**
 * The rounds after which a case is looked at: the fewest, then in four steps up to the most, which are equal where the 5 %
 * are spent late, and of equal proportion where evenly.
 *
 * @throws {RangeError} for what is no whole number from 1 on
 */
export function planLooks(fewest: number, most: number, spending?: Looks['spending']): number[] {
  if (!(Number.isInteger(fewest) && Number.isInteger(most) && fewest >= 1 && most >= 1)) {
    throw new RangeError(`Rounds are whole numbers from 1 on, not ${fewest} and ${most}.`);
  }
  if (most <= fewest) return [most];
  const steps = LOOK_LEVELS.length - 1;
  const at = (share: number) =>
    spending === 'evenly' ? fewest * (most / fewest) ** share : fewest + (most - fewest) * share;
  const looks = LOOK_LEVELS.map((_, index) => Math.round(at(index / steps)));
  return [...new Set(looks)];
}

/**
 * Whether a case ends at this look.
 *
 * @param logs one log ratio a round
 * @param look which look it is, from 0
 * @param plan its looks
 * @param margin δ as a log
 * @param comparisons how many cases are still to be shown: each level is divided by it (Bonferroni), so that what ends a
 *   case is still shown when the run as a whole is corrected
 * @param borders of the verdict: the margin around 0 by default
 */
export function stopAt(
  logs: readonly number[],
  look: number,
  plan: Looks,
  margin: number,
  comparisons = 1,
  borders: Borders = { around: 0, margin },
): Stop | undefined {
  const last = plan.looks.length - 1;
  if (logs.length >= 2) {
    // Where solo rounds decide there may be fewer logs than rounds: the look counts.
    const told = levelAfter(plan.looks[Math.min(look, last)] ?? 0, plan);
    const isPlain = plan.spending === 'evenly' ? isShown : isBeyond;
    if (halfWidth(tInterval(logs, 1 - told / comparisons)) <= margin / 2) return 'precise';
    if (isPlain(logs, borders, { look, told, comparisons })) return 'plain';
  }
  return look >= last ? 'cap' : undefined;
}

interface At {
  readonly look: number;
  readonly told: number;
  readonly comparisons: number;
}

/** Whether the interval at a level far below the one it will be told at lies wholly beyond the borders. */
function isBeyond(logs: readonly number[], { around, margin }: Borders, { look, comparisons }: At): boolean {
  // A plan of fewer looks is stricter than it need be with the levels of five.
  const level = LOOK_LEVELS[Math.min(look, LOOK_LEVELS.length - 1)]! / comparisons;
  const strict = tInterval(logs, 1 - level);
  return strict.low > around + margin || strict.high < around - margin;
}

/** Whether any of the three statements is shown. */
function isShown(logs: readonly number[], { around, margin }: Borders, { told, comparisons }: At): boolean {
  return support(logs, margin, told, around).probability * comparisons <= ALPHA;
}
