/** Puts submodules into a checkout, from what the user's repository has of them; nothing is fetched. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git, tryGit, type GitOptions } from './git.ts';
import type { Repository } from './repository.ts';
import type { Side } from './worktrees.ts';

export interface SubmoduleOptions extends Pick<GitOptions, 'env' | 'signal'> {
  readonly repository: Repository;
  readonly side: Side;
  readonly checkout: string;
  readonly tell: (sentence: string) => void;
}

/** A commit that is to stand in a folder. */
interface Submodule {
  /** From the top of the outermost checkout. */
  readonly path: string;
  readonly commit: string;
  /** Where the user's repository keeps its objects; `undefined` where it has none. */
  readonly home: string | undefined;
}

/**
 * `git submodule update` would write into the configuration, which all worktrees share, and ask the network; the files
 * are all that is needed. What is not here is told, and left empty.
 */
export async function fillSubmodules(top: string, options: SubmoduleOptions): Promise<void> {
  if (!existsSync(join(top, '.gitmodules'))) return;
  const { repository, checkout, side, env, signal, tell } = options;
  const [folder, users] = [repository.gitFolder, repository.top];
  const at = (home: string) => ({ folder: home, env, signal, own: { GIT_DIR: home } });
  const left = await submodulesOf(checkout, { users, above: '', home: folder }, at(folder));
  for (let one = left.pop(); one; one = left.pop()) {
    const { path, commit, home } = one;
    if (home === undefined || !(await hasCommit(commit, at(home)))) {
      const get = 'git submodule update --init --recursive brings it, or git fetch in the submodule';
      tell(`the submodule ${path} stays empty at the ${side}: its commit ${commit.slice(0, 12)} is not here; ${get}`);
      continue;
    }
    const target = join(top, path);
    mkdirSync(target, { recursive: true });
    const own = { GIT_DIR: home, GIT_WORK_TREE: target, GIT_INDEX_FILE: join(top, '..', `index-${side}`) };
    await git(['read-tree', commit], { ...at(home), folder: target, own });
    await git(['checkout-index', '--all', '--force'], { ...at(home), folder: target, own });
    left.push(...(await submodulesOf(commit, { users, above: path, home }, at(home))));
  }
}

interface Around {
  /** The top of the user's work tree. */
  readonly users: string;
  /** The submodule that they are in, from the top; empty for the top itself. */
  readonly above: string;
  /** The git folder of what they are in. */
  readonly home: string;
}

async function submodulesOf(commit: string, { users, above, home }: Around, at: GitOptions): Promise<Submodule[]> {
  const listed = (await git(['ls-tree', '-r', '-z', '--full-tree', commit], at)).split('\0');
  return listed.flatMap((line) => {
    const [, id, path] = /^160000 commit (\w+)\t([^]+)$/.exec(line) ?? [];
    if (id === undefined || path === undefined) return [];
    const full = join(above, path);
    return [{ path: full, commit: id, home: homeOf(join(users, full), join(home, 'modules', path)) }];
  });
}

/** Where the work tree says, or where git puts it, by its path if it has not got another name. */
function homeOf(users: string, usual: string): string | undefined {
  const link = join(users, '.git');
  const found = statSync(link, { throwIfNoEntry: false });
  if (found?.isDirectory()) return link;
  const [, named] = found?.isFile() ? (/^gitdir: (.*)$/m.exec(readFileSync(link, 'utf8')) ?? []) : [];
  if (named !== undefined) return resolve(users, named);
  return existsSync(join(usual, 'objects')) ? usual : undefined;
}

async function hasCommit(commit: string, at: GitOptions): Promise<boolean> {
  return (await tryGit(['cat-file', '-e', `${commit}^{commit}`], at)).code === 0;
}
