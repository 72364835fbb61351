/** Gives each side its packages: the user's where they are the same, else an install of its own, which the cache keeps. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import { removeFolder } from '../harness/process/remove-folder.ts';
import { makeFolder } from '../make-folder.ts';
import { git } from './git.ts';
import { linkModules, type Installed } from './modules.ts';
import { lastLines, runProgram, type ProgramOptions } from './program.ts';
import { wantedIn, type Wanted } from './project.ts';
import type { Side } from './worktrees.ts';

export interface InstallOptions extends Pick<ProgramOptions, 'env' | 'signal'> {
  readonly side: Side;
  /** As it was asked for: `main`. */
  readonly name: string;
  /** The top of the user's work tree. */
  readonly users: string;
  /** The project's folder from the top. */
  readonly prefix: string;
  readonly cache: string;
  /** A folder of this run, on the same disk as the cache. */
  readonly folder: string;
  readonly tell: (sentence: string) => void;
}

/** Milliseconds: an install that nobody has used for so long is removed when another one is made. */
const KEPT_FOR = 30 * 24 * 3600 * 1000;

/**
 * @param top of a checkout
 * @throws {TouchstoneError} BASE_DOES_NOT_INSTALL, HEAD_DOES_NOT_INSTALL, GIT_FAILED, INTERRUPTED
 */
export async function install(top: string, options: InstallOptions): Promise<void> {
  const { users, prefix, cache, side, name, env, signal, tell } = options;
  const wanted = wantedIn(top, prefix);
  if (!wanted) return;
  const folders = await packageFolders(top, { env, signal });
  if (wanted.says === wantedIn(users, prefix)?.says && existsSync(join(users, wanted.at, 'node_modules'))) {
    linkAll(folders, { top: users, now: users }, top);
    return;
  }
  const installs = join(cache, 'installs');
  const kept = join(installs, digestOf(wanted));
  if (!existsSync(kept)) {
    tell(`installing the packages of the ${side} (${name})`);
    const moved = await installInto(top, wanted, folders, options);
    if (moved === undefined) return;
    makeFolder(installs);
    removeUnused(installs);
    // Where another has been quicker its install is as good.
    if (!existsSync(kept)) renameSync(moved, kept);
  }
  const now = new Date();
  utimesSync(kept, now, now);
  const { top: stood } = JSON.parse(readFileSync(join(kept, 'installed.json'), 'utf8')) as { top: string };
  linkAll(folders, { top: stood, now: join(kept, 'tree') }, top);
}

/** Folders with a package.json of their own, from the top: workspaces have packages too. */
async function packageFolders(top: string, at: Pick<InstallOptions, 'env' | 'signal'>): Promise<string[]> {
  const files = (await git(['ls-files', '-z', '--', '*package.json'], { folder: top, ...at })).split('\0');
  const own = files.filter((file) => /(?:^|\/)package\.json$/.test(file) && !file.includes('node_modules/'));
  return own.map((file) => (dirname(file) === '.' ? '' : dirname(file)));
}

function linkAll(folders: readonly string[], home: Installed, top: string): void {
  for (const folder of folders) {
    const from = join(home.now, folder, 'node_modules');
    if (existsSync(from)) linkModules(from, join(top, folder, 'node_modules'), { home, top });
  }
}

/**
 * What the packages were compiled for is part of it: some bring code for the runtime and the machine.
 */
function digestOf({ manager, says }: Wanted): string {
  const major = process.versions.node.split('.')[0];
  const text = JSON.stringify([manager, says, major, process.versions.modules, process.platform, process.arch]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/**
 * Installs in the checkout, where the scripts of packages find all that they may look for, and moves it out of there.
 *
 * @returns the folder that it was moved into; `undefined` where there is nothing that could be kept
 */
async function installInto(
  top: string,
  wanted: Wanted,
  folders: readonly string[],
  { side, name, env, signal, folder }: InstallOptions,
): Promise<string | undefined> {
  const code = side === 'base' ? 'BASE_DOES_NOT_INSTALL' : 'HEAD_DOES_NOT_INSTALL';
  const what = `The packages of the ${side} (${name}) cannot be installed`;
  const words = wordsOf(join(top, wanted.at), wanted);
  const ended = await runProgram(words, { folder: join(top, wanted.at), env, signal, failing: { code, what } });
  if (ended.code !== 0) {
    const says = `${what}. ${words.slice(0, 2).join(' ')} says:\n${lastLines(ended)}\n`;
    throw new TouchstoneError(code, says, 'See whether the registry can be reached, and whether the lock file fits.');
  }
  const moved = join(folder, `installed-${side}`);
  const there = folders.filter((one) => existsSync(join(top, one, 'node_modules')));
  if (there.length === 0) return undefined;
  for (const one of there) {
    mkdirSync(join(moved, 'tree', one), { recursive: true });
    renameSync(join(top, one, 'node_modules'), join(moved, 'tree', one, 'node_modules'));
  }
  writeFileSync(join(moved, 'installed.json'), `${JSON.stringify({ top })}\n`);
  return moved;
}

function wordsOf(folder: string, { manager, lock, says }: Wanted): [string, ...string[]] {
  if (manager === 'pnpm') return ['pnpm', 'install', '--frozen-lockfile'];
  // From its second version on yarn calls it otherwise.
  const modern = existsSync(join(folder, '.yarnrc.yml')) || /yarn@[2-9]/.test(says);
  if (manager === 'yarn') return ['yarn', 'install', modern ? '--immutable' : '--frozen-lockfile'];
  const quiet = ['--no-audit', '--no-fund', '--include=dev'];
  return lock === undefined ? ['npm', 'install', '--no-package-lock', ...quiet] : ['npm', 'ci', ...quiet];
}

function removeUnused(installs: string): void {
  for (const name of readdirSync(installs)) {
    const path = join(installs, name);
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - used > KEPT_FOR) removeFolder(path, 3);
  }
}
