/** Writes files that are there as a whole or not at all, however the program ends meanwhile. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface WholeFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/**
 * Writes all of them beside their places and only then puts them there, so that a full disk leaves the older ones as they
 * were. Source of the order (write, fsync, rename): https://lwn.net/Articles/457667/
 */
export function writeWhole(files: readonly WholeFile[]): void {
  const beside = files.map(({ path, text }) => ({ path, text, aside: `${path}.${process.pid}.part` }));
  try {
    for (const { aside, text } of beside) {
      const file = openSync(aside, 'w');
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    }
    for (const { aside, path } of beside) renameSync(aside, path);
  } catch (error) {
    for (const { aside } of beside) rmSync(aside, { force: true });
    throw error;
  }
}
