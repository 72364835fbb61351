/**
 * A round: the smallest thing that is replicated, because a process is a ticket in a lottery of memory and machine code.
 *
 * ```
 * together   one fresh process     prepare A and B      A B │ B A │ A B │ …
 * apart      a process for A       prepare A            A       A   A           in turns, never two at once
 *            a process for B       prepare B              B │ B   │   B │ …
 * ```
 */
import type { Value } from '../claim.ts';
import type { RoundRecord } from '../results.ts';
import type { Chance } from './chance.ts';
import { MeasuredProcess, type ProcessOptions } from './measured-process.ts';
import type { Column, Job, Prepared } from './messages.ts';

/** What is measured, and how long its turns are. */
export interface Subject {
  readonly claim: string;
  readonly case: string;
  readonly module: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly metric: Job['metric'];
  /** In the claim's order. */
  readonly contenders: readonly string[];
  readonly favours: string;
  readonly over: string;
  /** Nanoseconds. */
  readonly turn: number;
}

/** What the first round found out, and every later one keeps. */
export interface Found {
  readonly batches: Readonly<Record<string, number>>;
  readonly cycles: number;
}

export interface Surroundings extends ProcessOptions {
  readonly chance: Chance;
  /** Milliseconds since the run began. */
  readonly at: () => number;
}

/** Cycles of a round: what a median needs, and as many as fit the time. */
const CYCLES = { least: 5, most: 24, nanoseconds: 120e6 };
/** Cycles of a solo round: it is so much less precise that more would be wasted. */
const SOLO_CYCLES = 12;

/** One fresh process with every contender of the case. */
export async function roundTogether(
  subject: Subject,
  found: Found | undefined,
  around: Surroundings,
): Promise<{ record: RoundRecord; prepared: Prepared; found: Found }> {
  const at = around.at();
  const loaded = around.chance.shuffle(subject.contenders);
  await using held = new MeasuredProcess(around);
  const job = jobOf(subject, loaded, found, true);
  const { prepared } = await held.ask({ do: 'prepare', job }, 'prepared');
  const known = found ?? { batches: prepared.batches, cycles: cyclesFor(Object.values(prepared.costs)) };
  const order = shuffledCycles(known.cycles, loaded.length, around.chance);
  const { columns } = await held.ask({ do: 'take turns', order }, 'turned');
  return { record: recordOf(subject, true, at, loaded, order, columns, prepared.settled), prepared, found: known };
}

/** A process for the favoured contender and one for its baseline; they take their turns across the two. */
export async function roundApart(subject: Subject, found: Found, around: Surroundings): Promise<RoundRecord> {
  const at = around.at();
  const loaded = around.chance.shuffle([subject.favours, subject.over]);
  const held = loaded.map(() => new MeasuredProcess(around));
  try {
    // Nothing is timed before all are ready, so that they may get ready side by side.
    const ready = await Promise.all(
      held.map(async (one, index) => {
        const job = jobOf(subject, [loaded[index]!], found, false);
        return (await one.ask({ do: 'prepare', job }, 'prepared')).prepared;
      }),
    );
    const order = shuffledCycles(Math.min(found.cycles, SOLO_CYCLES), loaded.length, around.chance);
    const columns = await turnsAcross(held, loaded, order);
    const settled = Object.assign({}, ...ready.map((prepared) => prepared.settled)) as Prepared['settled'];
    return recordOf(subject, false, at, loaded, order, columns, settled);
  } finally {
    await Promise.all(held.map((one) => one[Symbol.asyncDispose]()));
  }
}

async function turnsAcross(
  held: readonly MeasuredProcess[],
  loaded: readonly string[],
  order: readonly (readonly number[])[],
): Promise<Record<string, Column>> {
  const columns = loaded.map((): Column => ({ wall: [], cpu: [], switches: [] }));
  for (const index of order.flat()) {
    const turned = await held[index]!.ask({ do: 'take turns', order: [[0]] }, 'turned');
    const column = turned.columns[loaded[index]!]!;
    for (const key of ['wall', 'cpu', 'switches'] as const) columns[index]![key].push(...column[key]);
  }
  return Object.fromEntries(loaded.map((name, index) => [name, columns[index]!]));
}

/** How many cycles fit a round in which one turn of each contender takes so many nanoseconds. */
export function cyclesFor(costs: readonly number[]): number {
  const cycle = costs.reduce((sum, cost) => sum + cost, 0);
  return Math.max(CYCLES.least, Math.min(CYCLES.most, Math.floor(CYCLES.nanoseconds / cycle)));
}

function jobOf(subject: Subject, contenders: readonly string[], found: Found | undefined, prove: boolean): Job {
  const { module, given, metric, turn } = subject;
  return { module, given, metric, turn, contenders, prove, ...(found && { batches: found.batches }) };
}

function shuffledCycles(cycles: number, contenders: number, luck: Chance): number[][] {
  const indexes = Array.from({ length: contenders }, (_, index) => index);
  return Array.from({ length: cycles }, () => luck.shuffle(indexes));
}

function recordOf(
  subject: Subject,
  together: boolean,
  at: number,
  loaded: readonly string[],
  order: readonly (readonly number[])[],
  columns: Readonly<Record<string, Column>>,
  settled: Readonly<Record<string, boolean>>,
): RoundRecord {
  const turns = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, { ...column, settled: settled[name] ?? false }]),
  );
  return { kind: 'round', claim: subject.claim, case: subject.case, together, at, loaded, order, turns };
}
