/** When a server is warm: its code is compiled, and its caches are full. */

/**
 * Milliseconds of load before which it is not, however flat its turns are, and after which it is as warm as it will be, for
 * all that can be waited. Turns that are short against the first look like each other long before the compiler is done: a
 * plain server costs ten times as much a request in its first 100 ms as in the eighth, and an application until the 15th.
 */
const WARM_UP = { least: 1200, most: 2500 };
/** The same where it is asked what a request leaves behind: that does not depend on how fast it is. */
const COOL = { least: 0, most: 600 };
/** What is less than this share less is no less. */
const LESS = 0.05;

/**
 * @param costs processor time a request of the turns so far, in time order, or whatever else gets less as it warms up
 * @param spent milliseconds of load that they took
 * @param cool whether nothing is asked that depends on how fast it is
 * @returns whether the last one cost no less than the cheapest before it; within the limits of the time
 */
export function isWarm(costs: readonly number[], spent: number, cool = false): boolean {
  const { least, most } = cool ? COOL : WARM_UP;
  if (spent >= most) return true;
  const last = costs.at(-1);
  return spent >= least && costs.length >= 2 && last! >= (1 - LESS) * Math.min(...costs.slice(0, -1));
}
