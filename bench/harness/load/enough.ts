/** When a turn of load has seen enough. */
import type { Load } from '../../results.ts';

/**
 * Answers of every connection. The connections of a closed model begin together, so that their first answers may come in
 * one burst: the time from one answer to the next within it would say nothing of how many there are in a second.
 */
const EACH = 2;
/** In turns: a server that is so much slower has what it gets by then. */
const LONGEST = 5;
/** From one answer nothing can be told. */
const FEWEST = 2;

/**
 * At the end of its time, or later, where the server is too slow for that: on a busy machine it may be.
 *
 * @param elapsed milliseconds since it began
 * @param settled requests that have had their answer, right or wrong, and those that will have none
 */
export function isEnough(elapsed: number, settled: number, { connections, turn }: Load): boolean {
  if (elapsed < turn) return false;
  return settled >= EACH * connections || (elapsed >= LONGEST * turn && settled >= FEWEST);
}

/** Milliseconds after which it is worth a look, whether or not an answer has come. */
export function looksOf({ turn }: Load): readonly number[] {
  return [turn, LONGEST * turn];
}
