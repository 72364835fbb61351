/** What may be asked of `touchstone compare`. */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { OptionName, Parsed } from '../options.ts';
import { readOptions, refuseLoneCosts, type RunOptions } from '../run-options.ts';
import { share } from '../values.ts';
import { TouchstoneError } from '../../errors.ts';
import { COMPARE_REPORTS } from '../../reports-folder.ts';

export const COMPARE_OPTIONS = [
  'only',
  'changed',
  'tolerance',
  'quick',
  'rounds',
  'param',
  'seed',
  'seconds',
  'shard',
  'costs',
  'patience',
  'limit',
  'wait',
  'force',
  'strict',
  'json',
  'out',
  'claims',
  'help',
] as const satisfies readonly OptionName[];

/** Where claims are, from the folder of the project, unless it is said otherwise. */
const CLAIMS = join('bench', 'claims');

export interface CompareOptions extends Omit<RunOptions, 'wanted'> {
  /** As they were typed. */
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly patterns: readonly string[];
  readonly changedOnly: boolean;
  /** A share that stands in for every claim's own margin. */
  readonly tolerance: number | undefined;
  /**
   * The folder of claims from that of the project, in which both revisions have it.
   *
   * @throws {TouchstoneError} ARGUMENT_INVALID where it lies elsewhere
   */
  readonly claimsOf: (project: string) => string;
}

/** @throws {TouchstoneError} ARGUMENT_INVALID */
export function readCompareOptions(parsed: Parsed): CompareOptions {
  const [base, head, ...others] = parsed.words;
  if (others.length > 0) {
    throw new TouchstoneError(
      'ARGUMENT_INVALID',
      `compare takes two revisions at the most, and not "${others.join(' ')}" besides.`,
      'Claims are named with --only PATTERN.',
    );
  }
  refuseLoneCosts(parsed);
  const tolerance = parsed.text('tolerance');
  const folder = parsed.text('claims');
  return {
    ...readOptions(parsed),
    out: parsed.text('out') ?? COMPARE_REPORTS,
    base,
    head,
    patterns: parsed.texts('only'),
    changedOnly: parsed.has('changed'),
    tolerance: tolerance === undefined ? undefined : share('tolerance', tolerance),
    claimsOf: (project) => (folder === undefined ? CLAIMS : within(project, folder)),
  };
}

function within(project: string, folder: string): string {
  const inside = relative(project, resolve(folder));
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return inside;
  throw new TouchstoneError(
    'ARGUMENT_INVALID',
    `--claims names ${folder}, which is not in the project ${project}: no revision has it.`,
    'Name a folder of the project.',
  );
}
