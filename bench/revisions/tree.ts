/** The files of a commit, read from git, so that nothing has to be checked out. */
import { dirname } from 'node:path';
import type { Shelf } from '../harness/catalog/reach.ts';
import { gitNow, type GitOptions } from './git.ts';

export interface Tree extends Pick<Shelf, 'kindOf' | 'read'> {
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
  for (const line of listed) {
    const [, id, path] = /^\d+ (?:blob|commit) (\w+)\t([^]+)$/.exec(line) ?? [];
    if (id === undefined || path === undefined) continue;
    ids.set(path, id);
    for (let above = dirname(path); above !== '.' && !folders.has(above); above = dirname(above)) folders.add(above);
  }
  return {
    files: [...ids.keys()],
    kindOf: (path) => (ids.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    read: (paths) => readAll(paths, ids, at),
  };
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
