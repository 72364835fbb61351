/** How many calls fill a turn, and how many cycles of turns a round. */

/** What the first round finds out, and every later one keeps. */
export interface Found {
  /** Calls a turn. */
  readonly batches: Readonly<Record<string, number>>;
  readonly cycles: number;
}

/** Cycles of a round: what a median needs, and as many as fit the time. */
const CYCLES = { least: 5, most: 20, nanoseconds: 100e6 };

/** Contenders whose batches lie within this factor get the same one. */
const ALIKE = 2;

/**
 * Fits the batches to turns of a given length.
 *
 * Contenders that cost about the same get the same batch. A turn of more calls is likelier to be one in which garbage is
 * collected, so that a median over turns would tell identical code apart by the batches that chance gave them: at 16 KiB
 * `allocUnsafe` and `allocUnsafeSlow`, which are one path there, read 0.57× with batches of 404 and 194 calls.
 *
 * @param costs nanoseconds a call
 * @param turn nanoseconds
 */
export function fitBatches(costs: Readonly<Record<string, number>>, turn: number): Found {
  const single = Object.entries(costs)
    .map(([name, cost]) => ({ name, calls: Math.max(1, turn / Math.max(cost, 1e-3)) }))
    .toSorted((a, b) => a.calls - b.calls);
  const groups: (typeof single)[] = [];
  for (const one of single) {
    const group = groups.at(-1);
    if (group && one.calls <= ALIKE * group[0]!.calls) group.push(one);
    else groups.push([one]);
  }
  const batches = Object.fromEntries(
    groups.flatMap((group) => {
      const logs = group.reduce((sum, { calls }) => sum + Math.log(calls), 0);
      const common = Math.max(1, Math.round(Math.exp(logs / group.length)));
      return group.map(({ name }) => [name, common] as const);
    }),
  );
  const cycle = Object.entries(batches).reduce((sum, [name, calls]) => sum + calls * costs[name]!, 0);
  const cycles = Math.max(CYCLES.least, Math.min(CYCLES.most, Math.floor(CYCLES.nanoseconds / cycle)));
  return { batches, cycles };
}
