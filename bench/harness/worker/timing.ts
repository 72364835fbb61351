/**
 * A turn: one batch of calls of one contender, timed as one sample, with tinybench as its engine.
 *
 * tinybench times each call by itself, which costs 30 to 40 ns and hides everything faster. A batch inside of one of its
 * iterations, handed back as `overriddenDuration`, resolves an empty loop from an addition. Its warm-up is used as the
 * untimed burst before a turn: a few calls that fetch back what the other contenders have pushed out of the caches.
 */
import { Bench, type Task } from 'tinybench';
import type { Metric } from '../../claim.ts';
import type { Sample } from './columns.ts';
import { holdUpLoop, timedLoop, type Clock, type Kept, type Reading } from './loops.ts';

/** What a turn reads from its surroundings; handed in, so that a test can stand in for them. */
export interface Instruments {
  readonly now: Clock;
  /** Microseconds of processor time of the whole process, and how often the processor was taken away from it. */
  readonly usage: () => Usage;
}

type Usage = Pick<NodeJS.ResourceUsage, 'userCPUTime' | 'systemCPUTime' | 'involuntaryContextSwitches'>;

/** Takes a turn of so many calls. */
export type TakeTurn = (calls: number) => Sample | Promise<Sample>;

/** The share of a batch that the untimed burst before it takes. */
const BURST = 1 / 8;

/** All calls of a turn: those that are timed, and the burst. */
export function callsOfTurn(timed: number): number {
  return timed + Math.floor(timed * BURST);
}

/**
 * The function that takes the contender's turns.
 *
 * @param waits whether a call returns a promise, which is awaited before the next call
 * @param keep where the answer of the latest call is left
 */
export function turnsOf(
  name: string,
  call: () => unknown,
  { waits, metric }: { waits: boolean; metric: Metric },
  instruments: Instruments = realInstruments(),
  keep: Kept = { answer: undefined },
): TakeTurn {
  const asynchronous = waits || metric === 'loop delay';
  const { now } = instruments;
  const loop = metric === 'loop delay' ? holdUpLoop(call, now, keep) : timedLoop(call, now, waits, keep);
  let size = 1;
  let calls = 1;
  let last: Sample | undefined;
  const sample = (before: Usage, read: Reading) => {
    const after = instruments.usage();
    last = {
      ...read,
      cpu: 1000 * (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime),
      switches: after.involuntaryContextSwitches - before.involuntaryContextSwitches,
    };
    const counted = read.held ?? read.wall;
    return { overriddenDuration: counted / calls / 1e6, overriddenIterationCost: read.wall / 1e6 };
  };
  const batch = () => {
    const before = instruments.usage();
    const read = loop(calls);
    if (typeof read === 'number') return sample(before, { wall: read });
    return read.then((waited) => sample(before, typeof waited === 'number' ? { wall: waited } : waited));
  };
  const task = taskOf(name, batch, asynchronous, (mode) => {
    calls = mode === 'warmup' ? Math.floor(size * BURST) : size;
  });
  const begin = (wanted: number) => {
    size = wanted;
    task.reset(false);
    return size * BURST >= 1;
  };
  if (asynchronous) {
    return async (wanted) => {
      if (begin(wanted)) await task.warmup();
      await task.run();
      return last!;
    };
  }
  return (wanted) => {
    if (begin(wanted)) task.warmupSync();
    task.runSync();
    return last!;
  };
}

function taskOf(
  name: string,
  batch: () => unknown,
  async: boolean,
  beforeAll: (mode?: 'run' | 'warmup') => void,
): Task {
  const bench = new Bench({
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 1,
    retainSamples: false,
    throws: true,
    timestampProvider: 'hrtimeNow',
  });
  bench.add(name, batch, { async, beforeAll });
  return bench.getTask(name)!;
}

function realInstruments(): Instruments {
  const now = process.hrtime;
  const start = now();
  return {
    now: () => {
      const [seconds, nanoseconds] = now(start);
      return seconds * 1e9 + nanoseconds;
    },
    usage: () => process.resourceUsage(),
  };
}
