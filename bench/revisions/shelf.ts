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
    real: tree.real,
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

/** The sources of a built file: at the same path, or in `src`, as compilers have it. Of a folder nobody knows them. */
function sourcesOf(path: string, tree: Tree, prefix: string): string[] {
  const sources = [path, posix.join('src', path)].map((one) => posix.join(prefix, one));
  const there = path !== '' && sources.flatMap(candidates).some((one) => tree.kindOf(one) === 'file');
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
    const mapped = targetsIn([described['imports'], described['exports'], described['main']], tree, folder);
    const whole = folder === '' ? [] : [folder, ...codeBelow(folder, tree)];
    const { name: own } = described;
    return [
      {
        stands: (name, prefix) => (name.startsWith('#') ? folder === prefix : isOf(name, own)),
        // Of the top, which holds everything, only what it says itself.
        targets: [...mapped, ...whole, file],
      } satisfies OwnPackage,
    ];
  });
}

function isOf(name: string, own: unknown): boolean {
  return typeof own === 'string' && (name === own || name.startsWith(`${own}/`));
}

/** The relative paths in a value of JSON, however deep; of a pattern, the folder that it is about. */
function targetsIn(value: unknown, tree: Tree, folder: string): string[] {
  const built = posix.join(folder, 'dist');
  const paths = [...JSON.stringify(value).matchAll(/"(\.\/[^"]*)"/g)].map(([, path]) => posix.join(folder, path!));
  return paths.flatMap((path) => {
    const [fixed = '', ...pattern] = path.split('*');
    const plain = pattern.length === 0 ? path : posix.dirname(`${fixed}x`);
    if (isBelow(built, `${plain}/`)) return sourcesOf(posix.relative(built, plain), tree, folder);
    if (pattern.length === 0) return [plain];
    return plain === '.' ? [EVERYTHING] : [plain, ...codeBelow(plain, tree)];
  });
}

function codeBelow(folder: string, { files }: Tree): string[] {
  return files.filter((file) => isBelow(folder, file) && /\.[cm]?[jt]sx?$/.test(file));
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
