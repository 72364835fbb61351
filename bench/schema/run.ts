/** What a run's own record has to be: where, by what plan, and what of what it compares. */
import * as v from 'valibot';
import { count, duration, name, value } from './parts.ts';

/** What a record of the surroundings has to be. */
export const environmentSchema = v.object({
  runtime: name,
  versions: v.record(v.string(), v.string()),
  platform: v.string(),
  arch: v.string(),
  cpu: v.string(),
  cores: count,
  memory: v.number(),
  load: v.number(),
  clockStep: duration,
  features: v.record(v.string(), value),
  commit: v.optional(v.string()),
});

export const plan = v.object({
  rounds: v.object({ fewest: count, most: count }),
  looks: v.array(count),
  /** Late, where it is missing. */
  spending: v.optional(v.literal('evenly')),
  solos: v.pipe(v.number(), v.integer(), v.minValue(0)),
  probes: v.optional(count),
  seconds: v.optional(v.number()),
  turn: duration,
  margin: v.optional(v.pipe(v.number(), v.gtValue(0))),
});

const revision = v.object({
  name,
  commit: name,
  subject: v.optional(v.string()),
  changed: v.optional(v.boolean()),
});

const standings = v.array(
  v.object({
    claim: name,
    contender: v.optional(name),
    case: v.optional(v.string()),
    is: v.picklist(['compared', 'unchanged', 'new', 'gone', 'broken', 'lacking']),
    says: v.optional(v.string()),
  }),
);

export const comparison = v.variant('of', [
  v.object({
    of: v.literal('revisions'),
    base: revision,
    head: revision,
    changedOnly: v.boolean(),
    standings,
  }),
  v.object({
    of: v.literal('runtimes'),
    runtimes: v.pipe(
      v.array(v.object({ name, asked: name, versions: v.record(v.string(), v.string()) })),
      v.minLength(2, 'it takes two runtimes to compare them'),
    ),
    standings,
  }),
]);

export const standsFor = v.variant('is', [
  v.object({ is: v.literal('contender'), claim: name, contender: name }),
  v.object({ is: v.literal('verdict'), claim: name, side: v.picklist(['base', 'head']) }),
]);

export const shard = v.pipe(
  v.object({ index: count, of: count, split: name, cases: v.record(name, v.array(v.string())) }),
  v.check(({ index, of }) => index <= of, 'there are not so many shards'),
);
