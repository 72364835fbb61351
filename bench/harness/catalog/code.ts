/** Digests of code, by which a run that goes on sees whether it is still what was begun. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectOf } from './find.ts';
import { follow, type Shelf } from './reach.ts';

/** Enough of SHA-256 for nobody to meet the same twice by accident. */
const DIGITS = 16;

/**
 * Of a compiled module and of all that it imports or names below the project, such as the programs that it starts.
 * Packages count by the project's lock file, and a specifier that is put together at run time is not followed.
 *
 * @param module a URL
 */
export function codeOfModule(module: string): string {
  const first = fileURLToPath(module);
  const root = withSlashes(projectOf(dirname(first)));
  const links = follow([withSlashes(first)], { ...DISK, packaged: () => [`${root}/package-lock.json`] });
  const files = [...links.keys()].filter((path) => path.startsWith(`${root}/`));
  return digest(root, new Map(files.map((path) => [path, readFileSync(path, 'latin1')])));
}

const DISK: Pick<Shelf, 'kindOf' | 'read'> = {
  kindOf(path) {
    try {
      const found = statSync(path);
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined;
    } catch {
      // There is none, or what should be a folder on the way to it is a file.
      return undefined;
    }
  },
  read: (paths) => new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])),
};

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

/** Of everything of touchstone that measures: its compiled files, without the claims. */
export function codeOfHarness(): string {
  const bench = fileURLToPath(new URL('../..', import.meta.url));
  const files = readdirSync(bench, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !/^(?:claims|controls)[/\\]/.test(path))
    .map((path) => join(bench, path));
  return digest(bench, new Map(files.map((path) => [path, readFileSync(path, 'utf8')])));
}

function digest(root: string, files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${relative(root, path).split(sep).join('/')}\n${text.length}\n${text}`);
  }
  return hash.digest('hex').slice(0, DIGITS);
}
