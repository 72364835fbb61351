/** What is compared with where no base is named: where the work left the main branch. */
import { TouchstoneError } from '../errors.ts';
import { git, gitFailed, tryGit, type GitOptions } from './git.ts';
import type { Repository } from './repository.ts';

/** The first that is there. What the remote has comes first: a main of one's own may be of last year. */
const MAIN = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

export interface LeftMain {
  /** `merge base with origin/main`, or `HEAD` where nothing has been committed since. */
  readonly name: string;
  /** In full. */
  readonly commit: string;
  /** Why it is this one, as a sentence without a full stop, where it is not what one may expect. */
  readonly says?: string;
}

/**
 * @param head a commit
 * @throws {TouchstoneError} NO_BASE where there is no such branch, or nothing in common with it
 */
export async function leftMain({ shallow }: Repository, head: string, at: GitOptions): Promise<LeftMain> {
  const main = await mainBranch(at);
  if (main === undefined) throw noMain(shallow);
  const { code, out, err } = await tryGit(['merge-base', head, main.ref], at);
  if (code !== 0 && code !== 1) throw gitFailed(['merge-base'], err.toString());
  const commit = out.toString().trim();
  if (commit === '') throw nothingInCommon(shallow, main.name);
  if (commit !== head) return { name: `merge base with ${main.name}`, commit };
  return {
    name: 'HEAD',
    commit,
    says: `nothing has been committed that ${main.name} does not have, so HEAD itself is the base`,
  };
}

async function mainBranch(at: GitOptions): Promise<{ ref: string; name: string } | undefined> {
  const format = '--format=%(refname) %(symref:short) %(refname:short)';
  const there = (await git(['for-each-ref', format, ...MAIN], at)).split('\n').map((line) => line.split(' '));
  const ref = MAIN.find((one) => there.some(([name]) => name === one));
  const [, points, short] = there.find(([name]) => name === ref) ?? [];
  return ref === undefined ? undefined : { ref, name: points || (short ?? ref) };
}

function noMain(shallow: boolean): TouchstoneError {
  const says =
    'There is no main branch to compare with: neither origin/HEAD, origin/main, origin/master, main nor master is here.';
  const fetched = ' In a workflow of GitHub, fetch-depth: 0 of actions/checkout brings them all.';
  return new TouchstoneError('NO_BASE', says, `Name a base: touchstone compare BASE.${shallow ? fetched : ''}`);
}

function nothingInCommon(shallow: boolean, name: string): TouchstoneError {
  if (!shallow) {
    const says = `HEAD and ${name} have no commit in common.`;
    return new TouchstoneError('NO_BASE', says, 'Name a base: touchstone compare BASE.');
  }
  return new TouchstoneError(
    'NO_BASE',
    `This is a shallow clone, and the commit that HEAD and ${name} have in common is not in it.`,
    'Bring the rest: git fetch --unshallow (in a workflow of GitHub, fetch-depth: 0 of actions/checkout).',
  );
}
