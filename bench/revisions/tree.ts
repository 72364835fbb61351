/** The files of a commit, read from git, so that nothing has to be checked out. */
import { posix } from 'node:path';
import type { Shelf } from '../harness/catalog/reach.ts';
import { gitNow, type GitOptions } from './git.ts';

export interface Tree extends Pick<Shelf, 'kindOf' | 'read' | 'real'> {
  /** All files, from the top, with `/`. */
  readonly files: readonly string[];
}

/**
 * @param commit or a tree, in full
 * @throws {TouchstoneError} GIT_FAILED
 */
export function treeOf(commit: string, at: GitOptions): Tree {
  const listed = gitNow(['ls-tree', '-r', '-z', '--full-tree', commit], '', at).toString().split('\0');
  const ids = new Map<string, string>();
  const folders = new Set<string>();
  const symbolic: string[] = [];
  for (const line of listed) {
    const [, mode, id, path] = /^(\d+) (?:blob|commit) (\w+)\t([^]+)$/.exec(line) ?? [];
    if (id === undefined || path === undefined) continue;
    ids.set(path, id);
    if (mode === '120000') symbolic.push(path);
    for (let above = posix.dirname(path); above !== '.' && !folders.has(above); above = posix.dirname(above))
      folders.add(above);
  }
  const links = readAll(symbolic, ids, at);
  return {
    files: [...ids.keys()],
    kindOf: (path) => (ids.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    read: (paths) => readAll(paths, ids, at),
    real: (path) => (links.size === 0 ? path : realPath(path, links)),
  };
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** A link that leads out of the repository, or nowhere, is no path of it, and stays what it is. */
function realPath(path: string, links: ReadonlyMap<string, string>): string {
  let found = path;
  for (let followed = 0; followed < MOST_LINKS; followed++) {
    const parts = found.split('/');
    const at = parts.findIndex((_, index) => links.has(parts.slice(0, index + 1).join('/')));
    if (at === -1) return found;
    const link = parts.slice(0, at + 1).join('/');
    found = posix.join(posix.dirname(link), links.get(link)!, ...parts.slice(at + 1));
  }
  return path;
}

/** All of them by one process: each would take as long by itself. */
function readAll(paths: readonly string[], ids: ReadonlyMap<string, string>, at: GitOptions): Map<string, string> {
  const known = paths.filter((path) => ids.has(path));
  if (known.length === 0) return new Map();
  const asked = known.map((path) => `${ids.get(path)}\n`).join('');
  const told = gitNow(['cat-file', '--batch'], asked, at);
  const texts = new Map<string, string>();
  let from = 0;
  for (const path of known) {
    const end = told.indexOf('\n', from);
    // `<id> blob <size>`; of a submodule, whose commit is elsewhere, `<id> missing`.
    const size = / blob (\d+)$/.exec(told.toString('latin1', from, end))?.[1];
    from = end + 1;
    if (size === undefined) continue;
    texts.set(path, told.toString('utf8', from, from + Number(size)));
    from += Number(size) + 1;
  }
  return texts;
}
