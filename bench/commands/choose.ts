/** Which claims a command is about: found on disk, matched against the patterns that were typed, and described. */
import { fileURLToPath } from 'node:url';
import type { Breakage } from '../errors.ts';
import { TouchstoneError } from '../errors.ts';
import type { Selection } from '../harness/catalog/cases.ts';
import { describeClaims } from '../harness/catalog/catalog.ts';
import { findClaims, type ClaimFile } from '../harness/catalog/find.ts';
import type { Runtime } from '../harness/process/runtime.ts';
import { nearest } from '../nearest.ts';
import type { ClaimDescription } from '../results.ts';

/** The root of touchstone itself: this file is dist/bench/commands/choose.js. */
export const HOME = fileURLToPath(new URL('../../../', import.meta.url));

/** What every run is held against, unless a program has controls of its own. */
export const CONTROLS = `${HOME}bench/controls`;

export interface Choice {
  readonly claims: readonly ClaimDescription[];
  readonly broken: readonly Breakage[];
  readonly files: ReadonlyMap<string, ClaimFile>;
}

export interface Wish {
  readonly patterns: readonly string[];
  readonly selection: Selection;
  /** The folder of claims. */
  readonly folder: string | undefined;
  /** The folder of the controls that come along; `undefined` for none. */
  readonly controls: string | undefined;
  /** Milliseconds that a claim may take to load. */
  readonly patience: number;
  readonly signal?: AbortSignal;
  /** What they are to run on, where it is not what runs this process. */
  readonly runtime?: Runtime | undefined;
  /** Whether it is no mistake that nothing of what was asked for can be asked here. */
  readonly mayLack?: boolean | undefined;
}

/**
 * @throws {TouchstoneError} NOTHING_MATCHES, with the nearest name; ARGUMENT_INVALID for a parameter that no claim has or
 *   a point that no table has
 */
export async function chooseClaims(wish: Wish): Promise<Choice> {
  const folder = wish.folder ?? `${HOME}bench/claims`;
  const all = await orExplain(folder, () => findClaims({ claims: folder, controls: wish.controls }));
  const claims = all.filter(({ control }) => !control);
  const controls = all.filter(({ control }) => control);
  const chosen = matchClaims(claims, wish.patterns, controls);
  const files = [...controls, ...chosen.filter(({ control }) => !control)];
  const selection = { ...wish.selection, named: wish.patterns.length > 0 };
  const described = await describeClaims(files, selection, wish.patience, wish.signal, wish.runtime);
  checkParameters(described.claims, wish.selection, wish.mayLack);
  return { ...described, files: new Map(all.map((file) => [file.id, file])) };
}

/** The claims that any of the patterns names; all of them where there is no pattern. */
export function matchClaims(
  claims: readonly ClaimFile[],
  patterns: readonly string[],
  controls: readonly ClaimFile[],
): ClaimFile[] {
  if (patterns.length === 0) {
    if (claims.length > 0) return [...claims];
    throw new TouchstoneError(
      'NOTHING_TO_RUN',
      'There are no claims in this folder.',
      'Add one, or name another folder.',
    );
  }
  const candidates = [...claims, ...controls];
  const matched = new Set<ClaimFile>();
  for (const pattern of patterns) {
    const found = candidates.filter((one) => isNamed(one, [pattern]));
    if (found.length === 0) throw noMatch(pattern, candidates);
    for (const one of found) matched.add(one);
  }
  return candidates.filter((file) => matched.has(file));
}

/** Whether any of the patterns names it; without one all are. */
export function isNamed({ id, file }: Pick<ClaimFile, 'id' | 'file'>, patterns: readonly string[]): boolean {
  const tests = patterns.map(expression);
  return tests.length === 0 || tests.some((test) => test.test(id) || test.test(file));
}

/** A pattern is a part of a name or of a path; `*` stands for anything. */
function expression(pattern: string): RegExp {
  const plain = pattern.replace(/^\.\//, '');
  const escaped = plain.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(escaped.join('.*'), 'i');
}

function noMatch(pattern: string, candidates: readonly ClaimFile[]): TouchstoneError {
  const ids = candidates.map(({ id }) => id);
  const names = [...new Set(ids.flatMap((id) => [id, ...id.split('/')]))];
  const near = nearest(pattern, pattern.includes('/') ? ids : names);
  const remedy = near === undefined ? 'See touchstone list.' : `Did you mean ${near}? See touchstone list.`;
  return new TouchstoneError('NOTHING_MATCHES', `No claim matches "${pattern}".`, remedy);
}

/**
 * @param mayLack whether it is no mistake that nothing of it can be asked here
 * @throws {TouchstoneError} ARGUMENT_INVALID for a parameter that none has; NOTHING_TO_RUN where no case is left
 */
export function checkParameters(claims: readonly ClaimDescription[], { parameters }: Selection, mayLack = false): void {
  const measured = claims.filter(({ control }) => !control);
  const axes = [...new Set(measured.flatMap((claim) => Object.keys(claim.axes)))];
  for (const name of Object.keys(parameters)) {
    if (axes.includes(name) || measured.length === 0) continue;
    const near = nearest(name, axes);
    const otherwise = axes.length === 0 ? 'These claims have no parameters.' : `There are ${axes.join(', ')}.`;
    const remedy = near === undefined ? otherwise : `Did you mean ${near}?`;
    throw new TouchstoneError('ARGUMENT_INVALID', `No chosen claim has a parameter "${name}".`, remedy);
  }
  const lacking = measured.find(({ lacks }) => lacks !== undefined);
  if (lacking && mayLack) return;
  if (lacking && measured.every(({ lacks }) => lacks !== undefined)) {
    const says = `${lacking.id} is not asked here: ${lacking.lacks}.`;
    throw new TouchstoneError('NOTHING_TO_RUN', says, 'Run it on a machine and a runtime that have it.');
  }
  if (measured.length > 0 && measured.every(({ cases }) => cases.length === 0)) {
    const asked = JSON.stringify(parameters);
    throw new TouchstoneError(
      'NOTHING_TO_RUN',
      `No case is left with ${asked}.`,
      'See touchstone list for the tables.',
    );
  }
}

async function orExplain<T>(folder: string, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')))
      throw error;
    throw new TouchstoneError(
      'NOTHING_TO_RUN',
      `There is no folder of claims at ${folder}.`,
      'Name another with --claims DIR.',
      {
        cause: error,
      },
    );
  }
}
