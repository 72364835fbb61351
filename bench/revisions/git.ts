/** Runs git: with nothing of whoever called us, with no hooks, and without asking anybody anything. */
import { execFileSync } from 'node:child_process';
import { installed } from '../../fixtures/processes/installed.ts';
import { oneLine } from '../../reports/text.ts';
import { TouchstoneError } from '../errors.ts';
import { runChild, type Ended } from './child.ts';

export interface GitOptions {
  /** The folder that git is run in. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Variables that only this call has, such as an index of its own. */
  readonly own?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What ties a call to a repository (`git rev-parse --local-env-vars`), without the variables of `-c`, which may be what
 * makes a checkout trusted (safe.directory). Whoever calls us from a hook hands its own on.
 */
const OF_A_REPOSITORY = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

/** What a user may have set that would run programs, or change what is read. */
const SETTINGS = Object.entries({
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.untrackedCache': 'false',
  // Parts of an index would be written beside the user's.
  'core.splitIndex': 'false',
  'core.safecrlf': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'advice.addEmbeddedRepo': 'false',
  'advice.detachedHead': 'false',
  'log.showSignature': 'false',
  'core.quotePath': 'false',
});

/** Where git-lfs was set up and is not there, its filter would fail everything that it is for. */
const WITHOUT_LFS = Object.entries({
  'filter.lfs.process': '',
  'filter.lfs.smudge': '',
  'filter.lfs.clean': '',
  'filter.lfs.required': 'false',
});

/**
 * @returns what it wrote, without the line break at the end
 * @throws {TouchstoneError} GIT_FAILED with what git says; GIT_NOT_INSTALLED; INTERRUPTED
 */
export async function git(words: readonly string[], options: GitOptions): Promise<string> {
  const { code, out, err } = await tryGit(words, options);
  if (code !== 0) throw gitFailed(words, err.toString());
  return out.toString().replace(/\n$/, '');
}

/** The same, where it may fail: whoever calls looks at the exit code. */
export async function tryGit(words: readonly string[], { folder, env, own, signal }: GitOptions): Promise<Ended> {
  try {
    return await runChild('git', [...settings(env), ...words], { cwd: folder, env: gitEnvironment(env, own), signal });
  } catch (error) {
    throw missing(error) ?? error;
  }
}

/** The same for what only reads and takes milliseconds. */
export function gitNow(words: readonly string[], input: string, { folder, env, own }: GitOptions): Buffer {
  try {
    return execFileSync('git', [...settings(env), ...words], {
      cwd: folder,
      env: gitEnvironment(env, own),
      input,
      maxBuffer: Infinity,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw missing(error) ?? gitFailed(words, said);
  }
}

/** Whether files that are kept beside the repository (Git LFS) are put in place; else their pointers are left as they are. */
export function hasLfs(env: NodeJS.ProcessEnv = process.env): boolean {
  return installed('git-lfs', env) !== undefined;
}

function settings(env: NodeJS.ProcessEnv | undefined): string[] {
  const all = hasLfs(env) ? SETTINGS : [...SETTINGS, ...WITHOUT_LFS];
  return all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Without what ties it to a repository, with messages that can be read by us, and with no lock that could be in the way. */
export function gitEnvironment(env: NodeJS.ProcessEnv = process.env, own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const quiet = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  return { ...withoutRepository(env), ...quiet, ...own };
}

/** For every program that is started in a checkout: git knows it by where it is. */
export function withoutRepository(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OF_A_REPOSITORY.has(name)));
}

export function gitFailed(words: readonly string[], said: string): TouchstoneError {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[0] ?? 'it says nothing';
  const trust = /safe\.directory/.test(said);
  return new TouchstoneError(
    'GIT_FAILED',
    `git ${words[0]} failed: ${oneLine(fatal.replace(/^(?:fatal|error): /, ''))}`,
    trust ? 'Trust the folder: git config --global --add safe.directory FOLDER.' : 'Mend that, and run it again.',
  );
}

function missing(error: unknown): TouchstoneError | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return undefined;
  return new TouchstoneError(
    'GIT_NOT_INSTALLED',
    'Two revisions are compared with git, and there is no git on the PATH.',
    'Install it.',
    { cause: error },
  );
}
