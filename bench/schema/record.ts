/** What a results file has to hold, record by record; `results-file.ts` reads with it. */
import * as v from 'valibot';
import { METRICS } from '../claim.ts';
import type { ResultRecord } from '../results.ts';
import { claimSchema } from './claim.ts';
import { count, duration, moving, name } from './parts.ts';
import { comparison, environmentSchema, plan, shard, standsFor } from './run.ts';
import { figures, isNumber, profile, tiers, turns } from './samples.ts';

/** What a line of the file has to be. */
export const recordSchema: v.GenericSchema<unknown, ResultRecord> = v.variant('kind', [
  v.object({
    kind: v.literal('run'),
    format: v.literal(1),
    version: v.string(),
    id: name,
    started: v.pipe(v.string(), v.isoTimestamp()),
    arguments: v.array(v.string()),
    seed: v.number(),
    quick: v.boolean(),
    plan,
    options: v.optional(v.record(v.string(), v.array(v.string()))),
    code: v.optional(v.string()),
    environment: environmentSchema,
    calibration: v.optional(
      v.object({
        started: v.pipe(v.string(), v.isoTimestamp()),
        runtime: v.string(),
        margin: v.number(),
        same: v.object({ comparisons: v.number(), told: v.number(), named: v.number() }),
        smallest: v.array(v.object({ work: v.string(), seconds: v.number(), effect: v.number() })),
      }),
    ),
    comparison: v.optional(comparison),
    shard: v.optional(shard),
  }),
  v.object({
    kind: v.literal('claim'),
    claim: claimSchema,
    code: v.optional(v.string()),
    standsFor: v.optional(standsFor),
  }),
  v.object({
    kind: v.literal('case'),
    claim: name,
    case: v.string(),
    batches: v.record(v.string(), count),
    cycles: count,
    waits: v.boolean(),
    answers: v.record(
      v.string(),
      v.object({ right: v.boolean(), wrongBecause: v.optional(v.string()), shown: v.string() }),
    ),
    shared: v.array(v.string()),
  }),
  v.object({
    kind: v.literal('round'),
    claim: name,
    case: v.string(),
    together: v.boolean(),
    at: duration,
    loaded: v.array(name),
    order: v.pipe(v.array(figures(v.number(), isNumber)), v.minLength(1, 'there is no cycle in this round')),
    turns: v.record(v.string(), turns),
    nothing: v.optional(v.record(v.string(), moving)),
    pace: v.optional(v.array(moving)),
    meanwhile: v.optional(
      v.object({ ticks: duration, idle: v.number(), stolen: v.number(), throttled: v.optional(v.number()) }),
    ),
    cost: v.optional(v.object({ ready: duration, turns: duration })),
  }),
  v.object({
    kind: v.literal('probe'),
    claim: name,
    case: v.string(),
    at: duration,
    loaded: v.array(name),
    calls: count,
    values: v.record(v.string(), v.partial(v.object(v.entriesFromList(METRICS, v.optional(duration))))),
    sweep: v.optional(
      v.record(v.string(), v.array(v.object({ connections: count, throughput: moving, busy: v.optional(duration) }))),
    ),
  }),
  v.object({
    kind: v.literal('stop'),
    claim: name,
    case: v.string(),
    why: v.picklist(['precise', 'plain', 'answers', 'cap', 'time']),
    rounds: count,
  }),
  v.object({
    kind: v.literal('broken'),
    claim: v.string(),
    case: v.optional(v.string()),
    contender: v.optional(v.string()),
    stage: v.string(),
    code: v.string(),
    says: v.string(),
    remedy: v.string(),
  }),
  v.object({
    kind: v.literal('diagnosis'),
    claim: name,
    case: v.string(),
    contender: name,
    tiers: v.optional(tiers),
    profile: v.optional(profile),
    failed: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('end'), at: duration, complete: v.boolean() }),
  v.object({ kind: v.literal('beside'), at: duration, process: count, since: v.optional(v.string()) }),
  v.object({ kind: v.literal('resumed'), at: duration, started: v.pipe(v.string(), v.isoTimestamp()) }),
]);
