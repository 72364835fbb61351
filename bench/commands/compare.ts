/** `touchstone compare`: what became slower or faster from one revision to another. */
import { join, resolve } from 'node:path';
import { chooseBoth } from './choose-both.ts';
import { measureComparison, type Comparing } from './compare/measure.ts';
import { readCompareOptions } from './compare/options.ts';
import { comparisonRecord } from './compare/record.ts';
import { enterMachine } from './enter.ts';
import { limitTo } from './limit.ts';
import type { Parsed } from './options.ts';
import type { Streams } from './terminal.ts';
import { milliseconds } from './values.ts';
import { planRevisions } from '../comparison/revisions.ts';
import type { Planned } from '../comparison/planned.ts';
import type { Plan } from '../results.ts';
import { reachedChanges } from '../revisions/changed.ts';
import { checkOut } from '../revisions/check-out.ts';
import { findRevisions } from '../revisions/revisions.ts';

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
  const folder = join(found.repository.project, claims);
  const reached = asked.changedOnly ? await reachedChanges(found, folder, { env, signal }) : undefined;
  const changed = reached && new Set(reached.filter(({ changes }) => changes.length > 0).map(({ id }) => id));
  const around = { asked, parsed, streams };
  const recordOf =
    ({ standings }: Pick<Planned, 'standings'>) =>
    (plan: Plan) =>
      comparisonRecord({ ...asked, plan }, found, standings, streams);
  if (reached && changed?.size === 0) {
    const planned = unchanged(reached.map(({ id }) => id));
    return await measureComparison({ ...around, ...NOTHING, planned, record: recordOf(planned) });
  }
  using machine = await enterMachine(parsed, streams, { folder: resolve(asked.out) });
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
  return await measureComparison({ ...around, machine, controls: both.controls, planned, record: recordOf(planned) });
}

/** Where nothing is measured, nobody need wait for the machine, and nothing is held against it. */
const NOTHING: Pick<Comparing, 'controls' | 'machine'> = {
  controls: {
    claims: [],
    moduleOf: (id) => {
      throw new RangeError(`no control was chosen, and ${id} was asked for`);
    },
  },
  machine: { others: () => [], [Symbol.dispose]: () => undefined },
};

/** Nothing to measure: no claim reaches a change. */
function unchanged(claims: readonly string[]): Planned {
  return { claims: [], sources: new Map(), standings: claims.map((claim) => ({ claim, is: 'unchanged' })) };
}
