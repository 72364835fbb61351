/**
 * The folder of a comparison in the cache, with a git worktree for each side; it does not outlive us.
 *
 * ```
 * CACHE/worktrees/RUN.json      who made it, and what git knows of it: written before any of it is there
 * CACHE/worktrees/RUN/base-RUN  a worktree; the repository has its metadata in worktrees/base-RUN
 * CACHE/worktrees/RUN/head-RUN
 *
 * we end by ourselves        it is disposed, or 'exit' is heard
 * we are killed              the reaper's pipe breaks: it removes all of them
 * the machine is gone        the next comparison removes them, by RUN.json
 * ```
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { isAlive } from '../harness/process/alive.ts';
import { removeFolder } from '../harness/process/remove-folder.ts';
import { tellReaper } from '../harness/process/tell-reaper.ts';
import { makeFolder } from '../make-folder.ts';
import { git, type GitOptions } from './git.ts';
import type { Repository } from './repository.ts';

export const SIDES = ['base', 'head'] as const;
export type Side = (typeof SIDES)[number];

export interface Worktrees extends Disposable {
  /** Everything of this run that is temporary is in here. */
  readonly folder: string;
  /** Where each side's worktree is, or will be; the folder is made by {@link addWorktree}. */
  readonly tops: Readonly<Record<Side, string>>;
}

/** What is to be removed behind a run. */
interface Made {
  readonly process: number;
  readonly host: string;
  /** The folder of the run and this record itself, as absolute paths. */
  readonly paths: readonly string[];
  /** What the repository knows of its worktrees. */
  readonly metadata: readonly string[];
}

const madeSchema: v.GenericSchema<unknown, Made> = v.object({
  process: v.number(),
  host: v.string(),
  paths: v.array(v.string()),
  metadata: v.array(v.string()),
});

/**
 * Makes the folder of a run, and removes those of runs that were killed.
 *
 * @throws {TouchstoneError} OUTPUT_FAILED where the cache cannot be written
 */
export function makeWorktrees({ common }: Repository, cache: string): Worktrees {
  const all = join(cache, 'worktrees');
  const run = randomBytes(4).toString('hex');
  const folder = join(all, run);
  const record = join(all, `${run}.json`);
  const tops = { base: join(folder, `base-${run}`), head: join(folder, `head-${run}`) };
  // Git names its metadata for the worktree's own folder.
  const metadata = SIDES.map((side) => join(common, 'worktrees', `${side}-${run}`));
  const made: Made = { process: process.pid, host: hostname(), paths: [folder, record], metadata };
  const remove = () => {
    process.off('exit', remove);
    removeAll(made);
    for (const path of [...metadata, ...made.paths]) tellReaper({ drop: path });
  };
  try {
    makeFolder(all);
    removeLeftovers(all);
    process.once('exit', remove);
    for (const path of [...metadata, ...made.paths]) tellReaper({ keep: path });
    writeFileSync(record, `${JSON.stringify(made)}\n`);
    mkdirSync(folder);
  } catch (error) {
    remove();
    const says = `Cannot write the cache ${cache}: ${sentenceOf(error)}`;
    throw new TouchstoneError('OUTPUT_FAILED', says, 'Make room, or name another with TOUCHSTONE_CACHE.', {
      cause: error,
    });
  }
  return { folder, tops, [Symbol.dispose]: remove };
}

/** @throws {TouchstoneError} GIT_FAILED, INTERRUPTED */
export async function addWorktree(top: string, commit: string, at: GitOptions): Promise<void> {
  await git(['worktree', 'add', '--quiet', '--detach', top, commit], at);
}

/** Of runs whose process is gone; of another machine's that shares the cache nobody knows here. */
function removeLeftovers(all: string): void {
  for (const name of readdirSync(all)) {
    const made = name.endsWith('.json') ? readMade(join(all, name)) : undefined;
    if (made?.host === hostname() && !isAlive(made.process)) removeAll(made);
  }
}

function readMade(path: string): Made | undefined {
  try {
    const result = v.safeParse(madeSchema, JSON.parse(readFileSync(path, 'utf8')));
    return result.success ? result.output : undefined;
  } catch {
    // It has just been removed by whoever made it, or is none of ours.
    return undefined;
  }
}

/** What `git worktree remove` does, without git: at the end of a process nothing can be waited for. */
function removeAll({ paths, metadata }: Made): void {
  // The record goes last: it is what the next run goes by.
  for (const path of [...metadata, ...paths]) removeFolder(path, 3);
  for (const folder of new Set(metadata.map((path) => dirname(path)))) removeIfEmpty(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // There are other worktrees, or never were any.
    return;
  }
}
