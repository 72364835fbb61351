/**
 * The probes: what a contender costs beside time, read in a fresh process that holds it alone and in which nothing is
 * timed for `time`.
 *
 * ```
 * load, set up │ first call │ warm up │ batch: processor, loop │ batch: stalls │ batch: collections │ batch: bytes
 *              └ resident memory from here …                   └ … to here, at its peak
 * ```
 *
 * Each batch has a probe of its own, so that none is seen by another.
 */
import { performance } from 'node:perf_hooks';
import { inspect } from 'node:util';
import type { Metric, Timed } from '../../claim.ts';
import type { Diary, Runner } from './contenders.ts';
import { canProfileHeap, collector, sweepInCollections, whileProfiled } from './heap.ts';
import { holdUpLoop, timedLoop, type Clock } from './loops.ts';
import type { Values } from './messages.ts';
import { OWN_BYTES } from '../../stats/probes.ts';

/** Calls of which the longest stall is read: it takes some rounds of the loop for each. */
const STALLS = 64;

/** What is to be read, and with how many calls in a batch. */
export interface Wish {
  readonly calls: number;
  /** Nothing else is read then; everything by default. */
  readonly only?: Metric;
}

/** Reads everything that this runtime can tell, or the one that is asked for; see `METRICS` in `claim.ts` for the units. */
export async function probe(runner: Runner, { calls, only }: Wish, diary: Diary): Promise<Values> {
  const { name, timed, waits, keep, cold } = runner;
  const wants = (...metrics: readonly Metric[]) => only === undefined || metrics.includes(only);
  const first: Values = cold && wants('first call') ? { 'first call': cold.took } : {};
  if (only === 'first call') return first;
  const now = monotonic();
  const loop = timedLoop(timed, now, waits, keep);
  const batch = () => loop(calls);
  const alive = () => diary.tell('probing', name);
  alive();
  // The loop is new, and must not be seen being compiled.
  await loop(Math.ceil(calls / 8));
  const busy = wants(...OF_THE_PROCESSOR, 'resident memory') ? await processorAndLoop(batch, calls) : {};
  const grown = wants('resident memory') ? await cold?.grown() : undefined;
  alive();
  const stalls = wants('loop delay') ? await stallsOf(runner, Math.min(STALLS, calls), now) : {};
  alive();
  const collections = wants(...OF_THE_COLLECTOR) && canProfileHeap() ? await collectionsIn(batch, calls) : {};
  const allocated = wants('allocated') && canProfileHeap() ? await allocatedIn(batch, calls, loop) : {};
  const figure = wants('figure') && timed.figure ? { figure: await figureOf(timed.figure) } : {};
  return {
    ...busy,
    ...(grown !== undefined && { 'resident memory': grown }),
    ...first,
    ...stalls,
    ...figure,
    ...collections,
    ...allocated,
  };
}

const OF_THE_PROCESSOR: readonly Metric[] = ['cpu time', 'context switches', 'loop utilisation'];
const OF_THE_COLLECTOR: readonly Metric[] = ['gc count', 'gc time', 'external memory'];

async function stallsOf({ timed, keep }: Runner, stalls: number, now: Clock): Promise<Values> {
  const held = await holdUpLoop(timed, now, keep)(stalls);
  const stall = typeof held === 'number' ? held : (held.held ?? 0);
  return { 'loop delay': stall / stalls };
}

/** @throws {TypeError} where it is no number of 0 or more */
async function figureOf(read: NonNullable<Timed['figure']>): Promise<number> {
  const figure: unknown = await read();
  if (typeof figure === 'number' && Number.isFinite(figure) && figure >= 0) return figure;
  throw new TypeError(`the figure must be a number of 0 or more, and is ${inspect(figure, { depth: 0 })}`);
}

async function processorAndLoop(batch: () => unknown, calls: number): Promise<Values> {
  const [usage, loop] = [process.resourceUsage(), performance.eventLoopUtilization()];
  const working = batch();
  if (working instanceof Promise) await working;
  const { active, idle, utilization } = performance.eventLoopUtilization(loop);
  const { userCPUTime, systemCPUTime, voluntaryContextSwitches } = process.resourceUsage();
  const cpu = userCPUTime + systemCPUTime - usage.userCPUTime - usage.systemCPUTime;
  // Bun and Deno have the function, and it always says 0.
  const told = active + idle > 0;
  return {
    'cpu time': (1000 * cpu) / calls,
    // Windows counts none.
    ...(process.platform !== 'win32' && {
      'context switches': (voluntaryContextSwitches - usage.voluntaryContextSwitches) / calls,
    }),
    ...(told && { 'loop utilisation': utilization }),
  };
}

/** Collections as they are by default. */
async function collectionsIn(batch: () => unknown, calls: number): Promise<Values> {
  const collect = collector();
  // The second one waits for what the first has left to a thread beside it.
  collect?.();
  collect?.();
  const { collections, collecting, external } = await whileProfiled(batch);
  return {
    'gc count': collections / calls,
    'gc time': collecting / calls,
    'external memory': external < OWN_BYTES ? 0 : external,
  };
}

/** With all frees inside of collections, the bytes that were allocated. */
async function allocatedIn(batch: () => unknown, calls: number, loop: (calls: number) => unknown): Promise<Values> {
  const collect = collector();
  sweepInCollections();
  collect?.();
  collect?.();
  const own = (await whileProfiled(() => loop(0))).allocated;
  collect?.();
  const bytes = (await whileProfiled(batch)).allocated - own;
  return { allocated: bytes < OWN_BYTES ? 0 : bytes / calls };
}

function monotonic(): Clock {
  return () => Number(process.hrtime.bigint());
}
