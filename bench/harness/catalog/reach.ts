/**
 * What a module reaches: by what it imports, and by what it names besides, such as the programs it starts and the files
 * it reads (`new URL('./worker.js', import.meta.url)`). It is read, and never run; one too many does no harm.
 */
import { posix } from 'node:path';

/** Where modules are read from: a folder on disk, or a commit. All paths are normal ones, with `/`. */
export interface Shelf {
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined;
  /** The texts of all of these files; they are there. */
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, string>;
  /** Where a path leads that is a symbolic link, or goes by way of one. */
  readonly real?: ((path: string) => string) | undefined;
  /** What a package's name stands for: its files, where they are here, or the lock file that says which ones they are. */
  readonly packaged: (name: string) => readonly string[];
  /** What a relative name in a file may stand for besides, where the file is run as something that it is compiled into. */
  readonly elsewhere?: ((file: string, name: string) => readonly string[]) | undefined;
}

/** Files and folders that a file names, there or not: what is not there may have been removed. */
export type Links = readonly string[];

/** What can be read as code. Anything else that is reached is data, and names nothing. */
const CODE = /\.[cm]?[jt]sx?$/;

/**
 * Follows the links of all of these files together, so that each file is read once.
 *
 * @returns by file, what it names; data names nothing
 */
export function follow(first: readonly string[], shelf: Shelf): Map<string, Links> {
  const followed = new Map<string, Links>();
  for (let level = [...new Set(first)]; level.length > 0;) {
    const aliases = level.filter((path) => (shelf.real?.(path) ?? path) !== path);
    for (const path of aliases) followed.set(path, [shelf.real!(path)]);
    const files = level.filter((path) => !followed.has(path) && shelf.kindOf(path) === 'file');
    const texts = shelf.read(files.filter((path) => CODE.test(path)));
    for (const path of files) followed.set(path, linksIn(path, texts.get(path) ?? '', shelf));
    const next = [...aliases, ...files].flatMap((path) => followed.get(path)!);
    level = [...new Set(next)].filter((path) => !followed.has(path));
  }
  return followed;
}

/** All that a file reaches, itself included. */
export function reachOf(first: string, links: ReadonlyMap<string, Links>): Set<string> {
  const reached = new Set<string>();
  const left = [first];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    left.push(...(links.get(path) ?? []));
  }
  return reached;
}

function linksIn(path: string, text: string, { packaged, elsewhere }: Shelf): Links {
  const imported = specifiersIn(text);
  const named = new Set([...imported.filter((name) => /^\.\.?(?:\/|$)/.test(name)), ...namesIn(text)]);
  const packages = new Set(imported.filter((name) => !/^(?:\.|\/|node:|file:)/.test(name)));
  const here = posix.dirname(path);
  const paths = [...named].flatMap((name) => [posix.join(here, name), ...(elsewhere?.(path, name) ?? [])]);
  const found = [...paths, ...[...packages].flatMap((name) => packaged(name))];
  return [...new Set(found.flatMap((one) => candidates(one.replace(/\/$/, ''))))];
}

/** What TypeScript finds for a path, and Node.js for one without an ending: all of it, since one may hide another. */
export function candidates(path: string): string[] {
  const [, stem, ending] = /^([^]*)(\.[cm]?jsx?)$/.exec(path) ?? [];
  if (stem !== undefined && ending !== undefined) {
    const typed = ending.replace('j', 't');
    return [path, `${stem}${typed}`, ...(ending === '.js' ? [`${stem}.tsx`] : [])];
  }
  if (CODE.test(path) || /(?:^|\.|\.json)$/.test(path)) return [path];
  const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
  return [path, ...endings.flatMap((one) => [`${path}${one}`, `${path}/index${one}`])];
}

/** What stands behind `from` and `import`, wherever that is. */
function specifiersIn(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)].map(
    ([, , specifier]) => specifier!,
  );
}

/** Strings that begin as a relative path does. What another string is only compared with is not gone to. */
function namesIn(text: string): string[] {
  const found = text.matchAll(/(?<!\bstartsWith\()(['"`])(\.\.?\/[^'"`\n$]*)/g);
  return [...found].map(([, , name]) => name!.replace(/[?#].*$/, ''));
}
