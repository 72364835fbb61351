/** What package.json and the lock files of a folder say of what has to be installed and built. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In the order in which they count where there are several; each with the manager whose it is. */
const LOCKS = [
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
] as const;

export const LOCK_FILES: readonly string[] = LOCKS.map(([name]) => name);

export type Manager = (typeof LOCKS)[number][1];

export interface Wanted {
  /** The folder that is installed in, from the top, with `/`: that of the nearest lock file, else the project. */
  readonly at: string;
  readonly manager: Manager;
  /** The lock file's name; missing where there is none. */
  readonly lock?: string;
  /** All that decides what is installed, as text. */
  readonly says: string;
}

/** What of package.json decides what is installed. */
const DECISIVE = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'resolutions',
  'pnpm',
  'workspaces',
  'packageManager',
];

/**
 * @param top of a work tree
 * @param prefix the project's folder from there
 * @returns `undefined` where nothing has to be installed
 */
export function wantedIn(top: string, prefix: string): Wanted | undefined {
  const folders = upwards(prefix);
  const found = folders.flatMap((at) => LOCKS.map(([lock, manager]) => ({ at, lock, manager })));
  const first = found.find(({ at, lock }) => existsSync(join(top, at, lock)));
  const decisive = folders.map((at) => decisiveOf(join(top, at)));
  if (!first && decisive.every((one) => !/[dD]ependencies/.test(one))) return undefined;
  const texts = found
    .map(({ at, lock }) => [at, lock, textOf(join(top, at, lock))])
    .filter(([, , text]) => text !== '');
  const says = JSON.stringify([texts, decisive, folders.map((at) => textOf(join(top, at, '.npmrc')))]);
  return first ? { ...first, says } : { at: prefix, manager: 'npm', says };
}

/** The script of package.json that builds; `undefined` where there is none. */
export function buildScriptIn(folder: string): string | undefined {
  const { scripts } = packageIn(folder) as { scripts?: unknown };
  if (typeof scripts !== 'object' || scripts === null) return undefined;
  const { build } = scripts as { build?: unknown };
  return typeof build === 'string' && build !== '' ? build : undefined;
}

/** The folder and those above it, up to the top, which is empty. */
export function upwards(prefix: string): string[] {
  return prefix === '' ? [''] : [prefix, ...upwards(dirname(prefix) === '.' ? '' : dirname(prefix))];
}

function decisiveOf(folder: string): string {
  const described = packageIn(folder);
  return JSON.stringify(
    DECISIVE.flatMap((name) => (Object.keys(Object(described[name])).length > 0 ? [[name, described[name]]] : [])),
  );
}

/** Empty where it is not there, or is no JSON: whoever installs will say so. */
function packageIn(folder: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(textOf(join(folder, 'package.json')))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
