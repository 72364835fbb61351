/** Warming up: turns until they are flat, and finding out meanwhile how many calls fill a turn. */
import { median } from '../../stats/sample.ts';
import { slopeOf } from '../../stats/trend.ts';
import type { TakeTurn } from './timing.ts';

export interface Warmth {
  /** Calls that fill a turn. */
  readonly batch: number;
  /** Whether the turns had become flat before the limit. */
  readonly settled: boolean;
}

export interface Warming {
  /** Nanoseconds that a turn is meant to take. */
  readonly turn: number;
  /** Nanoseconds of turns: at least, and at most. */
  readonly least: number;
  readonly most: number;
  /** Called after every turn. */
  readonly after?: () => void;
}

/** So many turns are looked at … */
const WINDOW = 16;
/** … and are flat if their cost does not change by more from the first of them to the last, as a share. */
const FLAT = 0.1;
/** … where the limit leaves so many. Fewer say nothing, and are not held against it. */
const FEWEST = 8;
/** The latest turns, of which the cost of a call is taken. */
const LATEST = 4;
/** A single call that takes so many turns' time is long. */
const LONG = 5;

/**
 * Takes turns until the latest are flat, or the limit is reached. The batch grows until it fills a turn.
 *
 * ```
 * cost │▔▔╲▁▁▁▁▁▁▔▔▔╲▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁     code becomes quicker in steps, a tier of the compiler at a time,
 *      │ look: └── window ──┘ not yet   └── flat ┘     and may creep between them
 * ```
 *
 * The slope over the window is the median of all slopes between two of its turns: a collection of garbage in some of
 * them does not make it, and noise makes a smaller one than between the medians of two halves. A plateau that is longer
 * than the window, and than `least`, is taken for the end: what comes after shows in the timed turns.
 */
export async function warmUp(take: TakeTurn, { turn, least, most, after }: Warming): Promise<Warmth> {
  let calls = 1;
  let spent = 0;
  // Also those of batches that have become too short since.
  let full = 0;
  let each: number[] = [];
  for (;;) {
    const sample = take(calls);
    const { wall } = await sample;
    after?.();
    spent += wall;
    each.push(wall / calls);
    if (wall < turn / 2 && calls < 2 ** 30) {
      calls = Math.min(calls * 8, Math.max(calls * 2, Math.round((calls * turn) / Math.max(wall, 1))));
      each = [];
      continue;
    }
    full++;
    const flat = isFlat(each);
    // A call that takes many turns' time has warmed itself up, with the proof and two turns. A turn of many calls does so
    // where the processor was away, and has not.
    const long = each.length >= 2 && Math.min(...each.slice(-2)) > LONG * turn;
    if ((flat && each.length >= WINDOW && spent >= least) || spent >= most || long) {
      const cost = median(each.slice(-LATEST));
      const fitting = Math.max(1, Math.round(turn / Math.max(cost, 1e-3)));
      return { batch: fitting, settled: flat || full < FEWEST };
    }
  }
}

function isFlat(each: readonly number[]): boolean {
  if (each.length < FEWEST) return false;
  const logs = each.slice(-WINDOW).map((cost) => Math.log(Math.max(cost, 1e-6)));
  return Math.abs(slopeOf(logs)) * (logs.length - 1) <= Math.log1p(FLAT);
}
