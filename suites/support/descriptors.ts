/** The open descriptors of this process, for tests of what is closed again. */
import fs from 'node:fs';

/** Whether they can be counted here; where not, such a test is skipped under a title that says so. */
export const descriptorsCountable = fs.existsSync('/proc/self/fd');

/** How many descriptors are open on what lies under `directory` (absolute, free of symbolic links). */
export function openDescriptors(directory: string): number {
  return fs.readdirSync('/proc/self/fd').filter((fd) => targetOf(fd)?.startsWith(directory)).length;
}

function targetOf(fd: string): string | undefined {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined; // closed since the listing, as is the listing's own
  }
}
