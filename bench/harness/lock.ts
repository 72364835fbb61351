/** Two runs at once on one machine would measure each other: the second one is told so and does not begin. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentenceOf, TouchstoneError } from '../errors.ts';

/** More attempts would mean that others keep taking it between two looks: then it is taken. */
const ATTEMPTS = 5;

/**
 * Takes the machine for this process until it is disposed.
 *
 * The lock appears with its owner's number in it, or not at all: it is written beside its place and linked there, which
 * fails where one is there already. A stale one is moved away, which succeeds for one of those who try.
 *
 * @throws {TouchstoneError} BUSY where another run that is still alive has it; OUTPUT_FAILED where it cannot be written
 */
export function takeMachine(path = join(tmpdir(), 'touchstone.lock')): Disposable {
  const mine = `${path}.${process.pid}`;
  let written = false;
  try {
    writeFileSync(mine, String(process.pid));
    written = true;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (unless('EEXIST', () => linkSync(mine, path))) return { [Symbol.dispose]: () => release(path) };
      const owner = ownerOf(path);
      if (owner !== undefined && isAlive(owner)) throw busy(owner, path);
      moveAway(path);
    }
    throw busy(ownerOf(path), path);
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

/** Moves a stale lock away; if it turns out to be one that was taken just now, it is put back. */
function moveAway(path: string): void {
  const aside = `${path}.${process.pid}.stale`;
  if (!unless('ENOENT', () => renameSync(path, aside))) return;
  const owner = ownerOf(aside);
  if (owner !== undefined && isAlive(owner)) unless('EEXIST', () => linkSync(aside, path));
  rmSync(aside, { force: true });
}

function release(path: string): void {
  if (ownerOf(path) === process.pid) rmSync(path, { force: true });
}

/** The process that a lock names; `undefined` where there is none. */
function ownerOf(path: string): number | undefined {
  let text = '';
  unless('ENOENT', () => {
    text = readFileSync(path, 'utf8');
  });
  return text === '' ? undefined : Number(text);
}

function busy(owner: number | undefined, path: string): TouchstoneError {
  return new TouchstoneError(
    'BUSY',
    `Another run (process ${owner ?? 'unknown'}) is measuring on this machine; two at once would measure each other.`,
    `Wait until it has ended, or stop it. If that process is no run of touchstone, remove ${path}.`,
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

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
