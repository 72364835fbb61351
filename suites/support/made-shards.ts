/** The shards of a made run: what each machine would have written of it. */
import type { ClaimRecord, ResultRecord, RunRecord } from '../../bench/results.ts';
import { takeShard, withShard } from '../../bench/shards/take.ts';
import { madeRun, madeRunRecord, type MadeClaim } from './made-run.ts';

export interface MadeShards {
  readonly of?: number;
  /** What the machine of a shard says otherwise of its run; `index` is from 1. */
  readonly run?: (index: number) => Partial<RunRecord>;
  /** What is measured there; by default what is measured elsewhere. */
  readonly claims?: (index: number) => readonly MadeClaim[];
  readonly complete?: (index: number) => boolean;
}

/** Of every case the records of the shard that has it; controls in each. */
export function madeShards(
  claims: readonly MadeClaim[],
  { of = 2, run = () => ({}), claims: there = () => claims, complete = () => true }: MadeShards = {},
): ResultRecord[][] {
  return Array.from({ length: of }, (_, at) => at + 1).map((index) => {
    const own = { ...madeRunRecord(), id: `shard-${index}`, seed: index, options: {}, code: 'harness', ...run(index) };
    const records = madeRun(there(index), { run: own, complete: complete(index) }).map(withCode);
    const described = records.filter((one): one is ClaimRecord => one.kind === 'claim');
    const shard = withShard(own, described, takeShard({ index, of }, described, new Map()));
    return [shard, ...records.slice(1).filter((one) => isMeasuredBy(shard, one))];
  });
}

function withCode(one: ResultRecord): ResultRecord {
  return one.kind === 'claim' ? { ...one, code: `code of ${one.claim.id}` } : one;
}

function isMeasuredBy({ shard }: RunRecord, one: ResultRecord): boolean {
  if (!('case' in one) || one.case === undefined || one.claim.startsWith('controls/')) return true;
  return shard!.cases[one.claim]?.includes(one.case) === true;
}
