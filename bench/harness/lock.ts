/** Two runs at once on one machine would measure each other: the second one is told so and does not begin. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../errors.ts';

/**
 * Takes the machine for this process until it is disposed.
 *
 * @throws {TouchstoneError} BUSY where another run that is still alive has it
 */
export function takeMachine(path = join(tmpdir(), 'touchstone.lock')): Disposable {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = Number(readFileSync(path, 'utf8'));
    if (isAlive(owner)) {
      throw new TouchstoneError(
        'BUSY',
        `Another run (process ${owner}) is measuring on this machine; two at once would measure each other.`,
        'Wait until it has ended, or stop it.',
      );
    }
    writeFileSync(path, String(process.pid));
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
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
