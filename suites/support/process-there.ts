/** Whether a process is there, for tests of what is left behind. */

/** Whether a process is there. One that its parent has not reaped counts as there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
