/** Where the modules of a revision are read from, and what their names stand for there. */
import { posix } from 'node:path';
import { candidates, type Shelf } from '../harness/catalog/reach.ts';
import { LOCK_FILES, upwards } from './project.ts';
import type { Tree } from './tree.ts';

/** A link to whatever there is: nobody can know from the source what a built file is made of. */
export const EVERYTHING = '/everything';

/** @param prefix the project's folder from the top */
export function shelfOf(tree: Tree, prefix: string): Shelf {
  const own = packagesIn(tree);
  const locks = locksOf(tree, prefix);
  const built = posix.join(prefix, 'dist');
  return {
    kindOf: tree.kindOf,
    read: tree.read,
    packaged: (name) => own.find((one) => one.stands(name, prefix))?.targets ?? locks,
    elsewhere(file, name) {
      const direct = posix.join(posix.dirname(file), name);
      if (isBelow(built, direct)) return sourcesOf(posix.relative(built, direct), tree, prefix);
      if (!/\.[cm]?tsx?$/.test(file)) return [];
      // TypeScript is run from below dist: what it reads by its own place counts from there.
      const compiled = posix.join(built, posix.relative(prefix, posix.dirname(file)), name);
      return isBelow(built, compiled) ? [] : [compiled];
    },
  };
}

/** The sources of a built file: at the same path, or in `src`, as compilers have it. */
function sourcesOf(path: string, tree: Tree, prefix: string): string[] {
  const sources = [path, posix.join('src', path)].map((one) => posix.join(prefix, one));
  const there = sources.flatMap(candidates).some((one) => tree.kindOf(one) !== undefined);
  return there ? sources : [EVERYTHING];
}

interface OwnPackage {
  /** @param prefix the project's folder, whose own `#names` are meant */
  readonly stands: (name: string, prefix: string) => boolean;
  readonly targets: readonly string[];
}

/** The packages of the repository itself: workspaces, and what a package.json maps within itself. */
function packagesIn(tree: Tree): OwnPackage[] {
  const files = tree.files.filter((file) => /(?:^|\/)package\.json$/.test(file) && !file.includes('node_modules/'));
  return [...tree.read(files)].flatMap(([file, text]) => {
    const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file);
    const described = objectIn(text);
    const inside = tree.files.filter((one) => isBelow(folder, one));
    const mapped = targetsIn([described['imports'], described['exports'], described['main']], folder);
    const whole = [...(folder === '' ? [] : [folder]), ...inside.filter((one) => /\.[cm]?[jt]sx?$/.test(one))];
    const { name: own } = described;
    return [
      {
        stands: (name, prefix) => (name.startsWith('#') ? folder === prefix : isOf(name, own)),
        // Of the top, which holds everything, only what it says itself.
        targets: [...mapped, ...(folder === '' ? [file] : whole)],
      } satisfies OwnPackage,
    ];
  });
}

function isOf(name: string, own: unknown): boolean {
  return typeof own === 'string' && (name === own || name.startsWith(`${own}/`));
}

/** The relative paths in a value of JSON, however deep. */
function targetsIn(value: unknown, folder: string): string[] {
  const texts = JSON.stringify(value).matchAll(/"(\.\/[^"*]*)"/g);
  return [...texts].map(([, path]) => posix.join(folder, path!));
}

/** What says which packages there are: the lock files, or where there are none package.json itself. */
function locksOf(tree: Tree, prefix: string): string[] {
  const named = (names: readonly string[]) =>
    upwards(prefix).flatMap((at) => names.map((name) => posix.join(at, name)));
  const locks = named(LOCK_FILES).filter((file) => tree.kindOf(file) === 'file');
  return locks.length > 0 ? locks : named(['package.json', ...LOCK_FILES]);
}

function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
