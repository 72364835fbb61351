/** The runs in a results file: one, or those of all shards that have been merged into it. */
import type { ResultRecord, RunRecord } from '../results.ts';

/** Each begins with its own record. */
export function splitByRun(records: readonly ResultRecord[]): ResultRecord[][] {
  const begins = records.flatMap(({ kind }, index) => (kind === 'run' ? [index] : []));
  return begins.map((from, index) => records.slice(from, begins[index + 1]));
}

/** The record that a run begins with. */
export function runIn(records: readonly ResultRecord[]): RunRecord {
  return records.find((one) => one.kind === 'run')!;
}

/** Without the mark of a checkout that differs from it: what is in that counts by the digests of the code. */
export function commitOf({ environment: { commit } }: RunRecord): string | undefined {
  return commit?.replace(/\+$/, '');
}
