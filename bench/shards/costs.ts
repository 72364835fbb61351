/** What each case took in an earlier run, and so what it is foreseen to take. */
import type { ClaimRecord, ResultRecord } from '../results.ts';
import { median } from '../stats/sample.ts';
import { splitByRun } from './runs-in.ts';
import type { Weighed } from './split.ts';

/** Milliseconds by {@link keyOf}. */
export type Costs = ReadonlyMap<string, number>;

/** @param records of a results file; of one that was merged, each case counts as its own machine took it */
export function costsOf(records: readonly ResultRecord[]): Costs {
  const costs = new Map<string, number>();
  for (const own of splitByRun(records)) {
    for (const { key, milliseconds } of spentIn(own)) costs.set(key, (costs.get(key) ?? 0) + milliseconds);
  }
  return costs;
}

/**
 * The cases of all claims but controls, in their order. A case that is not known costs the median of its claim, or else of
 * all; where none is, all cost the same. What stands for a claim of the earlier run costs what that did.
 */
export function weigh(claims: readonly ClaimRecord[], costs: Costs): Weighed[] {
  const measured = claims.filter(({ claim }) => !claim.control);
  const knownOf = (one: ClaimRecord) => one.claim.cases.flatMap(({ id }) => costOf(one, id, costs) ?? []);
  const all = measured.flatMap(knownOf);
  const usual = all.length === 0 ? 1 : median(all);
  return measured.flatMap((one) => {
    const known = knownOf(one);
    const otherwise = known.length === 0 ? usual : median(known);
    return one.claim.cases.map(({ id }) => ({
      claim: one.claim.id,
      case: id,
      cost: costOf(one, id, costs) ?? otherwise,
      ...besideOf(one, id),
    }));
  });
}

/** Verdicts before and now are of one machine: what differs between two of them would be taken for the change. */
function besideOf({ standsFor }: ClaimRecord, id: string): Pick<Weighed, 'beside'> {
  return standsFor?.is === 'verdict' ? { beside: `the verdict of ${keyOf(standsFor.claim, id)}` } : {};
}

/** Whether anything of it is known: else what it costs says no more than that all cost the same. */
export function isForeseen(claims: readonly ClaimRecord[], costs: Costs): boolean {
  return claims.some((one) => one.claim.cases.some(({ id }) => costOf(one, id, costs) !== undefined));
}

function costOf({ claim, standsFor }: ClaimRecord, id: string, costs: Costs): number | undefined {
  return costs.get(keyOf(claim.id, id)) ?? (standsFor && costs.get(keyOf(standsFor.claim, id)));
}

function keyOf(claim: string, id: string): string {
  return JSON.stringify([claim, id]);
}

/** Rounds say what they cost. Probes, and rounds of older files, took until the next record that has a time. */
function spentIn(records: readonly ResultRecord[]): { key: string; milliseconds: number }[] {
  const timed = records.filter((one) => 'at' in one);
  return timed.flatMap((one, index) => {
    if (one.kind !== 'round' && one.kind !== 'probe') return [];
    const cost = one.kind === 'round' ? one.cost : undefined;
    const until = timed[index + 1]?.at ?? one.at;
    const milliseconds = cost ? (cost.ready + cost.turns) / 1e6 : Math.max(0, until - one.at);
    return [{ key: keyOf(one.claim, one.case), milliseconds }];
  });
}
