/** What the heap does while calls are made: the collections, and the bytes that were allocated between them. */
import v8 from 'node:v8';
import vm from 'node:vm';

export interface HeapReading {
  readonly collections: number;
  /** Nanoseconds that they took in the main thread. */
  readonly collecting: number;
  /** Bytes allocated, in the heap and outside of it; see {@link whileProfiled}. */
  readonly allocated: number;
  /** Bytes outside of the heap at their peak, beyond what there was before. */
  readonly external: number;
}

/** What of the heap is read before and after each collection, in bytes. */
interface Level {
  /** In spaces of which every object is counted when it is made: the young generation, and large objects. */
  readonly exact: number;
  /** In the old generation, which hands memory out in pieces of up to a page. */
  readonly old: number;
  readonly external: number;
}

interface Space {
  readonly spaceName: string;
  readonly spaceUsedSize: number;
}

/** Bytes: the pages of V8's old generation. A growth by less than two may be one piece that is not used. */
const PAGE = 256 * 1024;

/** Whether this runtime can tell: Bun has a profiler without V8's spaces. */
export function canProfileHeap(): boolean {
  return typeof v8.GCProfiler === 'function' && spacesNow().some(({ spaceName }) => spaceName === 'new_space');
}

/**
 * Does the work and reads what the heap did meanwhile, by `v8.GCProfiler`.
 *
 * ```
 * start ──▶ before 1 │ after 1 ──▶ before 2 │ after 2 ──▶ end        │ a collection, which only frees and moves
 *       grown           +     grown            +     grown           =  allocated
 * ```
 *
 * Counted are objects in the young generation and large ones, with what they leave unused at the end of a page (up to 6 %
 * for objects of a third of a page, nothing for small and for large ones); objects that V8 makes in the old generation at
 * once, where they come to more than two pages of it; and memory outside of the heap that V8 was told of: ArrayBuffers,
 * Buffers and their pools, external strings. What is given back explicitly before the next collection is subtracted; what
 * native code takes for itself is not seen. ArrayBuffers must be freed inside of collections, or what is freed beside
 * them is missed: see {@link sweepInCollections}.
 */
export async function whileProfiled(work: () => unknown): Promise<HeapReading> {
  const profiler = new v8.GCProfiler();
  profiler.start();
  const start = levelNow();
  const working = work();
  if (working instanceof Promise) await working;
  const end = levelNow();
  const { statistics } = profiler.stop();
  const stations = [
    start,
    ...statistics.flatMap(({ beforeGC, afterGC }) => [levelOf(beforeGC), levelOf(afterGC)]),
    end,
  ];
  const grown = (of: (level: Level) => number) =>
    stations.reduce((sum, level, index) => (index % 2 === 0 ? sum : sum + of(level) - of(stations[index - 1]!)), 0);
  const old = grown((level) => level.old);
  return {
    collections: statistics.length,
    // The profiler tells microseconds.
    collecting: 1000 * statistics.reduce((sum, { cost }) => sum + cost, 0),
    allocated: grown((level) => level.exact) + grown((level) => level.external) + (old > 2 * PAGE ? old : 0),
    external: Math.max(0, ...stations.map(({ external }) => external - start.external)),
  };
}

/**
 * From now on V8 frees ArrayBuffers inside of a collection rather than on a thread beside it. It makes collections slower:
 * for a process in which nothing more is timed.
 */
export function sweepInCollections(): void {
  v8.setFlagsFromString('--no-concurrent-array-buffer-sweeping');
}

/** Collects all garbage; `undefined` where the runtime has no means to. */
export function collector(): (() => void) | undefined {
  const { Bun: bun } = globalThis as { Bun?: { gc: (synchronously: boolean) => void } };
  if (bun) return () => bun.gc(true);
  try {
    v8.setFlagsFromString('--expose-gc');
    const collect: unknown = vm.runInNewContext('gc');
    return typeof collect === 'function' ? () => void collect() : undefined;
  } catch {
    return undefined;
  }
}

function spacesNow(): Space[] {
  return v8.getHeapSpaceStatistics().map((space) => ({
    spaceName: space.space_name,
    spaceUsedSize: space.space_used_size,
  }));
}

function levelNow(): Level {
  return levelIn(spacesNow(), v8.getHeapStatistics().external_memory);
}

function levelOf({
  heapSpaceStatistics,
  heapStatistics,
}: v8.GCProfilerResult['statistics'][number]['beforeGC']): Level {
  return levelIn(heapSpaceStatistics, heapStatistics.externalMemory);
}

function levelIn(spaces: readonly Space[], external: number): Level {
  const used = (names: readonly string[]) =>
    spaces.reduce((sum, space) => sum + (names.includes(space.spaceName) ? space.spaceUsedSize : 0), 0);
  return {
    exact: used(['new_space', 'new_large_object_space', 'large_object_space']),
    old: used(['old_space']),
    external,
  };
}
