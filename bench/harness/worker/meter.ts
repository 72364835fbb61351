/** What a server costs its process while it is under load, read before and after every turn. */
import { monitorEventLoopDelay, performance, type EventLoopUtilization, type IntervalHistogram } from 'node:perf_hooks';
import { collector } from './heap.ts';
import { watchResident, type Watched } from './resident.ts';

export interface Reading {
  /** Nanoseconds on processors, all threads of the process, since it began. */
  readonly cpu: number;
  /** The share of the time since the last reading for which the event loop was not idle. */
  readonly busy?: number;
  /** Nanoseconds: the longest time since the last reading for which the event loop did not go round. */
  readonly stall?: number;
  /** Bytes by which the resident memory has grown at its peak since the first reading, where that can be told. */
  readonly grown?: number;
  /** Bytes in use, in the heap and outside of it, after a forced collection. */
  readonly used?: number;
}

/** Milliseconds between two looks at the clock, by which the loop is seen to go round. */
const TICK = 1;

export class Meter {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: TICK });
  #grown: Watched | undefined;
  #loop: EventLoopUtilization | undefined;

  /** @param collects whether all garbage is collected first, and what is left is told */
  async read(collects: boolean): Promise<Reading> {
    const used = collects ? usedMemory() : undefined;
    const first = this.#grown === undefined;
    this.#grown ??= await watchResident();
    const grown = first ? 0 : await this.#grown();
    const { user, system } = process.cpuUsage();
    const stall = this.#delay.max - TICK * 1e6;
    const { active, idle, utilization } = performance.eventLoopUtilization(this.#loop);
    this.#loop = performance.eventLoopUtilization();
    const told = this.#delay.count > 0;
    if (first) this.#delay.enable();
    this.#delay.reset();
    return {
      cpu: (user + system) * 1000,
      // Bun and Deno have the function, and it always says 0.
      ...(active + idle > 0 && { busy: utilization }),
      ...(told && { stall: Math.max(0, stall) }),
      ...(grown !== undefined && { grown }),
      ...(used !== undefined && { used }),
    };
  }
}

function usedMemory(): number | undefined {
  const collect = collector();
  if (!collect) return undefined;
  // The second one waits for what the first has left to a thread beside it.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
