/** Which claims two checkouts have: each found, matched against the patterns that were typed, and described by itself. */
import { checkParameters, CONTROLS, matchClaims } from './choose.ts';
import type { Side } from '../comparison/side.ts';
import { TouchstoneError } from '../errors.ts';
import type { Selection } from '../harness/catalog/cases.ts';
import { describeClaims, type Catalog } from '../harness/catalog/catalog.ts';
import { codeOfModule } from '../harness/catalog/code.ts';
import { findClaims, type ClaimFile } from '../harness/catalog/find.ts';
import type { ClaimDescription } from '../results.ts';

export interface BothWish {
  /** Where the claims of each side would be; a side may have no such folder. */
  readonly folders: { readonly base: string; readonly head: string };
  /** What that folder is called, and the files of what is broken, in the repository. */
  readonly named: (text: string) => string;
  readonly patterns: readonly string[];
  readonly selection: Selection;
  /** Where the controls are, for a program that has its own. */
  readonly controls: string | undefined;
  /** Milliseconds that a claim may take to load. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

export interface Both {
  readonly base: Side;
  readonly head: Side;
  /** What the run is held against besides the twin, and the module of each. */
  readonly controls: { readonly claims: readonly ClaimDescription[]; readonly moduleOf: (id: string) => string };
}

/**
 * @throws {TouchstoneError} NOTHING_TO_RUN where neither has a claim; NOTHING_MATCHES, with the nearest name;
 *   ARGUMENT_INVALID for a parameter that no claim has
 */
export async function chooseBoth(asked: BothWish): Promise<Both> {
  const { folders, named, patterns, selection, controls, ...wish } = asked;
  const describe = (files: readonly ClaimFile[]) => describeClaims(files, selection, wish.patience, wish.signal);
  const [before, now] = await Promise.all([findIn(folders.base), findIn(folders.head)]);
  if (before.length + now.length === 0) throw nothing(named(folders.head));
  const chosen = new Set(matchClaims([...now, ...before], patterns, []).map(({ id }) => id));
  const [base, head, held] = await Promise.all([
    describe(before.filter(({ id }) => chosen.has(id))),
    describe(now.filter(({ id }) => chosen.has(id))),
    chooseControls({ selection, controls, ...wish }),
  ]);
  checkParameters([...head.claims, ...base.claims], selection);
  return { base: sideOf(base, before, named), head: sideOf(head, now, named), controls: held };
}

/** What a comparison is held against besides its twins, which are the same against the same. */
export async function chooseControls({
  selection,
  controls = CONTROLS,
  patience,
  signal,
}: Pick<BothWish, 'selection' | 'controls' | 'patience' | 'signal'>): Promise<Both['controls']> {
  const found = await findClaims({ claims: controls, controls: undefined });
  const files = found.map((file) => ({ ...file, id: `controls/${file.id}`, control: true }));
  const { claims } = await describeClaims(files, selection, patience, signal);
  return { claims: claims.filter((claim) => claim.known !== 1), moduleOf: moduleIn(files) };
}

async function findIn(folder: string): Promise<ClaimFile[]> {
  try {
    return await findClaims({ claims: folder, controls: undefined });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

function sideOf({ claims, broken: found }: Catalog, files: readonly ClaimFile[], named: BothWish['named']): Side {
  const moduleOf = moduleIn(files);
  const broken = found.map((one) => ({ ...one, says: named(one.says), remedy: named(one.remedy) }));
  return { claims, broken, moduleOf, codeOf: (claim) => codeOfModule(moduleOf(claim)) };
}

function moduleIn(files: readonly ClaimFile[]): (id: string) => string {
  return (id) => files.find((file) => file.id === id)!.module;
}

function nothing(folder: string): TouchstoneError {
  const remedy = 'Name the folder of the claims with --claims DIR, as it is called in the repository.';
  return new TouchstoneError('NOTHING_TO_RUN', `Neither revision has a claim in ${folder}.`, remedy);
}
