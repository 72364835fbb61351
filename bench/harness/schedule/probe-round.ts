/**
 * A probe round: what every contender costs beside time, each in a fresh process of its own, one after the other.
 *
 * ```
 * a process for B    load, set up, first call, warm up      probes
 * a process for A                                   load, …        probes          in shuffled order, never two at once
 * ```
 */
import type { Metric } from '../../claim.ts';
import type { ProbeRecord } from '../../results.ts';
import { mean } from '../../stats/sample.ts';
import { MeasuredProcess } from '../process/measured-process.ts';
import type { Job, Prepared } from '../worker/messages.ts';
import { refuseMissing, refuseSpoilt } from '../process/refuse.ts';
import { asOne } from './answers-across.ts';
import { believed } from '../process/runtime.ts';
import { byRuntimeOf, type Subject, type Surroundings } from './round.ts';

/** Nanoseconds that a batch of the slowest contender is meant to take. */
const BATCH = 50e6;
/** Turns by which it is found how many calls that is. */
const TRIALS = 3;

/** What is known of a case before a probe round of it. */
export interface Known {
  /** In a batch, as an earlier round found; the first one finds it. */
  readonly calls: number | undefined;
  /** A metric that the runtime must be able to tell. */
  readonly wanted: Metric | undefined;
  /** Whether nothing but that is read. */
  readonly only: boolean;
  /** Whose answers are right by the proof, and must stay so; random ones may change. */
  readonly right: readonly string[];
}

/**
 * What each contender answers, compared as before any round of turns: in one process, or where none can hold them all, in
 * one for each. Nothing is measured.
 */
export async function proveTogether(subject: Subject, around: Surroundings): Promise<Prepared> {
  const names = around.chance.shuffle(subject.contenders);
  const prepare = (job: Job, within: Surroundings) =>
    inProcess(within, async (held) => (await held.ask({ do: 'prepare', job }, 'prepared')).prepared);
  if (!subject.runtimes) return prepare({ ...jobOf(subject, names, true), once: true }, around);
  const ready: Prepared[] = [];
  for (const name of names) {
    const job = { ...jobOf(subject, [name], false), once: true, describe: true };
    ready.push(await prepare(job, byRuntimeOf(subject, name, around)));
  }
  return asOne(ready, subject.over);
}

/** @throws {Broken} METRIC_MISSING where the wanted one cannot be told, ANSWER_CHANGES, OBSERVED */
export async function probeRound(
  subject: Subject,
  { calls, wanted, only, right }: Known,
  around: Surroundings,
): Promise<ProbeRecord> {
  const at = around.at();
  const loaded = around.chance.shuffle(subject.contenders);
  const once = only && wanted === 'first call';
  const many = once ? 1 : (calls ?? (await callsInBatch(subject, loaded, around)));
  const command = { do: 'probe', calls: many, ...(only && wanted !== undefined && { only: wanted }) } as const;
  const values: Record<string, ProbeRecord['values'][string]> = {};
  for (const name of loaded) {
    const within = byRuntimeOf(subject, name, around);
    const told = await inProcess(within, async (held) => {
      await held.ask({ do: 'prepare', job: { ...jobOf(subject, [name], false), once } }, 'prepared');
      return held.ask(command, 'probed');
    });
    refuseSpoilt({ ...told, change: right.includes(name) ? told.change : undefined }, 'probing');
    const read = believed(told.values, within.runtime?.untold?.alone);
    refuseMissing(wanted, read, name);
    values[name] = read;
  }
  return { kind: 'probe', claim: subject.claim, case: subject.case, at, loaded, calls: many, values };
}

/** How many calls of the slowest contender make a batch, found in processes of their own: a probed one is fresh. */
async function callsInBatch(subject: Subject, names: readonly string[], around: Surroundings): Promise<number> {
  const costs: number[] = [];
  for (const name of names) {
    costs.push(await inProcess(byRuntimeOf(subject, name, around), (held) => costOf(held, subject, name)));
  }
  return Math.max(1, Math.round(BATCH / Math.max(...costs)));
}

/** Nanoseconds a call, once it is warm. */
async function costOf(held: MeasuredProcess, subject: Subject, name: string): Promise<number> {
  const { prepared } = await held.ask({ do: 'prepare', job: jobOf(subject, [name], false) }, 'prepared');
  const order = Array.from({ length: TRIALS }, () => [0]);
  const { columns } = await held.ask({ do: 'take turns', order, batches: prepared.batches }, 'turned');
  return Math.max(1e-3, mean(columns[name]!.wall) / prepared.batches[name]!);
}

async function inProcess<T>(around: Surroundings, act: (held: MeasuredProcess) => Promise<T>): Promise<T> {
  const held = new MeasuredProcess(around);
  try {
    return await act(held);
  } finally {
    await held[Symbol.asyncDispose]();
  }
}

/** Alone it is probed, from its first call on. Turns are only the way to a warm process, and no time is asked for. */
export function jobOf(subject: Subject, contenders: readonly string[], prove: boolean): Job {
  const { module, origins, reference, given, turn } = subject;
  return { module, origins, reference, given, metric: 'cpu time', turn, contenders, prove, cold: !prove };
}
