/** The two revisions that are compared: what was asked for, and which commits that are. */
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
  const [before, now] = [
    await lookAt(left?.name ?? base!, from, at),
    await lookAt(head ?? 'the working tree', standing, at),
  ];
  return {
    repository,
    base: before,
    head: head === undefined ? await asItIs(repository, now, at) : now,
    says: left?.says === undefined ? [] : [left.says],
  };
}

async function asItIs(repository: Repository, now: FoundRevision, at: GitOptions): Promise<FoundRevision> {
  const { commit, tree } = await snapshot(repository, now.commit, at);
  return tree === now.tree ? now : { ...now, changed: true, checkout: commit, tree };
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

async function lookAt(name: string, commit: string, at: GitOptions): Promise<FoundRevision> {
  const seen = await git(['log', '-1', '--no-show-signature', '--format=%T%n%s', commit, '--'], at);
  const [tree = '', subject = ''] = seen.split('\n');
  return { name, commit, subject, checkout: commit, tree };
}
