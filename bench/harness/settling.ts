/** Warming up: turns until they are flat, and finding out meanwhile how many calls fill a turn. */
import { median } from '../stats/sample.ts';
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

/** Two windows of so many turns are held against each other … */
const WINDOW = 4;
/** … and are flat if their medians are this close, as a share. */
const FLAT = 0.1;
/** A single call that takes so many turns' time is long. */
const LONG = 5;

/**
 * Takes turns until two windows of them agree, or the limit is reached. The batch grows until it
 * fills a turn.
 */
export async function warmUp(take: TakeTurn, { turn, least, most, after }: Warming): Promise<Warmth> {
  let calls = 1;
  let spent = 0;
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
    const flat = isFlat(each);
    // A call that takes many turns' time has warmed itself up, with the proof and two turns.
    const long = each.length >= 2 && wall > LONG * turn;
    if ((flat && spent >= least) || spent >= most || long) {
      const cost = median(each.slice(-WINDOW));
      const fitting = Math.max(1, Math.round(turn / Math.max(cost, 1e-3)));
      return { batch: fitting, settled: flat || each.length < 2 * WINDOW };
    }
  }
}

function isFlat(each: readonly number[]): boolean {
  if (each.length < 2 * WINDOW) return false;
  const now = median(each.slice(-WINDOW));
  const before = median(each.slice(-2 * WINDOW, -WINDOW));
  return Math.abs(now - before) <= FLAT * before;
}
