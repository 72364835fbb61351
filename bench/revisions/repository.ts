/** The repository that a folder is in, and the project in it. */
import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import { projectOf } from '../harness/catalog/find.ts';
import { gitFailed, tryGit, type GitOptions } from './git.ts';

export interface Repository {
  /** The top of the work tree, as an absolute path without symbolic links. */
  readonly top: string;
  /** Where git keeps what belongs to this work tree: its index, its HEAD. */
  readonly gitFolder: string;
  /** Where git keeps what all work trees share: objects, refs, and what it knows of the other work trees. */
  readonly common: string;
  /** Not the whole history is here. */
  readonly shallow: boolean;
  /** The folder of the nearest package.json, as an absolute path; the top where there is none in the repository. */
  readonly project: string;
  /** The same from the top, with `/`; empty where it is the top itself. */
  readonly prefix: string;
}

/** The last fails where there is no work tree, behind the answers to the others. */
const ASKED = [
  '--is-inside-work-tree',
  '--is-shallow-repository',
  '--absolute-git-dir',
  '--git-common-dir',
  '--show-toplevel',
];

/** @throws {TouchstoneError} NO_REPOSITORY, GIT_NOT_INSTALLED, GIT_FAILED */
export async function findRepository({ folder, env }: GitOptions): Promise<Repository> {
  const at = realpathSync(folder);
  const { code, out, err } = await tryGit(['rev-parse', ...ASKED], { folder: at, env });
  const said = err.toString();
  if (code !== 0 && /not a git repository/i.test(said)) throw none(`${folder} is in no git repository.`);
  const [inside, shallow, gitFolder, common, found] = out.toString().split('\n') as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (inside === 'false') throw none(`${folder} is in a git repository without a working tree.`);
  if (code !== 0) throw gitFailed(['rev-parse'], said);
  const top = realpathSync(found);
  const nearest = projectOf(at);
  const isInside = nearest === top || nearest.startsWith(top + sep);
  const project = isInside ? nearest : top;
  return {
    top,
    gitFolder: realpathSync(gitFolder),
    common: realpathSync(resolve(at, common)),
    shallow: shallow === 'true',
    project,
    prefix: relative(top, project).split(sep).join('/'),
  };
}

function none(says: string): TouchstoneError {
  return new TouchstoneError(
    'NO_REPOSITORY',
    `${says} Two revisions are compared in a checkout.`,
    'Go into one, or make one: git init, git add, git commit.',
  );
}
