/** When a server is warm: its code is compiled, and its caches are full. */

/** Turns after which it is as warm as it will be, for all that can be waited. */
const MOST = 5;
/** What is less than this share less is no less. */
const LESS = 0.05;

/**
 * @param costs processor time a request of the turns so far, in time order, or whatever else gets less as it warms up
 * @returns whether the last one cost no less than the cheapest before it; at two turns at the earliest, at five at the latest
 */
export function isWarm(costs: readonly number[]): boolean {
  if (costs.length >= MOST) return true;
  const last = costs.at(-1);
  return costs.length >= 2 && last! >= (1 - LESS) * Math.min(...costs.slice(0, -1));
}
