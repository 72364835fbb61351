/** Whether a process is there, for tests of what is left behind. */
import { readFileSync } from 'node:fs';

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
