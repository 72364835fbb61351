/**
 * Instances of modules on runtimes that cannot carry a tag from an import to the imports below it: there every contender
 * finds all files at paths of its own, by a link to where they are.
 *
 * ```
 * FOLDER/contenders/0/home ──▶ /home        import FOLDER/contenders/0/home/anna/p/claim.js ──▶ …/0/home/anna/p/text.js
 * FOLDER/contenders/1/home ──▶ /home        import FOLDER/contenders/1/home/anna/p/claim.js ──▶ …/1/home/anna/p/text.js
 * ```
 *
 * It takes a runtime that leaves links as they are: `bun --preserve-symlinks`, and Deno by itself. The folder is the
 * process's own, and goes with it; a link is removed as a link.
 */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = join(tmpdir(), 'contenders');

const contenders: string[] = [];
/** What was loaded before any contender: our own modules. */
let own: ReadonlySet<string> = new Set();

/** @param loaded the files that are loaded by now */
export function begin(loaded: readonly string[]): void {
  own = new Set(loaded);
}

/**
 * Loads the module's instance for one contender. Packages that are themselves found over links, as pnpm lays them out,
 * do not find each other so: then the contender has the module to itself, and shares what it imports.
 */
export async function load(contender: string, url: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(linkedPath(contender, fileURLToPath(url))).href);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    return import(`${url}?contender=${encodeURIComponent(contender)}`);
  }
}

/** Of the files that are loaded, those that are neither ours nor a contender's own. */
export function sharedOf(loaded: readonly string[]): string[] {
  return loaded.filter((path) => {
    return !own.has(path) && !path.startsWith(FOLDER) && !path.includes('?contender=') && /^([A-Z]:\\|\/)/.test(path);
  });
}

/** Names the files where they are. */
export function withoutLinks(text: string): string {
  return text.replaceAll(new RegExp(`${FOLDER.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)}[/\\\\]\\d+`, 'g'), '');
}

/** From its topmost folder on: what a project imports from beside itself is below that too. */
function linkedPath(contender: string, path: string): string {
  if (!contenders.includes(contender)) contenders.push(contender);
  const root = join(FOLDER, String(contenders.indexOf(contender)));
  const [, top = ''] = path.split('/');
  const link = join(root, top);
  mkdirSync(root, { recursive: true });
  if (!existsSync(link)) symlinkSync(`/${top}`, link);
  return join(root, path);
}
