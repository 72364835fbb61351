/** The two revisions that are compared: what was asked for, and which commits that are. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Revision } from '../results/comparison.ts';
import { TouchstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { git, tryGit, type GitOptions } from './git.ts';
import { leftMain } from './main-branch.ts';
import { findRepository, type Repository } from './repository.ts';
import { snapshot } from './working-tree.ts';

export interface FoundRevision extends Revision {
  /** What is checked out for it, in full: `commit`, or what the working tree was taken as. */
  readonly checkout: string;
  /** Of that, in full: where two are the same, nothing differs. */
  readonly tree: string;
}

export interface FoundRevisions {
  readonly repository: Repository;
  readonly base: FoundRevision;
  readonly head: FoundRevision;
  /** What is to be told of how they were chosen: sentences without a full stop. */
  readonly says: readonly string[];
}

/** In the repository itself: elsewhere a build that asks git where it stands would find nothing. */
const TAKEN =
  'the working tree is taken as it is, untracked files included: git keeps a copy that nothing refers to, and removes it in time (git gc)';

export interface Asked {
  /** A folder of the checkout. */
  readonly folder: string;
  /** A branch, a tag, a commit; by default where HEAD left the main branch. */
  readonly base?: string | undefined;
  /** By default the working tree, as it is. */
  readonly head?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Changes nothing that the user has: neither a file, nor the index, nor a ref. Of a working tree that differs from its
 * commit it leaves objects in the repository that nothing refers to, which git removes by itself in time.
 *
 * @throws {TouchstoneError} NO_REPOSITORY, GIT_NOT_INSTALLED, REVISION_UNKNOWN, REVISION_NOT_HERE, NO_BASE,
 *   MERGE_CONFLICTS, GIT_FAILED, INTERRUPTED
 */
export async function findRevisions({ folder, base, head, env, signal }: Asked): Promise<FoundRevisions> {
  const repository = await findRepository({ folder, env, signal });
  const at = { folder: repository.top, env, signal };
  const standing = await resolveName(repository, head ?? 'HEAD', at);
  const left = base === undefined ? await leftMain(repository, standing, at) : undefined;
  const from = left?.commit ?? (await resolveName(repository, base!, at));
  const [seenBase, seenHead] = await lookAt([from, standing], at);
  const before = { name: left?.name ?? base!, ...seenBase };
  const now = { name: head ?? 'the working tree', ...seenHead };
  const says = left?.says === undefined ? [] : [left.says];
  if (head !== undefined) return { repository, base: before, head: now, says };
  const taken = await asItIs(repository, now, at);
  const inside = (await changedInside(at)).map(
    (path) => `what is changed inside of the submodule ${path} is not taken`,
  );
  const kept = taken.changed ? [TAKEN] : [];
  return { repository, base: before, head: taken, says: [...says, ...kept, ...inside] };
}

async function asItIs(repository: Repository, now: FoundRevision, at: GitOptions): Promise<FoundRevision> {
  const { commit, tree } = await snapshot(repository, now, at);
  return tree === now.tree ? now : { ...now, changed: true, checkout: commit, tree };
}

/** Submodules with changes that are not committed in them: of a submodule git keeps the commit alone. */
async function changedInside(at: GitOptions): Promise<string[]> {
  if (!existsSync(join(at.folder, '.gitmodules'))) return [];
  const words = ['status', '--porcelain=v2', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=none'];
  const lines = (await git(words, at)).split('\0');
  // `1 .M S.MU …`: modified and untracked in it. The path is the ninth word.
  return lines.filter((line) => /^1 \S+ S.(?:M.|.U) /.test(line)).map((line) => line.split(' ').slice(8).join(' '));
}

/** The commit that a name stands for; a branch that only the remote has is known by its own name too. */
async function resolveName(repository: Repository, name: string, at: GitOptions): Promise<string> {
  // What begins with a hyphen is an option for git, and no ref can.
  for (const one of /^(?:-|$)/.test(name) ? [] : [name, `refs/remotes/origin/${name}`]) {
    const { code, out } = await tryGit(['rev-parse', '--verify', '--quiet', `${one}^{commit}`], at);
    if (code === 0) return out.toString().trim();
  }
  if (name === 'HEAD') {
    const says = 'The repository has no commit yet, so there is nothing to compare with.';
    throw new TouchstoneError('NO_BASE', says, 'Commit something first.');
  }
  if (repository.shallow) throw notHere(name);
  const refs = await git(['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'], at);
  const near = nearest(
    name,
    refs.split('\n').filter((ref) => ref !== ''),
  );
  const remedy = near === undefined ? 'See git branch --all and git tag.' : `Did you mean ${near}?`;
  throw new TouchstoneError('REVISION_UNKNOWN', `There is no commit, branch or tag "${name}".`, remedy);
}

function notHere(name: string): TouchstoneError {
  const fetch = `git fetch --depth=1 origin ${name.replace(/^origin\//, '')}`;
  return new TouchstoneError(
    'REVISION_NOT_HERE',
    `This is a shallow clone, and "${name}" is not in it.`,
    `Bring it: ${fetch}, then touchstone compare FETCH_HEAD; or all: git fetch --unshallow (in a workflow of GitHub, fetch-depth: 0 of actions/checkout).`,
  );
}

type Seen = Omit<FoundRevision, 'name'>;

async function lookAt(commits: readonly [string, string], at: GitOptions): Promise<[Seen, Seen]> {
  const words = ['log', '--no-walk=unsorted', '--no-show-signature', '--format=%H %T %s', ...commits, '--'];
  const lines = (await git(words, at)).split('\n').map((line) => /^(\w+) (\w+) (.*)$/.exec(line)!);
  const seen = new Map(lines.map(([, commit, tree, subject]) => [commit!, { tree: tree!, subject: subject! }]));
  // Where both are one commit it is told once.
  return commits.map((commit) => ({ commit, checkout: commit, ...seen.get(commit)! })) as [Seen, Seen];
}
