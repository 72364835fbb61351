/** `run --across runtimes`: each contender on every runtime, in turns; which runtime is faster, and by how much. */
import { chooseClaims, HOME, type Choice } from './choose.ts';
import { chooseControls } from './choose-both.ts';
import { measureComparison } from './compare/measure.ts';
import type { OptionName, Parsed } from './options.ts';
import { readOptions, type RunOptions } from './run-options.ts';
import { runRecord } from './run-record.ts';
import type { Streams } from './terminal.ts';
import { planRuntimes, type RuntimeSide } from '../comparison/runtimes.ts';
import { TouchstoneError } from '../errors.ts';
import { codeOfModule } from '../harness/catalog/code.ts';
import type { Machine } from '../harness/machine/lock.ts';
import { lookWithin, type SeenWithin } from '../harness/machine/look-within.ts';
import type { Plan, RunRecord, RuntimeUsed, Standing } from '../results.ts';
import { runtimesFolder } from '../runtimes/cache.ts';
import { findRuntimes, type FoundRuntime } from '../runtimes/find.ts';
import { stopped } from '../../reports/words.ts';

/** What is asked of a claim as a whole, or of one runtime. */
const NOT_ACROSS = ['resume', 'metrics', 'tiers', 'why', 'assert'] as const satisfies readonly OptionName[];

/**
 * @returns as `compare` does, but that nothing is a regression; 3 where a runtime that was asked for cannot be had
 * @throws {TouchstoneError} ARGUMENT_INVALID, RUNTIME_NOT_FOUND, RUNTIME_UNUSABLE; INTERRUPTED or TIME_IS_UP, after what
 *   had been measured until then has been told
 */
export async function runAcross(parsed: Parsed, streams: Streams, machine: Machine): Promise<number> {
  const asked = readOptions(parsed);
  const { signal, env, err } = streams;
  refuseOthers(parsed);
  const tell = (line: string) => void err.write(`${line}\n`);
  const missed: TouchstoneError[] = [];
  const miss = (_: string, error: TouchstoneError) => void missed.push(error);
  const found = await findRuntimes(asked.runtimes, { signal, tell, miss, cache: runtimesFolder(env) });
  if (found.length < 2) throw missed[0] ?? tooFew();
  const seen: SeenWithin<FoundRuntime>[] = [];
  for (const one of found) seen.push(await lookWithin(one, { root: HOME, patience: asked.patience, signal }));
  const sides: RuntimeSide[] = [];
  for (const { runtime } of seen) sides.push(sideOf(runtime, await choose(asked, streams, runtime)));
  const { quick, patience } = asked;
  const selection = { quick, parameters: {} };
  const controls = await chooseControls({ selection, controls: streams.controls, patience, signal });
  const planned = planRuntimes(sides, asked.plan.margin);
  const code = await measureComparison({
    asked,
    planned,
    controls,
    record: (plan) => recordOf({ ...asked, plan }, sides, planned.standings, seen[0]!, streams),
    machine,
    parsed,
    streams,
  });
  for (const { message, remedy, code: why } of missed) tell(`touchstone: ${stopped(message)} ${remedy} (${why})`);
  return missed.length > 0 ? 3 : code;
}

function refuseOthers(parsed: Parsed): void {
  const other = NOT_ACROSS.find((name) => parsed.has(name));
  if (other !== undefined) {
    const says = `--${other} does not go with --across.`;
    throw new TouchstoneError('ARGUMENT_INVALID', says, 'Leave one of them out.');
  }
  if (parsed.texts('runtime').length < 2) throw tooFew();
}

function tooFew(): TouchstoneError {
  const says = '--across runtimes takes two runtimes or more.';
  return new TouchstoneError('ARGUMENT_INVALID', says, 'Name them: --runtime node@22 --runtime node@24.');
}

function choose(asked: RunOptions, { signal }: Streams, runtime: FoundRuntime): Promise<Choice> {
  return chooseClaims({
    runtime,
    mayLack: true,
    patterns: asked.arguments,
    selection: { quick: asked.quick, parameters: asked.parameters },
    folder: asked.claims,
    controls: undefined,
    patience: asked.patience,
    signal,
  });
}

function sideOf(runtime: FoundRuntime, { claims, broken, files }: Choice): RuntimeSide {
  const { name, asked, versions } = runtime;
  const moduleOf = (claim: string) => files.get(claim)!.module;
  return {
    used: { name, asked, versions },
    runtime,
    side: {
      claims,
      broken,
      moduleOf,
      codeOf: (claim) => codeOfModule(moduleOf(claim)),
    },
  };
}

function recordOf(
  options: RunOptions & { readonly plan: Plan },
  sides: readonly RuntimeSide[],
  standings: readonly Standing[],
  { environment }: SeenWithin<FoundRuntime>,
  streams: Streams,
): RunRecord {
  const runtimes = sides.map(({ used }): RuntimeUsed => used);
  return { ...runRecord(options, environment, streams), comparison: { of: 'runtimes', runtimes, standings } };
}
