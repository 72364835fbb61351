/** Digests of code, by which a run that goes on sees whether it is still what was begun. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectOf } from './find.ts';

/** Enough of SHA-256 for nobody to meet the same twice by accident. */
const DIGITS = 16;

/**
 * Of a compiled module and of all that it imports below the project. Packages count by the project's lock file, and a
 * specifier that is put together at run time is not followed.
 *
 * @param module a URL
 */
export function codeOfModule(module: string): string {
  const first = fileURLToPath(module);
  const root = projectOf(dirname(first));
  const found = new Map<string, string>();
  const left = [first];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (found.has(path) || !existsSync(path)) continue;
    const text = readFileSync(path, 'utf8');
    found.set(path, text);
    for (const specifier of specifiersIn(text)) {
      if (specifier.startsWith('.')) left.push(join(dirname(path), specifier));
      else if (!specifier.startsWith('node:')) left.push(join(root, 'package-lock.json'));
    }
  }
  return digest(root, found);
}

/** Of everything of touchstone that measures: its compiled files, without the claims. */
export function codeOfHarness(): string {
  const bench = fileURLToPath(new URL('../..', import.meta.url));
  const files = readdirSync(bench, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !/^(?:claims|controls)[/\\]/.test(path))
    .map((path) => join(bench, path));
  return digest(bench, new Map(files.map((path) => [path, readFileSync(path, 'utf8')])));
}

/** What stands behind `from` and `import`, wherever that is: one too many does no harm. */
function specifiersIn(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g)].map(
    ([, , specifier]) => specifier!,
  );
}

function digest(root: string, files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${relative(root, path).split(sep).join('/')}\n${text.length}\n${text}`);
  }
  return hash.digest('hex').slice(0, DIGITS);
}
