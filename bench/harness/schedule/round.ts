/**
 * A round: the smallest thing that is replicated, because a process is a ticket in a lottery of memory and machine code.
 * What is neither favoured nor the baseline takes a turn in few of its cycles.
 *
 * ```
 * together   one fresh process     prepare A and B      A B │ B A │ A B │ …
 * apart      a process for A       prepare A            A       A   A           in turns, never two at once
 *            a process for B       prepare B              B │ B   │   B │ …
 * ```
 */
import { availableParallelism } from 'node:os';
import type { Value } from '../../claim.ts';
import type { RoundRecord } from '../../results.ts';
import type { Chance } from './chance.ts';
import { MeasuredProcess, type ProcessOptions } from '../process/measured-process.ts';
import { fitBatches, REST, type Found } from './batches.ts';
import { addColumn, newColumn, type Column } from '../worker/columns.ts';
import { watchMachine } from '../machine/machine.ts';
import type { Job, Prepared } from '../worker/messages.ts';
import { refuseSpoilt } from '../process/refuse.ts';
import type { Runtime } from '../process/runtime.ts';
import { mean } from '../../stats/sample.ts';

/** Where the contenders of a claim come from, and what runs them. */
export interface Source extends Pick<Job, 'module' | 'origins' | 'reference'> {
  /** What runs each contender, where that is not one and the same: they cannot share a process then. */
  readonly runtimes?: Readonly<Record<string, Runtime>> | undefined;
}

/** What is measured, and how long its turns are. */
export interface Subject extends Source {
  readonly claim: string;
  readonly case: string;
  readonly given: Readonly<Record<string, Value>>;
  readonly metric: Job['metric'];
  /** In the claim's order. */
  readonly contenders: readonly string[];
  readonly favours: string;
  readonly over: string;
  /** Those that are only shown beside the two that are compared: they rest in most cycles. */
  readonly resting?: readonly string[] | undefined;
  /** Nanoseconds. */
  readonly turn: number;
}

export interface Surroundings extends ProcessOptions {
  readonly chance: Chance;
  /** Milliseconds since the run began. */
  readonly at: () => number;
}

/** So many processes get ready at a time: more would only wait for each other. */
export const SIDE_BY_SIDE = Math.min(2, availableParallelism());

/** A round that has been taken, what each of the processes beside it found out about its contenders, and the batches. */
export interface Taken {
  readonly record: RoundRecord;
  readonly ready: readonly Prepared[];
  readonly found: Found;
}

/** Cycles that are tried to find the batches. */
const TRIAL_CYCLES = 5;
/** Cycles of a solo round: it is so much less precise that more would be wasted. */
const SOLO_CYCLES = 10;

/**
 * Rounds of one fresh process each, with every contender of the case in it. Several get ready side by side, where there
 * are processors for it; then they take their turns, one round after the other.
 *
 * @param found what an earlier round found; the first one finds it
 * @param keep hears of each round as soon as it has been taken: what breaks the next one must not cost it
 */
export async function roundsTogether(
  subject: Subject,
  found: Found | undefined,
  howMany: number,
  around: Surroundings,
  keep: (taken: Taken) => void,
): Promise<void> {
  const at = around.at();
  const began = performance.now();
  const orders = Array.from({ length: howMany }, () => around.chance.shuffle(subject.contenders));
  const held = orders.map(() => new MeasuredProcess(around));
  try {
    const ready = await prepareAll(
      held,
      // The floor is the least that any process has found: the first two are enough.
      orders.map((contenders) => ({ ...jobOf(subject, contenders, true), floor: !found && subject.metric === 'time' })),
    );
    const [prepared] = ready as [Prepared];
    const readyAfter = (1e6 * (performance.now() - began)) / howMany;
    const fit = () => findBatches(subject, held[0]!, orders[0]!, prepared, { luck: around.chance, ready: readyAfter });
    const known = found ?? (await fit());
    for (const [index, loaded] of orders.entries()) {
      // How many cycles fit the time must not change those of the round beside it.
      const order = shuffledCycles(known.cycles, loaded, subject, around.chance.branch(`turns ${index}`));
      const { batches } = known;
      const from = performance.now();
      const lookBack = watchMachine();
      const columns = await takeTurns(held[index]!, order, batches);
      const meanwhile = lookBack();
      const cost = { ready: Math.round(readyAfter), turns: Math.round(1e6 * (performance.now() - from)) };
      const record = { ...recordOf(subject, true, at, loaded, order, columns, [ready[index]!]), meanwhile, cost };
      keep({ record, ready, found: known });
    }
  } finally {
    await Promise.all(held.map((one) => one[Symbol.asyncDispose]()));
  }
}

/** A process for the favoured contender and one for its baseline; they take their turns across the two. */
export async function roundApart(subject: Subject, found: Found, around: Surroundings): Promise<RoundRecord> {
  const cycles = Math.min(found.cycles, SOLO_CYCLES);
  const contenders = [subject.favours, subject.over];
  return (await acrossProcesses({ ...subject, contenders }, { ...found, cycles }, around)).record;
}

/**
 * A process for every contender, each by its own runtime; they take their turns across all of them.
 *
 * @param found what an earlier round found; the first one finds it
 */
export async function roundAcross(subject: Subject, found: Found | undefined, around: Surroundings): Promise<Taken> {
  return acrossProcesses(subject, found, around);
}

async function acrossProcesses(subject: Subject, known: Found | undefined, around: Surroundings): Promise<Taken> {
  const at = around.at();
  const began = performance.now();
  const loaded = around.chance.shuffle(subject.contenders);
  const held = loaded.map((name) => new MeasuredProcess(byRuntimeOf(subject, name, around)));
  try {
    const ready = await prepareAll(
      held,
      loaded.map((name) => ({ ...jobOf(subject, [name], false), describe: subject.runtimes !== undefined })),
    );
    const readyAfter = 1e6 * (performance.now() - began);
    const found = known ?? fitWarm(subject, ready, readyAfter);
    const order = shuffledCycles(found.cycles, loaded, subject, around.chance);
    const from = performance.now();
    const lookBack = watchMachine();
    const columns = await turnsAcross(held, loaded, order, found.batches);
    const meanwhile = lookBack();
    const cost = { ready: Math.round(readyAfter), turns: Math.round(1e6 * (performance.now() - from)) };
    return {
      record: { ...recordOf(subject, false, at, loaded, order, columns, ready), meanwhile, cost },
      ready,
      found,
    };
  } finally {
    await Promise.all(held.map((one) => one[Symbol.asyncDispose]()));
  }
}

/** Each contender is alone in its process, so that its turns are those of its warm-up. */
function fitWarm({ turn, favours, over }: Subject, ready: readonly Prepared[], readyAfter: number): Found {
  const batches: Prepared['batches'] = Object.assign({}, ...ready.map((one) => one.batches));
  const costs = Object.fromEntries(Object.entries(batches).map(([name, calls]) => [name, turn / calls]));
  return fitBatches(costs, turn, { pair: [favours, over], ready: readyAfter });
}

/** The surroundings of a process that holds this contender alone. */
export function byRuntimeOf({ runtimes }: Subject, contender: string, around: Surroundings): Surroundings {
  const runtime = runtimes?.[contender];
  return runtime ? { ...around, runtime } : around;
}

async function turnsAcross(
  held: readonly MeasuredProcess[],
  loaded: readonly string[],
  order: readonly (readonly number[])[],
  batches: Found['batches'],
): Promise<Record<string, Column>> {
  const columns = loaded.map(newColumn);
  for (const index of order.flat()) {
    const turned = await held[index]!.ask({ do: 'take turns', order: [[0]], batches }, 'turned');
    refuseSpoilt(turned, 'taking turns');
    addColumn(columns[index]!, turned.columns[loaded[index]!]!);
  }
  return Object.fromEntries(loaded.map((name, index) => [name, columns[index]!]));
}

/** Tries turns as they will be taken, and fits the batches to what they cost: warming up alone, a contender is another. */
async function findBatches(
  subject: Subject,
  held: MeasuredProcess,
  loaded: readonly string[],
  { batches }: Prepared,
  { luck, ready }: { luck: Chance; ready: number },
): Promise<Found> {
  const { turn, favours, over, resting } = subject;
  const order = shuffledCycles(TRIAL_CYCLES, loaded, { resting: [] }, luck);
  const columns = await takeTurns(held, order, batches);
  const costs = Object.fromEntries(loaded.map((name) => [name, mean(columns[name]!.wall) / batches[name]!]));
  return fitBatches(costs, turn, { pair: [favours, over], ready, resting });
}

async function takeTurns(
  held: MeasuredProcess,
  order: readonly (readonly number[])[],
  batches: Found['batches'],
): Promise<Readonly<Record<string, Column>>> {
  const turned = await held.ask({ do: 'take turns', order, batches }, 'turned');
  refuseSpoilt(turned, 'taking turns');
  return turned.columns;
}

/** Nothing is timed before all are ready, so that they may get ready side by side, as many as there is room for. */
async function prepareAll(held: readonly MeasuredProcess[], jobs: readonly Job[]): Promise<Prepared[]> {
  const ready: Prepared[] = [];
  for (let from = 0; from < held.length; from += SIDE_BY_SIDE) {
    const some = held.slice(from, from + SIDE_BY_SIDE).map(async (one, index) => {
      return (await one.ask({ do: 'prepare', job: jobs[from + index]! }, 'prepared')).prepared;
    });
    ready.push(...(await Promise.all(some)));
  }
  return ready;
}

function jobOf(subject: Subject, contenders: readonly string[], prove: boolean): Job {
  const { module, origins, reference, given, metric, turn } = subject;
  return { module, origins, reference, given, metric, turn, contenders, prove };
}

/** In every cycle those that do not rest, and in the first and every {@link REST}th all. */
function shuffledCycles(
  cycles: number,
  loaded: readonly string[],
  { resting = [] }: Pick<Subject, 'resting'>,
  luck: Chance,
): number[][] {
  const all = loaded.map((_, index) => index);
  const working = all.filter((index) => !resting.includes(loaded[index]!));
  return Array.from({ length: cycles }, (_, cycle) => luck.shuffle(cycle % REST === 0 ? all : working));
}

function recordOf(
  subject: Subject,
  together: boolean,
  at: number,
  loaded: readonly string[],
  order: readonly (readonly number[])[],
  columns: Readonly<Record<string, Column>>,
  ready: readonly Prepared[],
): RoundRecord {
  const settled = Object.assign({}, ...ready.map((prepared) => prepared.settled)) as Prepared['settled'];
  const nothing = Object.assign({}, ...ready.map((prepared) => prepared.nothing)) as NonNullable<Prepared['nothing']>;
  const pace = ready.flatMap((prepared) => prepared.pace ?? []);
  const turns = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, { ...column, settled: settled[name] ?? false }]),
  );
  return {
    kind: 'round',
    claim: subject.claim,
    case: subject.case,
    together,
    at,
    loaded,
    order,
    turns,
    ...(Object.keys(nothing).length > 0 && { nothing }),
    pace,
  };
}
