/** Both revisions side by side: checked out, installed and built, and gone when they are no longer needed. */
import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../cache-folder.ts';
import { build } from './build.ts';
import { interrupted } from './child.ts';
import { hasLfs, tryGit, type GitOptions } from './git.ts';
import { install } from './install.ts';
import type { FoundRevisions } from './revisions.ts';
import { fillSubmodules } from './submodules.ts';
import { addWorktree, makeWorktrees, SIDES, type Side, type Worktrees } from './worktrees.ts';

export interface CheckOutOptions {
  /** Aborted when the person interrupts: what has been begun is taken back. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what is going on, and what is to be known of it: a sentence without a full stop each. */
  readonly tell?: ((sentence: string) => void) | undefined;
  /** The folder of the cache; by default the user's, or the one that TOUCHSTONE_CACHE names. */
  readonly cache?: string | undefined;
  /** The folder of claims, from the project, with `/`: what does not compile in there stops nothing else. */
  readonly claims?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Disposed, it leaves nothing behind; and so it does where this process ends before, however. */
export interface CheckedOut extends AsyncDisposable {
  readonly base: Checkout;
  readonly head: Checkout;
  /** A text in which files of either are called as they are in the repository: these are gone when somebody looks. */
  readonly named: (text: string) => string;
}

export interface Checkout {
  /** The project's folder, as an absolute path. It is not there where the revision has no such project. */
  readonly folder: string;
}

/**
 * @throws {TouchstoneError} BASE_DOES_NOT_INSTALL, BASE_DOES_NOT_BUILD (HEAD_… of the other one), OUTPUT_FAILED where the
 *   cache cannot be written, GIT_FAILED, INTERRUPTED; nothing is left behind then
 */
export async function checkOut(found: FoundRevisions, options: CheckOutOptions = {}): Promise<CheckedOut> {
  const { env = process.env, cache = cacheFolder(env), signal } = options;
  if (signal?.aborted) throw interrupted();
  const worktrees = makeWorktrees(found.repository, cache);
  try {
    await fill(worktrees, found, { ...options, env, cache });
    const at = (side: Side): Checkout => ({ folder: join(worktrees.tops[side], found.repository.prefix) });
    const named = namedAsIn(SIDES.map((side) => worktrees.tops[side]));
    return {
      base: at('base'),
      head: at('head'),
      named,
      [Symbol.asyncDispose]: async () => worktrees[Symbol.dispose](),
    };
  } catch (error) {
    worktrees[Symbol.dispose]();
    throw error;
  }
}

function namedAsIn(tops: readonly string[]): (text: string) => string {
  const paths = tops.flatMap((top) => [top, realpathSync(top)]).map((top) => top + sep);
  const starts = [...paths.map((path) => pathToFileURL(path).href), ...paths];
  return (text) => starts.reduce((said, start) => said.replaceAll(start, ''), text);
}

type Filling = CheckOutOptions & { readonly env: NodeJS.ProcessEnv; readonly cache: string };

async function fill(worktrees: Worktrees, found: FoundRevisions, options: Filling): Promise<void> {
  const { repository } = found;
  const { env, cache, signal, claims = 'bench/claims' } = options;
  const tell = (sentence: string) => {
    options.tell?.(sentence);
    if (signal?.aborted) throw interrupted();
  };
  for (const side of SIDES) {
    const { name, checkout } = found[side];
    tell(`checking out the ${side} (${name})`);
    await addWorktree(worktrees.tops[side], checkout, { folder: repository.top, env, signal });
    await tellOfLfs(side, checkout, { folder: repository.top, env, signal }, tell);
    await fillSubmodules(worktrees.tops[side], { repository, side, checkout, env, signal, tell });
  }
  for (const side of SIDES) {
    const [top, { name }] = [worktrees.tops[side], found[side]];
    const { folder } = worktrees;
    const { top: users, prefix } = repository;
    await install(top, { side, name, users, prefix, cache, folder, env, signal, tell });
  }
  tell('building both');
  const together = new AbortController();
  const stop = AbortSignal.any([together.signal, ...(signal ? [signal] : [])]);
  const builds = SIDES.map(async (side) => {
    const folder = join(worktrees.tops[side], repository.prefix);
    if (existsSync(folder)) await build(folder, { side, name: found[side].name, claims, env, signal: stop });
  });
  await allOrFirst(builds, together);
}

/** A pointer is a small file of text where a large one should be: nobody shall wonder what was measured. */
async function tellOfLfs(side: Side, commit: string, at: GitOptions, tell: (sentence: string) => void): Promise<void> {
  if (hasLfs(at.env)) return;
  const words = [
    'grep',
    '--quiet',
    '--fixed-strings',
    'filter=lfs',
    commit,
    '--',
    '.gitattributes',
    '**/.gitattributes',
  ];
  const uses = (await tryGit(words, at)).code === 0;
  if (uses) tell(`git lfs is not installed: at the ${side} its files are pointers of a few lines`);
}

/** What fails first ends the other one, and is thrown when that has come to its end. */
async function allOrFirst(works: readonly Promise<void>[], together: AbortController): Promise<void> {
  try {
    await Promise.all(works);
  } catch (error) {
    together.abort();
    await Promise.allSettled(works);
    throw error;
  }
}
