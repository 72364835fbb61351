/** Where a winner changes, in words and in characters that every format shares. */

import type { CrossingReport, Value } from './model.ts';
import { aboutParameter, point } from './units.ts';

type Place = Pick<CrossingReport, 'axis' | 'between' | 'estimate' | 'low' | 'high'>;

/**
 * `about 14 KiB [9.1 KiB, 22 KiB]`: where the contenders are even, as far as it is known. Missing where it is not, and where
 * all that is known is one of the two sizes between which the winner changes.
 */
export function evenAt({ axis, between, estimate, low, high }: Place): string | undefined {
  const about = (value: number) => aboutParameter(axis, value);
  if (estimate === undefined) {
    const end = low ?? high;
    if (end === undefined || between.some((size) => about(size) === about(end))) return undefined;
    return `about ${about(end)} at the ${low === undefined ? 'latest' : 'earliest'}, if at all`;
  }
  const ends = [low, high].flatMap((end) => (end === undefined ? [] : [about(end)]));
  const is = about(estimate);
  return ends.length < 2 || ends.every((end) => end === is) ? `about ${is}` : `about ${is} [${ends.join(', ')}]`;
}

/** Whether anything is known of the place at which they are even. */
export function isPlaced({ low, high }: CrossingReport): boolean {
  return low !== undefined || high !== undefined;
}

/** With the line of the table that it is on: `chunks=4: concat wins at 1 KiB, neither at 4 KiB`. */
export function crossingSentence({ given, says }: CrossingReport): string {
  const where = point(given);
  return where === '' ? says : `${where}: ${says}`;
}

/** The change of the winner between a point of the table and the next along the axis. */
export function changeBehind(
  crossings: readonly CrossingReport[],
  given: Readonly<Record<string, Value>>,
): CrossingReport | undefined {
  return crossings.find(
    ({ axis, between, given: line }) =>
      given[axis] === between[0] && Object.entries(line).every(([name, value]) => given[name] === value),
  );
}

/** What the intervals of these places rest on. */
export const evenMeaning =
  'Where they are even is told with a 95 % interval, by a straight line between neighbouring sizes, both axes logarithmic, and never behind the last that was measured. Where the ratio jumps between two sizes, the jump may lie anywhere between them.';
