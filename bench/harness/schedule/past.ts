/** What an earlier part of a run has left of its cases, so that a later part goes on with them. */
import type { BrokenRecord, CaseRecord, ProbeRecord, ResultRecord, RoundRecord, StopRecord } from '../../results.ts';

export interface PastCase {
  found?: CaseRecord;
  /** In time order, of both kinds. */
  readonly rounds: RoundRecord[];
  readonly probes: ProbeRecord[];
  stopped?: StopRecord;
  broken?: BrokenRecord;
}

export type Past = (claim: string, id: string) => PastCase;

export function pastOf(records: readonly ResultRecord[]): Past {
  const cases = new Map<string, PastCase>();
  const at = (claim: string, id: string): PastCase => {
    const key = JSON.stringify([claim, id]);
    const known = cases.get(key) ?? { rounds: [], probes: [] };
    cases.set(key, known);
    return known;
  };
  for (const one of records) {
    if (one.kind === 'case') at(one.claim, one.case).found = one;
    if (one.kind === 'round') at(one.claim, one.case).rounds.push(one);
    if (one.kind === 'probe') at(one.claim, one.case).probes.push(one);
    if (one.kind === 'stop') at(one.claim, one.case).stopped = one;
    if (one.kind === 'broken' && one.case !== undefined) at(one.claim, one.case).broken = one;
  }
  return at;
}

/** Milliseconds that the run had lasted when it last wrote something. */
export function lastedUntil(records: readonly ResultRecord[]): number {
  return Math.max(0, ...records.map((one) => ('at' in one ? one.at : 0)));
}
