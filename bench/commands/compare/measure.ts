/** Measures what has been planned to compare, judges it, tells it, and leaves it in every format. */
import { join } from 'node:path';
import { tellingOf } from './change-line.ts';
import type { Both } from '../choose-both.ts';
import { readCosts, sayShard } from '../costs.ts';
import { measureAll } from '../measuring.ts';
import { beginResults } from '../open-results.ts';
import type { Parsed } from '../options.ts';
import { planFor, type RunOptions } from '../run-options.ts';
import { exitCodeOfComparison, tellComparison, writeComparison } from '../tell.ts';
import type { Streams } from '../terminal.ts';
import type { Planned } from '../../comparison/planned.ts';
import type { Journal } from '../../harness/journal.ts';
import type { Machine } from '../../harness/machine/lock.ts';
import { judgeComparison } from '../../judge/comparison.ts';
import { marginOf } from '../../judge/run.ts';
import type { ClaimRecord, Plan, RunRecord } from '../../results.ts';
import { isIn, partOf, takeShard, withShard } from '../../shards/take.ts';

export interface Comparing {
  readonly asked: Pick<
    RunOptions,
    'plan' | 'seconds' | 'timed' | 'patience' | 'seed' | 'out' | 'shard' | 'costs' | 'claims'
  >;
  readonly planned: Planned;
  readonly controls: Both['controls'];
  /** A text of what breaks, with files called as they are in the repository. */
  readonly named?: ((text: string) => string) | undefined;
  /** The run's first record, by the plan that comes of what there is to measure. */
  readonly record: (plan: Plan) => RunRecord;
  readonly machine: Machine;
  readonly parsed: Parsed;
  readonly streams: Streams;
}

/** Seconds after which no case gets more than the fewest rounds, at the least: whoever waits for a gate waits for all of it. */
const LEAST_SECONDS = 50;

/** A comparison is measured anew: its revisions may be others by then. */
const NOT_RESUMED = 'a comparison is measured anew';

/**
 * @returns 0 where nothing is slower, or nothing had to be measured; 1 where something is; 2 where `--strict` was asked for
 *   and something could not be told; 3 where something broke or nothing could be compared
 * @throws {TouchstoneError} INTERRUPTED or TIME_IS_UP, after what had been measured until then has been told
 */
export async function measureComparison(comparing: Comparing): Promise<number> {
  const { asked, planned, controls, machine, parsed, streams } = comparing;
  // Where there is nothing to hold against them, controls would be measured for nothing.
  const held = planned.claims.length === 0 ? [] : controls.claims;
  const records: ClaimRecord[] = [...held.map((claim) => ({ kind: 'claim', claim }) as const), ...planned.claims];
  const claims = records.map(({ claim }) => claim);
  const shard = asked.shard && takeShard(asked.shard, records, readCosts(asked));
  if (shard) streams.err.write(`${sayShard(shard)}\n`);
  const part = shard ? partOf(claims, shard) : claims;
  const plan = planFor(asked, { claims, part }, LEAST_SECONDS);
  const whole = comparing.record(plan);
  const results = join(asked.out, 'results.ndjson');
  const begin = { run: shard ? withShard(whole, records, shard) : whole, claims: records, broken: planned.broken };
  using journal = beginResults(results, begin, streams, NOT_RESUMED);
  const failure = await measureAll({
    claims,
    only: isIn(part),
    sourceOf: (id) => planned.sources.get(id) ?? { module: controls.moduleOf(id) },
    marginOf: (claim) => marginOf(claim, undefined),
    plan,
    patience: asked.patience,
    seed: asked.seed,
    journal: namingFiles(journal, comparing.named),
    machine,
    streams,
    telling: tellingOf(records),
  });
  const report = judgeComparison(journal.records);
  tellComparison(report, parsed.has('json'), streams);
  if (failure?.code === 'OUTPUT_FAILED') throw failure;
  streams.err.write(`\n${await writeComparison(report, asked.out)}results: ${results}\n`);
  if (failure) throw failure;
  return exitCodeOfComparison(report, parsed.has('strict'));
}

/** What was checked out is gone when anybody looks for the place that a breakage names. */
function namingFiles(journal: Journal, named: Comparing['named']): Journal {
  if (!named) return journal;
  return {
    records: journal.records,
    write(record) {
      const broken = record.kind === 'broken';
      journal.write(broken ? { ...record, says: named(record.says), remedy: named(record.remedy) } : record);
    },
    [Symbol.dispose]: () => undefined,
  };
}
