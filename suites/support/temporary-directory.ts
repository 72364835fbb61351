/** A temporary directory for a suite: made before its first test, removed after its last, also when a test fails. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'mocha';

export interface TemporaryDirectory {
  /** Absolute and free of symbolic links (on macOS the temporary directory is one). Throws outside of the suite. */
  readonly path: string;
  /** The path of something in it. */
  join(...names: readonly string[]): string;
  /** Writes a file into it and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Makes a new empty directory inside it, for a test that counts what is left behind, and returns its path. */
  fresh(): string;
}

/** Call it in the body of a suite or a describe block, in either dialect; use what it returns inside of the tests. */
export function temporaryDirectory(): TemporaryDirectory {
  let made: string | undefined;

  before('makes a temporary directory', () => {
    made = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-')));
  });
  after('removes the temporary directory', () => {
    if (made !== undefined) fs.rmSync(made, { recursive: true, force: true, maxRetries: 3 });
    made = undefined;
  });

  return {
    get path() {
      if (made === undefined) {
        throw new Error(
          'The temporary directory is there only while its suite runs: use it inside of a test or a hook.',
        );
      }
      return made;
    },
    join(...names) {
      return path.join(this.path, ...names);
    },
    write(name, content) {
      const file = this.join(name);
      fs.writeFileSync(file, content);
      return file;
    },
    fresh() {
      return fs.mkdtempSync(this.join('fresh-'));
    },
  };
}
