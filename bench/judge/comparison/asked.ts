/** What a comparison was to measure: of a shard by itself its own cases, since the others have the rest. */
import type { ResultRecord } from '../../results.ts';
import { runIn, splitByRun } from '../../shards/runs-in.ts';
import { isIn, partOf } from '../../shards/take.ts';
import { describedIn } from '../parts.ts';

/** Tells of every case whether it was to be measured in these records. */
export function askedIn(records: readonly ResultRecord[]): (claim: string, id: string) => boolean {
  const parts = splitByRun(records).map((own) => {
    const { shard } = runIn(own);
    return isIn(shard ? partOf(describedIn(own), shard) : describedIn(own));
  });
  return (claim, id) => parts.some((has) => has(claim, id));
}
