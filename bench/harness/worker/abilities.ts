/**
 * Which metrics the runtime of this process can tell: found out by doing what they must show, with the very instruments
 * that read them. That a function is there says nothing: where it is, it may tell 0 of everything.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Metric, Timed } from '../../claim.ts';
import type { Reasons, Untold } from '../process/runtime.ts';
import type { Runner } from './contenders.ts';
import type { Kept } from './loops.ts';
import type { Values } from './messages.ts';
import { Meter, type Reading } from './meter.ts';
import { probe } from './probe.ts';
import { watchResident } from './resident.ts';

/** What is said of a metric for which there is no figure at all. */
const NO_MEANS = 'it has no means to';
/** Milliseconds of work. */
const HELD = 12;
/** Milliseconds for which the event loop of a server is held up: longer than a busy machine lets anybody wait. */
const LONG_HELD = 80;
const MEBIBYTE = 2 ** 20;
/** Bytes that every call of the one that makes garbage takes, at 8 bytes an entry; some runtimes take 4. */
const ENTRIES = 1000;
const GARBAGE = { calls: 8000, least: ENTRIES * 2, most: ENTRIES * 32 };

/** What is done, and what is told of it. */
interface Trial {
  readonly metrics: readonly Metric[];
  readonly values: () => Promise<Values>;
  /** What is wrong with it, if anything is. */
  readonly fault: (values: Values, metric: Metric) => string | undefined;
}

/** By metric, what is wrong with what is told of it. */
type Faults = ReadonlyMap<Metric, string>;

/** @param runtime its name, as the reasons give it */
export async function untoldBy(runtime: string): Promise<Untold> {
  // What leaves garbage behind comes last: the process would use its room before it grows.
  const [memory, ...others] = TRIALS;
  const alone = [await lasting(() => faultsOf(memory!))];
  const served = await lasting(serverFaults);
  for (const trial of others) alone.push(await lasting(() => faultsOf(trial)));
  const say = (all: readonly Faults[]): Reasons =>
    Object.fromEntries(
      all.flatMap((faults) =>
        [...faults].map(([metric, fault]) => [metric, `${runtime} cannot tell "${metric}" (${fault})`]),
      ),
    );
  return { alone: say(alone), served: say([served]) };
}

/** A busy machine may spoil a trial, but not two of three. */
async function lasting(attempt: () => Promise<Faults>): Promise<Faults> {
  const first = await attempt();
  if ([...first.values()].every((fault) => fault === NO_MEANS)) return first;
  const later = [await attempt(), await attempt()];
  return new Map([...first].filter(([metric]) => later.some((faults) => faults.has(metric))));
}

async function faultsOf({ metrics, values, fault }: Trial): Promise<Faults> {
  const told = await orNothing(values);
  const says = (metric: Metric) => (told[metric] === undefined ? NO_MEANS : fault(told, metric));
  return new Map(metrics.flatMap((metric) => [[metric, says(metric)] as const]).filter(isFault));
}

function isFault(entry: readonly [Metric, string | undefined]): entry is readonly [Metric, string] {
  return entry[1] !== undefined;
}

const TRIALS: readonly Trial[] = [
  {
    metrics: ['resident memory'],
    values: () => probeOnce(holding(4 * MEBIBYTE), 8, 'resident memory'),
    fault: (values) => (values['resident memory']! > 16 * MEBIBYTE ? undefined : 'it does not see what is in use'),
  },
  {
    metrics: ['cpu time', 'loop utilisation'],
    values: () => probeOnce(() => burn(HELD), 2, 'cpu time'),
    fault: (values, metric) => (values[metric]! > 0 ? undefined : `it tells 0 of ${HELD} ms of work`),
  },
  {
    metrics: ['loop delay'],
    values: () => probeOnce(() => burn(HELD), 2, 'loop delay'),
    fault: (values) => (values['loop delay']! > (1e6 * HELD) / 2 ? undefined : 'it does not see that it is held up'),
  },
  {
    metrics: ['context switches'],
    values: () => probeOnce(() => sleep(2), 8, 'context switches'),
    fault: (values) => (values['context switches']! > 0.2 ? undefined : 'it tells none of a process that waits'),
  },
  {
    metrics: ['allocated', 'gc count', 'gc time', 'external memory'],
    values: async () => ({
      ...(await probeOnce(copying(ENTRIES), GARBAGE.calls, 'allocated')),
      ...(await probeOnce(copying(ENTRIES), GARBAGE.calls, 'gc count')),
      'external memory': (await probeOnce(holding(MEBIBYTE), 16, 'external memory'))['external memory'] ?? 0,
    }),
    // Between collections that are not told, what was allocated cannot be added up, and no peak is seen.
    fault: (values, metric) => {
      const { allocated = 0 } = values;
      if (allocated < GARBAGE.least) return 'it does not see what is allocated';
      if (allocated > GARBAGE.most) return 'it tells more than was allocated';
      if (metric !== 'external memory') return values[metric]! > 0 ? undefined : 'it tells 0 of many collections';
      return values[metric]! > 4 * MEBIBYTE ? undefined : 'it does not see Buffers';
    },
  },
];

/** A probe of this one call, as if it were a contender, that reads a metric and those that are read with it. */
async function probeOnce(call: () => unknown, calls: number, only: Metric): Promise<Values> {
  const grown = await watchResident();
  const keep: Kept = { answer: undefined };
  const waits = call() instanceof Promise;
  const timed: Timed = call;
  const take: Runner['take'] = () => ({ wall: 1, cpu: 0, switches: 0 });
  const runner: Runner = { name: 'this', timed, take, keep, waits, cold: { took: 1, grown }, changed: () => undefined };
  return probe(runner, { calls, only }, { note: () => undefined, tell: () => undefined });
}

/** Makes garbage of so many entries. */
function copying(entries: number): () => number[] {
  const original = Array.from({ length: entries }, (_, index) => index);
  return () => original.slice();
}

/** So that the process has to grow for more. */
const kept: unknown[] = [];

/** Keeps what it has made. */
function holding(bytes: number): () => number {
  return () => kept.push(Buffer.alloc(bytes, 1));
}

function burn(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** What the meter of a server does not tell of a loop that is held up, and of memory that is kept. */
async function serverFaults(): Promise<Faults> {
  const { before, after, rounds = 0 } = await readServer().catch((): Partial<ServerRead> => ({}));
  const { busy, stall, grown, used, cpu } = after ?? {};
  const trials: readonly (readonly [Metric, number | undefined, number])[] = [
    ['cpu time', cpu, before?.cpu ?? 0],
    ['loop utilisation', busy, 0],
    // A loop that is held up does not go round. Deno looks from another thread, and sees what keeps that.
    ['loop delay', rounds < LONG_HELD / 2 ? stall : 0, 0.75e6 * LONG_HELD],
    ['resident memory', grown, 8 * MEBIBYTE],
    ['retained', used, (before?.used ?? 0) + 8 * MEBIBYTE],
  ];
  const untold = trials.filter(([, told, least]) => told === undefined || told <= least);
  return new Map(
    untold.map(([metric, told]) => [metric, told === undefined ? NO_MEANS : 'it does not see what a server does']),
  );
}

interface ServerRead {
  readonly before: Reading;
  readonly after: Reading;
  /** How often the loop went round, by what is told of it. */
  readonly rounds: number;
}

async function readServer(): Promise<ServerRead> {
  const meter = new Meter();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first reading begins to watch the loop, which has to go round before it is held up; and so after every reading.
  await meter.read(false);
  await sleep(5);
  const before = await meter.read(true);
  await sleep(5);
  kept.push(
    Buffer.alloc(16 * MEBIBYTE, 1),
    Array.from({ length: 100_000 }, (_, index) => ({ index })),
  );
  delay.reset();
  await sleep(5);
  burn(LONG_HELD);
  await sleep(5);
  delay.disable();
  return { before, rounds: delay.count, after: await meter.read(true) };
}

/** Instruments that throw tell nothing. */
async function orNothing(values: () => Promise<Values>): Promise<Values> {
  try {
    return await values();
  } catch {
    return {};
  }
}
