/**
 * Splits cases into shards that take about as long: the longest first, each to the shard that has least to do. So no shard
 * takes more than 4/3 of what the best split would (Graham 1969: Bounds on multiprocessing timing anomalies).
 */

/** A case of a claim, and what it is foreseen to take. */
export interface Weighed {
  readonly claim: string;
  readonly case: string;
  /** Of any unit, 0 or more. */
  readonly cost: number;
  /** Cases that have the same here go to the same shard. */
  readonly beside?: string;
}

/**
 * Whatever their order, the same cases at the same costs are split alike: what costs the same goes by its name.
 *
 * @returns one list a shard, each in the order in which the cases came; some are empty where there are fewer cases
 */
export function splitCases<Case extends Weighed>(cases: readonly Case[], shards: number): Case[][] {
  const loads = Array.from({ length: shards }, () => 0);
  const shardOf = new Map<string, number>();
  for (const [group, cost] of [...groupsOf(cases)].toSorted(longestFirst)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += cost;
    shardOf.set(group, least);
  }
  return loads.map((_, shard) => cases.filter((one) => shardOf.get(groupOf(one)) === shard));
}

/** What each costs, by its name. */
function groupsOf(cases: readonly Weighed[]): Map<string, number> {
  const groups = new Map<string, number>();
  for (const one of cases) groups.set(groupOf(one), (groups.get(groupOf(one)) ?? 0) + one.cost);
  return groups;
}

/** A case is a group of its own, unless it goes with others. */
function groupOf({ claim, case: id, beside }: Weighed): string {
  return JSON.stringify(beside === undefined ? [claim, id] : [beside]);
}

function longestFirst([name, cost]: readonly [string, number], [other, itsCost]: readonly [string, number]): number {
  return itsCost - cost || compare(name, other);
}

/** By the numbers of their characters: the order of a language depends on the machine. */
function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
