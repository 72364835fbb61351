/** By how much the resident memory of this process grows at its peak, from a moment on. */
import { readFile, writeFile } from 'node:fs/promises';

/** How the peak is read, and set back; in bytes. */
export interface Gauge {
  /** Lets the peak be what is resident now. @returns whether that worked */
  readonly setBack: () => Promise<boolean>;
  readonly peak: () => Promise<number>;
  readonly resident: () => number;
}

/** Ends the watch: bytes beyond what was resident at its begin; `undefined` where an earlier peak hides them. */
export type Watched = () => Promise<number | undefined>;

/** Begins to watch. Where the peak cannot be set back, one that does not move says only that there was a higher one before. */
export async function watchResident({ setBack, peak, resident }: Gauge = ownGauge): Promise<Watched> {
  const before = (await setBack()) ? 0 : await peak();
  const from = resident();
  return async () => {
    const highest = await peak();
    return highest > before ? Math.max(0, highest - from) : undefined;
  };
}

/**
 * Of the process itself. What getrusage(2) tells will not do where there is better: on Linux it is never below the peak of
 * the process that started this one, which `exec` hands on (setmax_mm_hiwater_rss in fs/exec.c), and cannot be set back.
 *
 * The promises of `node:fs` are those that a module is loaded with, and not cold any more: what a contender may call for
 * the first time is left alone as far as that goes.
 */
const ownGauge: Gauge = {
  async setBack() {
    try {
      // Source: proc_pid_clear_refs(5), since Linux 4.0; a process may do it to itself, whoever owns it.
      await writeFile('/proc/self/clear_refs', '5');
      return (await highWater()) !== undefined;
    } catch {
      return false;
    }
  },
  // In KiB on every system, by libuv.
  peak: async () => (await highWater()) ?? process.resourceUsage().maxRSS * 1024,
  resident: () => process.memoryUsage.rss(),
};

/** The peak of this very image, in bytes; `undefined` where the system is not Linux. */
async function highWater(): Promise<number | undefined> {
  try {
    const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
