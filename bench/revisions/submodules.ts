/** Puts submodules into a checkout, from what the user's repository has of them; nothing is fetched. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { git, tryGit, type GitOptions } from './git.ts';
import type { Repository } from './repository.ts';
import type { Side } from './worktrees.ts';

export interface SubmoduleOptions extends Pick<GitOptions, 'env' | 'signal'> {
  readonly repository: Repository;
  readonly side: Side;
  readonly checkout: string;
  readonly tell: (sentence: string) => void;
}

/** A repository of objects, and a commit of it that is to stand in a folder. */
interface Submodule {
  /** From the top of the outermost checkout. */
  readonly path: string;
  readonly commit: string;
  /** Where the user has it in the working tree; it need not be there. */
  readonly users: string;
}

/**
 * `git submodule update` would write into the configuration, which all worktrees share, and ask the network; the files
 * are all that is needed. What is not here is told, and left empty.
 */
export async function fillSubmodules(top: string, options: SubmoduleOptions): Promise<void> {
  const { repository, checkout, side, env, signal, tell } = options;
  const left = await submodulesOf(checkout, repository.top, '', { folder: repository.top, env, signal });
  for (let one = left.pop(); one; one = left.pop()) {
    const at = { folder: one.users, env, signal };
    if (!(await hasCommit(one, at))) {
      const get = `git submodule update --init --recursive`;
      const commit = one.commit.slice(0, 12);
      tell(
        `the submodule ${one.path} stays empty at the ${side}: its commit ${commit} is not here (${get}, or git fetch in it)`,
      );
      continue;
    }
    const target = join(top, one.path);
    mkdirSync(target, { recursive: true });
    const own = { GIT_INDEX_FILE: join(top, '..', `index-${side}`) };
    await git(['read-tree', one.commit], { ...at, own });
    // A path of its own, and nothing of the user's: where files go is said by the prefix.
    await git(['checkout-index', '--all', '--force', `--prefix=${target}/`], { ...at, own });
    left.push(...(await submodulesOf(one.commit, one.users, one.path, at)));
  }
}

async function submodulesOf(commit: string, users: string, above: string, at: GitOptions): Promise<Submodule[]> {
  const listed = (await git(['ls-tree', '-r', '-z', '--full-tree', commit], at)).split('\0');
  return listed.flatMap((line) => {
    const [, id, path] = /^160000 commit (\w+)\t([^]+)$/.exec(line) ?? [];
    if (id === undefined || path === undefined) return [];
    return [{ path: above === '' ? path : `${above}/${path}`, commit: id, users: join(users, path) }];
  });
}

/** A folder without a repository of its own would be taken for the one that it lies in. */
async function hasCommit({ users, commit }: Submodule, at: GitOptions): Promise<boolean> {
  if (!existsSync(join(users, '.git'))) return false;
  return (await tryGit(['cat-file', '-e', `${commit}^{commit}`], at)).code === 0;
}
