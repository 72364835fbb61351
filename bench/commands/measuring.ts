/** Measures what a command has planned, into its results file, and tells how it is getting on. */
import type { Streams } from './terminal.ts';
import { tellProgress, type Teller, type Telling } from './progress.ts';
import { TouchstoneError } from '../errors.ts';
import type { Journal } from '../harness/journal.ts';
import type { Machine } from '../harness/machine/lock.ts';
import { chance } from '../harness/schedule/chance.ts';
import { measure, type MeasureOptions } from '../harness/schedule/measure.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../results.ts';

export interface Measuring extends Pick<MeasureOptions, 'sourceOf' | 'marginOf' | 'patience' | 'runtime' | 'only'> {
  readonly claims: readonly ClaimDescription[];
  readonly plan: Plan;
  readonly seed: number;
  readonly journal: Journal;
  readonly machine: Machine;
  readonly streams: Streams;
  /** What an earlier part of the run has left, and the milliseconds that it lasted. */
  readonly past?: { readonly records: readonly ResultRecord[]; readonly at: number } | undefined;
  readonly telling?: Pick<Telling, 'toDiagnose' | 'sayLooked' | 'nameOf' | 'sayBroken'>;
  /** What is done once everything has been measured. */
  readonly after?: (tell: Teller) => Promise<void>;
}

/** @returns why it did not come to its end, if it did not: what had been measured until then is worth telling */
export async function measureAll(measuring: Measuring): Promise<TouchstoneError | undefined> {
  const { claims, plan, seed, journal, machine, streams, past, telling, after, ...asked } = measuring;
  const began = performance.now() - (past?.at ?? 0);
  const at = () => performance.now() - began;
  noteOthers(journal, machine, at());
  const teller = tellProgress(streams, { plan, records: journal.records, now: at, ...telling });
  try {
    await measure({
      ...asked,
      claims: claims.toSorted((a, b) => Number(b.control) - Number(a.control)),
      plan,
      ...(past && { past: past.records }),
      write: (record) => journal.write(record),
      signal: streams.signal,
      tell: teller.tell,
      chance: chance(seed),
      at,
    });
    await after?.(teller);
    noteOthers(journal, machine, at());
    journal.write({ kind: 'end', at: Math.round(at()), complete: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    // Where it is the journal that failed, this stays in memory.
    noteOthers(journal, machine, at());
    journal.write({ kind: 'end', at: Math.round(at()), complete: false });
    return error;
  } finally {
    teller.end();
  }
}

/** Writes down who else was measuring, once for each. */
function noteOthers(journal: Journal, machine: Machine, at: number): void {
  const known = new Set(journal.records.flatMap((one) => (one.kind === 'beside' ? [one.process] : [])));
  for (const { process: other, since } of machine.others()) {
    if (known.has(other)) continue;
    journal.write({ kind: 'beside', at: Math.round(at), process: other, ...(since !== undefined && { since }) });
  }
}
