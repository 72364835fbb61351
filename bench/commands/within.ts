/** What runs the claims of a run, where that is not what runs touchstone itself. */
import { HOME } from './choose.ts';
import type { RunOptions } from './run-options.ts';
import type { Streams } from './terminal.ts';
import { TouchstoneError } from '../errors.ts';
import { lookWithin, type SeenWithin } from '../harness/machine/look-within.ts';
import { runtimesFolder } from '../runtimes/cache.ts';
import { findRuntimes, type FoundRuntime } from '../runtimes/find.ts';

/**
 * Finds the runtime that was asked for, fetches it where it is not there, and looks around from within it.
 *
 * @param known the runtime, where it has been found before
 * @returns `undefined` where none was asked for
 * @throws {TouchstoneError} ARGUMENT_INVALID, RUNTIME_NOT_FOUND, RUNTIME_UNUSABLE, INTERRUPTED
 */
export async function goWithin(
  { runtimes, patience, wanted }: Pick<RunOptions, 'runtimes' | 'patience' | 'wanted'>,
  { err, env, signal }: Streams,
  known?: FoundRuntime,
): Promise<SeenWithin<FoundRuntime> | undefined> {
  if (runtimes.length === 0) return undefined;
  const tell = (line: string) => void err.write(`${line}\n`);
  const runtime = known ?? (await findRuntimes(runtimes, { signal, tell, cache: runtimesFolder(env) }))[0]!;
  refuseToLookInto(wanted, [runtime]);
  return lookWithin(runtime, { root: HOME, patience, signal });
}

/** @throws {TouchstoneError} ARGUMENT_INVALID where one of them is to be looked into that cannot be */
export function refuseToLookInto({ tiers, why }: RunOptions['wanted'], runtimes: readonly FoundRuntime[]): void {
  const other = runtimes.find(({ name }) => !name.startsWith('Node.js'));
  if (!other || !(tiers || why)) return;
  const says = `--tiers and --why look into V8 as Node.js has it, and ${other.name} is another runtime.`;
  throw new TouchstoneError('ARGUMENT_INVALID', says, 'Leave them out, or ask for a Node.js.');
}
