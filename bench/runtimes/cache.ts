/**
 * The cache of runtimes: a folder for each, named for what it is and its exact version.
 *
 * ```
 * runtimes/node-22.21.1/node     runtimes/bun-1.3.2/bun     runtimes/.4711-Xk3jQ2     being fetched by process 4711
 * ```
 *
 * A folder comes into being by being renamed, whole and checked; so nobody ever sees half of one.
 */
import { lstatSync, mkdtempSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { cacheFolder } from '../cache-folder.ts';
import { isAlive } from '../harness/process/alive.ts';
import { removeFolder } from '../harness/process/remove-folder.ts';
import { makeFolder } from '../make-folder.ts';
import { KINDS, newestFirst, satisfies, type Kind, type Wanted } from './spec.ts';

/** A runtime that lies there. */
export interface Cached {
  readonly kind: Kind;
  readonly version: string;
  readonly folder: string;
  /** The binary. */
  readonly path: string;
}

export function runtimesFolder(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), 'runtimes');
}

/** All that lie there, by kind, the newest first. */
export function cachedIn(folder: string): Cached[] {
  const found = namesIn(folder).flatMap((name) => {
    const [, kind, version] = /^([a-z]+)-(\d+\.\d+\.\d+.*)$/.exec(name) ?? [];
    const known = KINDS.find((one) => one === kind);
    if (known === undefined || version === undefined) return [];
    const path = join(folder, name, known);
    return isFile(path) ? [{ kind: known, version, folder: join(folder, name), path }] : [];
  });
  return KINDS.flatMap((kind) =>
    found.filter((one) => one.kind === kind).toSorted((a, b) => newestFirst(a.version, b.version)),
  );
}

/** Those of them that satisfy what is wanted, the newest first. */
export function satisfying(cached: readonly Cached[], { kind, version }: Wanted): Cached[] {
  return cached.filter((one) => one.kind === kind && satisfies(one.version, version));
}

/**
 * A folder for something that is being fetched, beside the others. What a process has left there that was killed is
 * removed.
 *
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export function beginFetching(folder: string): string {
  try {
    makeFolder(folder);
    for (const name of namesIn(folder)) {
      const pid = /^\.(\d+)-/.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) removeFolder(join(folder, name), 3);
    }
    return mkdtempSync(join(folder, `.${process.pid}-`));
  } catch (error) {
    const says = `Cannot write ${folder}: ${sentenceOf(error)}`;
    throw new TouchstoneError('OUTPUT_FAILED', says, 'Make room, or name another folder in TOUCHSTONE_CACHE.', {
      cause: error,
    });
  }
}

/** Puts a checked folder in its place. Where another process was first, its folder stays, and is used. */
export function settle(fetched: string, folder: string, { kind, version }: Pick<Cached, 'kind' | 'version'>): Cached {
  const place = join(folder, `${kind}-${version}`);
  try {
    renameSync(fetched, place);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
    removeFolder(fetched, 3);
  }
  return { kind, version, folder: place, path: join(place, kind) };
}

/** Bytes of all files in a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
}

/**
 * Removes it. Renamed first, it is gone for everybody at once.
 *
 * @throws {TouchstoneError} OUTPUT_FAILED where it is still there
 */
export function removeCached({ folder }: Cached): void {
  const aside = join(folder, '..', `.${process.pid}-${basename(folder)}`);
  try {
    renameSync(folder, aside);
  } catch (error) {
    const says = `Cannot remove ${folder}: ${sentenceOf(error)}`;
    throw new TouchstoneError('OUTPUT_FAILED', says, 'Remove it by hand.', { cause: error });
  }
  removeFolder(aside, 3);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Not there, or below something that is no folder.
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Before the first one there is no folder.
    return [];
  }
}
