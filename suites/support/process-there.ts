/** Whether a process is there, for tests of what is left behind. */
import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process is there. One that its parent has not reaped counts as there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The same, where one that nobody has reaped does not count: who reaps what has lost its parent may take its time. */
export function isRunning(pid: number): boolean {
  if (!isThere(pid)) return false;
  try {
    // Behind the name, which is in brackets and may be anything: Z for one that has ended.
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    // There is no such file on this system, or none any more.
    return isThere(pid);
  }
}

/** The processes that were given a folder in their environment, as Linux tells; elsewhere nobody does. */
export function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${folder}`);
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return false;
    }
  });
}
