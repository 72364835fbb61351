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
}

/**
 * Whatever their order, the same cases at the same costs are split alike: what costs the same goes by its name.
 *
 * @returns one list a shard, each in the order in which the cases came; some are empty where there are fewer cases
 */
export function splitCases<Case extends Weighed>(cases: readonly Case[], shards: number): Case[][] {
  const loads = Array.from({ length: shards }, () => 0);
  const shardOf = new Map<Case, number>();
  for (const one of cases.toSorted(longestFirst)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += one.cost;
    shardOf.set(one, least);
  }
  return loads.map((_, shard) => cases.filter((one) => shardOf.get(one) === shard));
}

function longestFirst(one: Weighed, other: Weighed): number {
  return other.cost - one.cost || compare(one.claim, other.claim) || compare(one.case, other.case);
}

/** By the numbers of their characters: the order of a language depends on the machine. */
function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
