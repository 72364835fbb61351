/** `touchstone compare`: what became slower or faster from one revision to another. */
import { join, resolve } from 'node:path';
import { chooseBoth, type Both } from './choose-both.ts';
import { changeLine } from './compare/change-line.ts';
import { readCompareOptions, type CompareOptions } from './compare/options.ts';
import { comparisonRecord } from './compare/record.ts';
import { enterMachine } from './enter.ts';
import { limitTo } from './limit.ts';
import { measureAll } from './measuring.ts';
import { beginResults } from './open-results.ts';
import type { Parsed } from './options.ts';
import { planFor } from './run-options.ts';
import { exitCodeOfComparison, tellComparison, writeComparison } from './tell.ts';
import type { Streams } from './terminal.ts';
import { milliseconds } from './values.ts';
import { planRevisions } from '../comparison/revisions.ts';
import type { Planned } from '../comparison/planned.ts';
import type { TouchstoneError } from '../errors.ts';
import type { Machine } from '../harness/machine/lock.ts';
import { judgeComparison } from '../judge/comparison.ts';
import { marginOf } from '../judge/run.ts';
import type { ClaimRecord, Standing } from '../results.ts';
import { reachedChanges } from '../revisions/changed.ts';
import { checkOut } from '../revisions/check-out.ts';
import { findRevisions, type FoundRevisions } from '../revisions/revisions.ts';

/**
 * @returns 0 where nothing is slower, or nothing had to be measured; 1 where something is; 2 where `--strict` was asked for
 *   and something could not be told; 3 where something broke or nothing could be compared
 * @throws {TouchstoneError} INTERRUPTED or TIME_IS_UP, after what had been measured until then has been told
 */
export async function compare(parsed: Parsed, streams: Streams): Promise<number> {
  const seconds = parsed.text('limit');
  const limit = seconds === undefined ? undefined : milliseconds('limit', seconds);
  const { signal, explain } = limitTo(limit, streams.signal);
  try {
    return await compareWithin(parsed, { ...streams, signal });
  } catch (error) {
    throw explain(error);
  }
}

async function compareWithin(parsed: Parsed, streams: Streams): Promise<number> {
  const { signal, env, err } = streams;
  const asked = readCompareOptions(parsed);
  const tell = (sentence: string) => err.write(`${sentence}\n`);
  const found = await findRevisions({ folder: process.cwd(), base: asked.base, head: asked.head, env, signal });
  const claims = asked.claimsOf(found.repository.project);
  tell(`comparing ${found.head.name} with ${found.base.name}`);
  for (const says of found.says) tell(says);
  const reached = asked.changedOnly
    ? await reachedChanges(found, join(found.repository.project, claims), { env, signal })
    : [];
  const changed = asked.changedOnly
    ? new Set(reached.filter(({ changes }) => changes.length > 0).map(({ id }) => id))
    : undefined;
  using machine = await enterMachine(parsed, streams, { folder: resolve(asked.out) });
  const around = { asked, found, machine, parsed, streams };
  if (changed?.size === 0) {
    const standings = reached.map(({ id }): Standing => ({ claim: id, is: 'unchanged' }));
    return await measureAndTell({
      ...around,
      controls: undefined,
      planned: { claims: [], sources: new Map(), standings },
    });
  }
  await using checkouts = await checkOut(found, { signal, env, tell, claims });
  const both = await chooseBoth({
    folders: { base: join(checkouts.base.folder, claims), head: join(checkouts.head.folder, claims) },
    patterns: asked.patterns,
    selection: { quick: asked.quick, parameters: asked.parameters },
    controls: streams.controls,
    patience: asked.patience,
    signal,
  });
  const planned = planRevisions({ ...both, tolerance: asked.tolerance, changed });
  return await measureAndTell({ ...around, controls: both.controls, planned });
}

interface Comparing {
  readonly asked: CompareOptions;
  readonly found: FoundRevisions;
  readonly machine: Machine;
  readonly parsed: Parsed;
  readonly streams: Streams;
  readonly planned: Planned;
  /** Missing where nothing is to be measured. */
  readonly controls: Both['controls'] | undefined;
}

async function measureAndTell(comparing: Comparing): Promise<number> {
  const { asked, found, machine, parsed, streams, planned } = comparing;
  // Where there is nothing to hold against them, controls would be measured for nothing.
  const controls = planned.claims.length === 0 ? undefined : comparing.controls;
  const claims = [...(controls?.claims ?? []), ...planned.claims.map(({ claim }) => claim)];
  const records: ClaimRecord[] = [
    ...(controls?.claims ?? []).map((claim): ClaimRecord => ({ kind: 'claim', claim })),
    ...planned.claims,
  ];
  const plan = planFor(asked, { claims });
  const run = comparisonRecord({ ...asked, plan }, found, planned.standings, streams);
  const results = join(asked.out, 'results.ndjson');
  using journal = beginResults(results, { run, claims: records, broken: [] }, streams);
  const failure: TouchstoneError | undefined = await measureAll({
    claims,
    sourceOf: (id) => planned.sources.get(id) ?? { module: controls!.moduleOf(id) },
    marginOf: (claim) => marginOf(claim, undefined),
    plan,
    patience: asked.patience,
    seed: asked.seed,
    journal,
    machine,
    streams,
    telling: { sayLooked: changeLine },
  });
  const report = judgeComparison(journal.records);
  tellComparison(report, parsed.has('json'), streams);
  if (failure?.code === 'OUTPUT_FAILED') throw failure;
  streams.err.write(`\n${writeComparison(report, asked.out)}results: ${results}\n`);
  if (failure) throw failure;
  return exitCodeOfComparison(report, parsed.has('strict'));
}
