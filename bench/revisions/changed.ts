/**
 * What has changed between two revisions, and which claims reach any of it: before anything is checked out.
 *
 * Only the head is followed, and that suffices for what only the base has reached. Say that nothing differs of what a
 * claim reaches at the head, files that are named and not there included. Then its own file is the same at the base, and
 * names the same there; so each of those is the same, or missing at both; and so on, file by file. The base reaches the
 * same files, and none of them differs. The other way round: on the way to a file that differs at the base, the first one
 * that differs is named by one that does not, and so it is reached at the head too.
 */
import { posix, relative, sep } from 'node:path';
import { follow, reachOf } from '../harness/catalog/reach.ts';
import { git, type GitOptions } from './git.ts';
import type { FoundRevisions } from './revisions.ts';
import { EVERYTHING, shelfOf } from './shelf.ts';
import { buildsOtherwise, settingsOf } from './settings.ts';
import { treeOf, type Tree } from './tree.ts';

/** A claim's file at a revision, by where it lies. */
export interface ClaimSource {
  /** As the catalog calls it: `buffers/concat-beats-joining`. */
  readonly id: string;
  /** From the top of the repository, with `/`. */
  readonly file: string;
}

export interface Reached extends ClaimSource {
  /** The files that have changed and that it reaches, from the project's folder, with `/`; empty where it reaches none. */
  readonly changes: readonly string[];
}

type At = Pick<GitOptions, 'env' | 'signal'>;

/**
 * All files that are not the same at both, those of one side alone and both names of one that was renamed included.
 *
 * @returns from the project's folder, with `/`; what lies beside it in the repository begins with `../`
 * @throws {TouchstoneError} GIT_FAILED, INTERRUPTED
 */
export async function changedFiles(found: FoundRevisions, at: At = {}): Promise<string[]> {
  const { prefix } = found.repository;
  return (await changedPaths(found, at)).map((path) => posix.relative(prefix, path));
}

/**
 * The claims of the head, and what each reaches of what has changed.
 *
 * @param claims the folder of claims, as an absolute path in the user's work tree
 * @throws {TouchstoneError} GIT_FAILED, INTERRUPTED
 */
export async function reachedChanges(found: FoundRevisions, claims: string, at: At = {}): Promise<Reached[]> {
  const { repository, base, head } = found;
  const { prefix } = repository;
  const there = { ...at, folder: repository.top };
  const changed = await changedPaths(found, at);
  const tree = treeOf(head.tree, there);
  const sources = claimSources(tree, folderOf(claims, repository.top));
  if (changed.length === 0) return sources.map((source) => ({ ...source, changes: [] }));
  return reachedBy(sources, changed, tree, treeOf(base.tree, there), prefix);
}

/**
 * The same by itself.
 *
 * @param changed from the top
 * @param prefix the project's folder from there
 */
export function reachedBy(
  sources: readonly ClaimSource[],
  changed: readonly string[],
  head: Tree,
  base: Tree,
  prefix: string,
): Reached[] {
  const files = sources.map(({ file }) => file);
  const links = follow(files, shelfOf(head, prefix));
  const otherwise = buildsOtherwise(head, base, prefix);
  return sources.map((source) => {
    const reached = [...reachOf(source.file, links), ...settingsOf(source.file, head, prefix, otherwise)];
    const changes = changed.filter(reaches(new Set(reached), prefix));
    return { ...source, changes: changes.map((path) => posix.relative(prefix, path)) };
  });
}

/**
 * The claims of a revision.
 *
 * @param claims the folder of claims, as an absolute path in the user's work tree
 * @throws {TouchstoneError} GIT_FAILED
 */
export function claimsOf(found: FoundRevisions, side: 'base' | 'head', claims: string, at: At = {}): ClaimSource[] {
  const { top } = found.repository;
  return claimSources(treeOf(found[side].tree, { ...at, folder: top }), folderOf(claims, top));
}

/** From the top of the repository. A diff of trees has no settings that could hide or rename a file. */
async function changedPaths({ repository, base, head }: FoundRevisions, at: At): Promise<string[]> {
  if (base.tree === head.tree) return [];
  const words = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', base.tree, head.tree];
  const told = await git(words, { ...at, folder: repository.top });
  return told.split('\0').filter((path) => path !== '');
}

function folderOf(claims: string, top: string): string {
  return relative(top, claims).split(sep).join('/');
}

/** As `findClaims` finds them on disk. */
function claimSources({ files }: Tree, folder: string): ClaimSource[] {
  const inside = files.filter((file) => file.startsWith(`${folder}/`) && /(?<!\.d)\.(ts|js|mjs)$/.test(file));
  return inside
    .filter((file) => !file.slice(folder.length).includes('/node_modules/'))
    .map((file) => ({ id: file.slice(folder.length + 1).replace(/\.\w+$/, ''), file }));
}

/**
 * Whether a file that has changed is among what is reached: itself, or a folder that it is in; or, where it is a
 * submodule, something in it. A folder that holds the whole project is no data of anybody's: it is a place to begin from.
 */
function reaches(reached: ReadonlySet<string>, prefix: string): (changed: string) => boolean {
  const folders = new Set([...reached].flatMap(foldersAbove));
  const whole = new Set(['.', prefix, ...foldersAbove(prefix)]);
  return (changed) =>
    reached.has(EVERYTHING) ||
    reached.has(changed) ||
    folders.has(changed) ||
    foldersAbove(changed).some((folder) => reached.has(folder) && !whole.has(folder));
}

function foldersAbove(path: string): string[] {
  const above = posix.dirname(path);
  return above === '.' || above === '/' || path.startsWith('..') ? [] : [above, ...foldersAbove(above)];
}
