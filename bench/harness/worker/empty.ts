/**
 * What a call costs that does nothing: the floor below which no contender can be told from none. It is found in the
 * first processes that hold all contenders, in turns of their own before the timed ones, through the same loop as their calls.
 */
import { median } from '../../stats/sample.ts';
import { warmUp } from './settling.ts';
import type { TakeTurn } from './timing.ts';

/**
 * Nanoseconds. Short turns, because an empty loop has no noise but what is taken away from it; long enough in all for
 * the loop to be optimised, which a busy machine does late.
 */
const WARM_UP = { turn: 0.25e6, least: 8e6, most: 30e6 };
const TURNS = 5;

/** Contenders that do nothing, of either shape: the answer is a constant, at once or by a promise. */
export const nothing = {
  sync: () => 0,
  waiting: () => Promise.resolve(0),
} as const;

/**
 * @param take takes turns of one of {@link nothing}, through a loop of its own
 * @returns nanoseconds a call
 */
export async function costOfNothing(take: TakeTurn): Promise<number> {
  const { batch } = await warmUp(take, WARM_UP);
  const each: number[] = [];
  while (each.length < TURNS) each.push((await take(batch)).wall / batch);
  return median(each);
}
