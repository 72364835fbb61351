/** The working tree as it is, as a commit that nothing refers to; what the user has is only read. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import { removeFolder } from '../harness/process/remove-folder.ts';
import { tellReaper } from '../harness/process/tell-reaper.ts';
import { git, type GitOptions } from './git.ts';
import type { Repository } from './repository.ts';

/** Whoever has not told git a name can be compared too; the moment is always the same, so that the commit is. */
const AUTHOR = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'touchstone'],
    [`GIT_${who}_EMAIL`, 'touchstone@localhost'],
    [`GIT_${who}_DATE`, '2000-01-01T00:00:00Z'],
  ]),
);

export interface Taken {
  readonly commit: string;
  readonly tree: string;
}

/**
 * What is modified, staged, deleted, or new and not ignored is in it. The index that this takes is a copy of the user's:
 * it knows which files need not be read again, and which are not meant to be there (sparse checkouts).
 *
 * @param parent the commit that the working tree stands on, and its tree
 * @returns the commit and its tree, both in full: `parent` itself where nothing differs
 * @throws {TouchstoneError} MERGE_CONFLICTS, GIT_FAILED
 */
export async function snapshot(
  repository: Repository,
  parent: Taken,
  options: Pick<GitOptions, 'env' | 'signal'>,
): Promise<Taken> {
  const at = { ...options, folder: repository.top };
  await refuseConflicts(at);
  const folder = join(tmpdir(), `touchstone-${randomBytes(6).toString('hex')}`);
  tellReaper({ keep: folder });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const index = join(folder, 'index');
    copyIndex(join(repository.gitFolder, 'index'), index);
    const own = { GIT_INDEX_FILE: index };
    await git(['add', '--all', '--', '.'], { ...at, own });
    const tree = await git(['write-tree'], { ...at, own });
    if (tree === parent.tree) return parent;
    const words = ['commit-tree', '--no-gpg-sign', '-p', parent.commit, '-m', 'the working tree as it is', tree];
    return { commit: await git(words, { ...at, own: AUTHOR }), tree };
  } finally {
    removeFolder(folder, 3);
    tellReaper({ drop: folder });
  }
}

async function refuseConflicts(at: GitOptions): Promise<void> {
  const unmerged = await git(['ls-files', '--unmerged', '-z'], at);
  const [first] = unmerged.split('\0').map((line) => line.replace(/^[^\t]*\t/, ''));
  if (first === undefined || first === '') return;
  throw new TouchstoneError(
    'MERGE_CONFLICTS',
    `The working tree is in the middle of a merge with conflicts, in ${first} for instance: there is no one code to measure.`,
    'Resolve them and git add the files, or name a HEAD: touchstone compare BASE HEAD.',
  );
}

/**
 * What was written in the moment in which the index was is looked at again, as git does by the index's own time
 * (https://git-scm.com/docs/racy-git): the copy must not be younger than what it was taken from.
 */
function copyIndex(from: string, to: string): void {
  if (!existsSync(from)) return;
  copyFileSync(from, to);
  const seconds = Math.floor(statSync(from).mtimeMs / 1000);
  utimesSync(to, seconds, seconds);
}
