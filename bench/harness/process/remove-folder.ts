/** Removes a folder as far as it can be removed. */
import { rmSync } from 'node:fs';

/** What another still writes there (ENOTEMPTY), or has locked (EACCES), is left behind: that is no reason to break off. */
export function removeFolder(folder: string, maxRetries: number): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries });
  } catch {
    return;
  }
}
