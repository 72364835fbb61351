/** Takes one shard of what a command has chosen to measure. */
import type { ClaimDescription, ClaimRecord, RunRecord, Shard } from '../results.ts';
import { digestOf } from './common.ts';
import { isForeseen, weigh, type Costs } from './costs.ts';
import { splitCases, type Weighed } from './split.ts';

/** Which shard is asked for: `--shard 2/3`. */
export interface Share {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** A shard, and what the others take. */
export interface Taken extends Omit<Shard, 'split'> {
  readonly shards: readonly (readonly Weighed[])[];
  /** Milliseconds that its cases are foreseen to take; missing where nothing is known of any. */
  readonly foreseen?: number;
}

/**
 * Splits what is to be measured, and takes a share of it. The same claims and costs are split alike on every machine.
 *
 * @param claims all that are to be measured on all machines together, as they will be written down
 */
export function takeShard({ index, of }: Share, claims: readonly ClaimRecord[], costs: Costs): Taken {
  const shards = splitCases(weigh(claims, costs), of);
  const own = shards[index - 1]!;
  const claimed = [...new Set(own.map(({ claim }) => claim))];
  const idsOf = (claim: string) => own.filter((one) => one.claim === claim).map((one) => one.case);
  const cases = Object.fromEntries(claimed.map((claim) => [claim, idsOf(claim)]));
  const foreseen = own.reduce((sum, { cost }) => sum + cost, 0);
  return { index, of, cases, shards, ...(isForeseen(claims, costs) && { foreseen }) };
}

/** The record of a run that measures no more than this shard. */
export function withShard(run: RunRecord, claims: readonly ClaimRecord[], taken: Taken): RunRecord {
  const { index, of, cases, shards } = taken;
  const names = shards.map((shard) => shard.map((one) => [one.claim, one.case]));
  return { ...run, shard: { index, of, cases, split: digestOf({ run, claims }, names) } };
}

/**
 * The claims with those of their cases that a shard measures. Controls stay as they are, unless the others have cases and
 * the shard has none: then there is nothing to hold against them.
 */
export function partOf(claims: readonly ClaimDescription[], shard: Pick<Shard, 'cases'>): ClaimDescription[] {
  const idle = isIdle(claims, shard);
  return claims.map((claim) => {
    if (claim.control) return idle ? { ...claim, cases: [] } : claim;
    const own = Object.hasOwn(shard.cases, claim.id) ? new Set(shard.cases[claim.id]) : undefined;
    return { ...claim, cases: claim.cases.filter(({ id }) => own?.has(id) === true) };
  });
}

/** Whether there are cases, but none for this shard: there are more shards than cases. */
export function isIdle(claims: readonly ClaimDescription[], { cases }: Pick<Shard, 'cases'>): boolean {
  const all = claims.some((claim) => !claim.control && claim.cases.length > 0);
  return all && Object.values(cases).every((ids) => ids.length === 0);
}

/** Tells of every case whether it is in these claims. */
export function isIn(claims: readonly ClaimDescription[]): (claim: string, id: string) => boolean {
  const known = new Map(claims.map((claim) => [claim.id, new Set(claim.cases.map((one) => one.id))]));
  return (claim, id) => known.get(claim)?.has(id) === true;
}
