/** Who may measure now: this run, or this run after another (`--wait`), or both (`--force`). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Parsed } from './options.ts';
import type { Streams } from './terminal.ts';
import * as units from '../../reports/units.ts';
import { TouchstoneError } from '../errors.ts';
import { lockPath, occupant, takeMachine, type Machine, type Occupant } from '../harness/machine/lock.ts';

/** Milliseconds between two looks at the lock: rare enough not to be felt by the run that is waited for. */
const BETWEEN_LOOKS = 1000;

/**
 * @throws {TouchstoneError} BUSY where another run measures and neither is asked for, or where that one writes into the
 *   same `folder`; INTERRUPTED while it waits; ARGUMENT_INVALID where both are
 */
export async function enterMachine(
  parsed: Parsed,
  { err, signal }: Pick<Streams, 'err' | 'signal'>,
  { path = lockPath(), every = BETWEEN_LOOKS, folder }: { path?: string; every?: number; folder?: string } = {},
): Promise<Machine> {
  const [wait, force] = [parsed.has('wait'), parsed.has('force')];
  if (wait && force) {
    throw new TouchstoneError('ARGUMENT_INVALID', '--wait and --force contradict each other.', 'Take one of them.');
  }
  let told: number | undefined;
  for (;;) {
    const other = occupant(path);
    if (!wait || !other) {
      const machine = takeUnlessBusy({ path, force, wait, folder });
      if (machine && other) err.write(`going on beside ${sayWho(other)}: they measure each other\n`);
      if (machine) return machine;
    } else if (other.process !== told) {
      told = other.process;
      err.write(`waiting for ${sayWho(other)}\n`);
    }
    await pause(every, signal);
  }
}

interface Taking {
  readonly path: string;
  readonly force: boolean;
  readonly wait: boolean;
  readonly folder: string | undefined;
}

/** Between a look and the taking another may have come: whoever waits goes on waiting then. */
function takeUnlessBusy({ path, force, wait, folder }: Taking): Machine | undefined {
  try {
    return takeMachine(path, force, folder);
  } catch (error) {
    if (wait && error instanceof TouchstoneError && error.code === 'BUSY') return undefined;
    throw error;
  }
}

function sayWho({ process: pid, since }: Occupant): string {
  return `another run (process ${pid}${since === undefined ? '' : `, since ${units.moment(since)}`})`;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    const remedy = 'Nothing had been measured.';
    throw new TouchstoneError('INTERRUPTED', 'The run was interrupted while it waited.', remedy, { cause: error });
  }
}
