/** A git repository of a test, which knows nothing of the settings of whoever runs it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { writeTree, type FileTree } from './file-tree.ts';

export interface Scratch {
  /** The top of its work tree. */
  readonly root: string;
  /** What its programs are given: a home without settings, and programs of the test before all others. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder that touchstone keeps its cache in. */
  readonly cache: string;
  /** Runs git in it, and returns what that wrote. */
  readonly git: (...words: string[]) => string;
  readonly write: (files: FileTree) => void;
  /** Commits everything that is there, with these files, and returns the commit. */
  readonly commit: (message: string, files?: FileTree) => string;
  /** Puts a program of the shell on its PATH. */
  readonly program: (name: string, script: string) => void;
}

/** @param folder an empty folder of the test; the repository is `name` in it */
export function scratchRepository(folder: string, name = 'repository'): Scratch {
  const [root, home, bin] = [join(folder, name), join(folder, 'home'), join(folder, 'bin')];
  for (const one of [root, home, bin]) mkdirSync(one, { recursive: true });
  const env = {
    PATH: [bin, process.env['PATH']].join(delimiter),
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    TMPDIR: home,
  };
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main', ...words], {
      cwd: root,
      encoding: 'utf8',
      env: { ...env, GIT_OPTIONAL_LOCKS: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (files: FileTree) => writeTree(root, files);
  return {
    root,
    env,
    cache: join(folder, 'cache'),
    git,
    write,
    commit(message, files = {}) {
      if (!existsSync(join(root, '.git'))) begin(root);
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return headOf(root);
    },
    program(called, script) {
      const path = join(bin, called);
      writeTree(bin, { [called]: `#!/bin/sh\n${script}\n` });
      chmodSync(path, 0o755);
    },
  };
}

/** What `git init` makes as far as git needs it, without a process of its own for each of many repositories. */
function begin(root: string): void {
  for (const folder of ['objects', 'refs/heads']) mkdirSync(join(root, '.git', folder), { recursive: true });
  writeTree(root, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/config': '[core]\n\trepositoryformatversion = 0\n' });
}

/** The commit that has just been made: its ref is a file of its own. */
function headOf(root: string): string {
  const head = readFileSync(join(root, '.git/HEAD'), 'utf8').trim();
  const [, ref] = /^ref: (.*)$/.exec(head) ?? [];
  return ref === undefined ? head : readFileSync(join(root, '.git', ref), 'utf8').trim();
}

/** Everything below a folder, and what is in it; of a file its bytes, of a link where it leads. */
export function listing(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(paths.map((path) => [path, contentOf(join(folder, path))]));
}

function contentOf(path: string): string {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return `-> ${readlinkSync(path)}`;
  return found.isDirectory() ? 'folder' : `${found.mode.toString(8)} ${readFileSync(path, 'latin1')}`;
}
