/**
 * Two runs at once on one machine would measure each other: the lock says who is measuring.
 *
 * It holds a line for each run: the number of its process, the moment at which it came, and the folder that it writes into,
 * as JSON. The first line is that of the run that has the machine; the others came by `--force`.
 */
import { appendFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentenceOf, TouchstoneError } from '../../errors.ts';
import { isAlive } from '../process/alive.ts';

export interface Occupant {
  readonly process: number;
  /** ISO 8601, UTC; missing where the lock does not say. */
  readonly since?: string | undefined;
  /** The folder that it writes its results into, as JSON; missing where the lock does not say. */
  readonly folder?: string | undefined;
}

export interface Machine extends Disposable {
  /** The other runs that measure, or have measured, since this one has the machine. */
  readonly others: () => Occupant[];
}

/** More attempts would mean that others keep taking it between two looks: then it is taken. */
const ATTEMPTS = 5;

export function lockPath(): string {
  return join(tmpdir(), 'touchstone.lock');
}

/**
 * Takes the machine for this process until it is disposed.
 *
 * The lock appears with its owner's line in it, or not at all: it is written beside its place and linked there, which
 * fails where one is there already. A stale one is moved away, which succeeds for one of those who try.
 *
 * @param beside whether it goes in beside another run
 * @param folder an absolute path: where this run writes its results
 * @throws {TouchstoneError} BUSY where another run that is still alive has it, or writes into the same folder;
 *   OUTPUT_FAILED where it cannot be written
 */
export function takeMachine(path = lockPath(), beside = false, folder?: string): Machine {
  const mine = `${path}.${process.pid}`;
  const place = JSON.stringify(folder);
  const line = lineOf({ process: process.pid, since: new Date().toISOString(), folder: place });
  let written = false;
  try {
    writeFileSync(mine, line);
    written = true;
    const taken = machineOf(path);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (unless('EEXIST', () => linkSync(mine, path))) return taken;
      const other = occupant(path);
      if (other && !beside) throw busy(other, path);
      if (other) {
        if (place !== undefined) refuseSameFolder(path, place);
        appendFileSync(path, line);
        return taken;
      }
      moveAway(path);
    }
    throw busy(occupant(path), path);
  } catch (error) {
    if (error instanceof TouchstoneError) throw error;
    const remedy = 'Set TMPDIR to a folder that can be written to.';
    throw new TouchstoneError('OUTPUT_FAILED', `Cannot write the lock ${path}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  } finally {
    if (written) rmSync(mine, { force: true });
  }
}

/** To be called before it is taken: who has ended by then was never beside. */
function machineOf(path: string): Machine {
  const ended = new Set(read(path).flatMap((one) => (isAlive(one.process) ? [] : [lineOf(one)])));
  return {
    others: () => read(path).filter((one) => one.process !== process.pid && !ended.has(lineOf(one))),
    [Symbol.dispose]: () => release(path),
  };
}

/** Who has the machine, or is in it all the same; `undefined` where nobody is who is still alive. */
export function occupant(path = lockPath()): Occupant | undefined {
  return read(path).find((one) => isAlive(one.process));
}

/** Moves a stale lock away; if it turns out to be one that was taken just now, it is put back. */
function moveAway(path: string): void {
  const aside = `${path}.${process.pid}.stale`;
  if (!unless('ENOENT', () => renameSync(path, aside))) return;
  if (occupant(aside)) unless('EEXIST', () => linkSync(aside, path));
  rmSync(aside, { force: true });
}

/** Whoever came beside inherits the machine. As long as another has it, our line stays, so that it knows of us. */
function release(path: string): void {
  const [first, ...rest] = read(path);
  if (first && first.process !== process.pid && isAlive(first.process)) return;
  const left = rest.filter((one) => one.process !== process.pid && isAlive(one.process));
  if (left.length === 0) return rmSync(path, { force: true });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, left.map(lineOf).join(''));
  renameSync(aside, path);
}

function read(path: string): Occupant[] {
  let text = '';
  unless('ENOENT', () => {
    text = readFileSync(path, 'utf8');
  });
  return [...text.matchAll(/^(\d+)(?: (\S*)(?: (".*"))?)?$/gm)].map(([, pid, since, folder]) => ({
    process: Number(pid),
    since: since === '' ? undefined : since,
    ...(folder !== undefined && { folder }),
  }));
}

function lineOf({ process: pid, since = '', folder }: Occupant): string {
  return `${pid} ${since}${folder === undefined ? '' : ` ${folder}`}\n`;
}

/** Two runs cannot write one file. */
function refuseSameFolder(path: string, folder: string): void {
  const others = read(path).filter((one) => one.process !== process.pid && isAlive(one.process));
  const other = others.find((one) => one.folder === folder);
  if (!other) return;
  const since = other.since === undefined ? '' : `, since ${other.since}`;
  const says = `Another run (process ${other.process}${since}) writes its results into ${folder}.`;
  throw new TouchstoneError('BUSY', says, 'Name another folder with --out DIR, or begin after it with --wait.');
}

function busy(other: Occupant | undefined, path: string): TouchstoneError {
  return new TouchstoneError(
    'BUSY',
    `Another run (process ${other?.process ?? 'unknown'}) is measuring on this machine; two at once would measure each other.`,
    `--wait begins when it has ended. If that process is no run of touchstone, remove ${path}.`,
  );
}

/** @returns whether it was done; false where it failed in the way that is expected */
function unless(code: string, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return false;
    throw error;
  }
}
