/** What is asked for with `--runtime`: a kind with a version, or the path of a binary. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { TouchstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';

export const KINDS = ['node', 'bun', 'deno'] as const;
export type Kind = (typeof KINDS)[number];

/** As people and reports call them. */
export const TITLES: Readonly<Record<Kind, string>> = { node: 'Node.js', bun: 'Bun', deno: 'Deno' };

/** A kind at a version, of which a part may be given: `22`, `22.12`; all of them without one. */
export interface Wanted {
  readonly kind: Kind;
  /** Whole numbers, most significant first; none for any version. */
  readonly version: readonly number[];
}

export type Spec =
  | ({ readonly asked: string; readonly path?: undefined } & Wanted)
  | { readonly asked: string; readonly path: string };

/**
 * `node@22`, `node@22.12`, `node`, `bun@1.3`, or a path: what has a slash, begins with a dot, or is the name of a file here.
 *
 * @throws {TouchstoneError} ARGUMENT_INVALID, with the nearest name that there is
 */
export function parseSpec(asked: string): Spec {
  if (/[/\\]|^\./.test(asked)) return { asked, path: resolve(asked) };
  const [name = '', version, ...rest] = asked.split('@');
  const kind = KINDS.find((known) => known === name.toLowerCase());
  if (kind === undefined && isFile(asked)) return { asked, path: resolve(asked) };
  if (kind === undefined) throw unknown(asked, name);
  if (version === undefined) return { asked, kind, version: [] };
  const numbers = /^v?(\d{1,6}(?:\.\d{1,6}){0,2})$/.exec(version)?.[1];
  if (numbers === undefined || rest.length > 0) throw noVersion(asked, kind);
  return { asked, kind, version: numbers.split('.').map(Number) };
}

/** Whether a version begins with what is wanted: 22.12.0 is `22` and `22.12`, and not `22.1`. */
export function satisfies(version: string, wanted: readonly number[]): boolean {
  const numbers = numbersOf(version);
  return wanted.every((number, index) => numbers[index] === number);
}

/** Sorts versions, the newest first. */
export function newestFirst(a: string, b: string): number {
  const [one, other] = [numbersOf(a), numbersOf(b)];
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : (other[at] ?? 0) - one[at]!;
}

/** `node@22.12`. */
export function sayWanted({ kind, version }: Wanted): string {
  return version.length === 0 ? kind : `${kind}@${version.join('.')}`;
}

function numbersOf(version: string): number[] {
  return version.split(/[.+-]/, 3).map(Number);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function unknown(asked: string, name: string): TouchstoneError {
  const near = nearest(name, [...KINDS, 'node.js', 'nodejs']);
  const meant = KINDS.find((kind) => near?.startsWith(kind));
  const version = asked.includes('@') ? asked.slice(asked.indexOf('@')) : '';
  const hint = meant === undefined ? '' : `Did you mean ${meant}${version}? `;
  const remedy = `${hint}There are ${KINDS.join(', ')}, each with a version if you like (node@22), and paths of binaries.`;
  return new TouchstoneError('ARGUMENT_INVALID', `There is no runtime "${asked}".`, remedy);
}

function noVersion(asked: string, kind: Kind): TouchstoneError {
  const says = `"${asked}" does not name a version of ${TITLES[kind]}.`;
  return new TouchstoneError(
    'ARGUMENT_INVALID',
    says,
    `Give a whole version or its beginning, such as ${EXAMPLES[kind]}.`,
  );
}

const EXAMPLES: Readonly<Record<Kind, string>> = { node: 'node@22 or node@22.12', bun: 'bun@1.3', deno: 'deno@2' };
