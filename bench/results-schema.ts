/** What a results file has to hold, record by record; `results-file.ts` reads with it. */
import * as v from 'valibot';
import { METRICS } from './claim.ts';
import type { ResultRecord } from './results.ts';

const value = v.union([v.string(), v.number(), v.boolean()]);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const duration = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A time that something took. Of 0 there is no logarithm. */
const moving = v.pipe(v.number(), v.finite(), v.gtValue(0));
const name = v.pipe(v.string(), v.minLength(1));

/** Turns are most of a file. Where all of a list fit it is taken as it is; else each is asked, for what is said of it. */
function figures(one: v.GenericSchema<number>, fits: (figure: unknown) => boolean): v.GenericSchema<number[]> {
  const all = v.array(one);
  return v.lazy((list) => (Array.isArray(list) && list.every(fits) ? AS_IT_IS : all));
}

const AS_IT_IS = v.custom<number[]>(() => true);
const isNumber = (figure: unknown) => typeof figure === 'number';
const isDuration = (figure: unknown) => Number.isFinite(figure) && (figure as number) >= 0;
const isMoving = (figure: unknown) => Number.isFinite(figure) && (figure as number) > 0;

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

const plan = v.object({
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

const byte = v.pipe(v.number(), v.finite(), v.minValue(0));

const cell = v.object({
  at: byte,
  bytes: byte,
  label: v.string(),
  state: v.picklist(['allocated', 'grey', 'live', 'forwarded', 'moved', 'dead', 'free']),
  cameFrom: v.optional(v.object({ space: v.string(), at: byte })),
});

const space = v.object({ name: v.string(), bytes: v.pipe(byte, v.gtValue(0)), cells: v.array(cell) });

const drawing = v.object({
  title: name,
  steps: v.array(v.object({ says: v.string(), spaces: v.array(space) })),
});

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
/** Numbers of connections. */
const ascending = v.check<number[], string>(
  (numbers) => numbers.every((each, at) => at === 0 || each > numbers[at - 1]!),
  'a sweep takes ascending numbers of connections',
);
const load = v.pipe(
  v.object({
    connections: count,
    rate: v.optional(positive),
    turn: positive,
    turns: count,
    sweep: v.optional(v.pipe(v.array(count), v.minLength(2), ascending)),
  }),
  v.check(({ rate, sweep }) => rate === undefined || sweep === undefined, 'a sweep goes with a closed model'),
);

const expected = v.picklist(['confirmed', 'refuted', 'equivalent']);
/** An address that a report may link to. */
const address = v.pipe(v.string(), v.regex(/^https?:\/\//, 'a source is an address that begins with http'));

/** What a claim's description has to be. */
export const claimSchema = v.object({
  id: name,
  file: v.string(),
  control: v.boolean(),
  says: v.string(),
  because: v.string(),
  source: v.string(),
  quote: v.optional(v.string()),
  metric: v.picklist(METRICS),
  figure: v.optional(v.object({ name, unit: v.picklist(['bytes', 'count', 'share']) })),
  lacks: v.optional(name),
  margin: v.optional(v.pipe(v.number(), v.gtValue(0))),
  atLeast: v.optional(positive),
  favours: name,
  over: name,
  known: v.optional(v.pipe(v.number(), v.gtValue(0))),
  sides: v.optional(v.pipe(v.array(name), v.minLength(1))),
  axes: v.record(v.string(), v.array(value)),
  crossing: v.optional(v.string()),
  landmarks: v.array(v.object({ at: v.number(), name: v.string() })),
  contenders: v.array(v.object({ name, code: v.string() })),
  cases: v.array(
    v.object({
      id: v.string(),
      given: v.record(v.string(), value),
      expects: v.optional(expected),
      load: v.optional(load),
    }),
  ),
  drawings: v.optional(v.array(drawing)),
  expires: v.optional(v.pipe(v.string(), v.isoDate('"expires" takes a day such as 2027-06-30'))),
  changes: v.optional(
    v.array(
      v.object({
        since: v.pipe(v.string(), v.regex(/^(?:node|bun|deno)@\d+(?:\.\d+)*$/, 'takes a version such as node@22')),
        says: name,
        source: address,
      }),
    ),
  ),
  elsewhere: v.optional(
    v.array(
      v.object({
        source: address,
        says: name,
        verdict: expected,
        cases: v.array(v.string()),
        on: v.optional(name),
        differs: v.optional(name),
      }),
    ),
  ),
});

const turns = v.object({
  wall: figures(moving, isMoving),
  held: v.optional(figures(moving, isMoving)),
  cpu: figures(duration, isDuration),
  switches: figures(v.number(), isNumber),
  settled: v.boolean(),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const samples = v.pipe(v.number(), v.integer(), v.minValue(0));
const tier = v.picklist(['interpreter', 'baseline', 'maglev', 'turbofan']);
const functionSeen = { name: v.string(), place: v.string() };

const shares = v.object({ interpreter: share, baseline: share, maglev: share, turbofan: share });

const tiers = v.object({
  samples,
  shares,
  later: shares,
  functions: v.array(v.object({ ...functionSeen, tier, share })),
  deopts: v.array(v.object({ ...functionSeen, reason: v.string(), timed: v.boolean(), times: count })),
});

const profile = v.object({
  samples,
  collecting: share,
  harness: share,
  outside: share,
  functions: v.array(v.object({ ...functionSeen, share, native: share })),
  allocated: duration,
  sites: v.array(v.object({ ...functionSeen, share })),
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

const comparison = v.variant('of', [
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

const standsFor = v.variant('is', [
  v.object({ is: v.literal('contender'), claim: name, contender: name }),
  v.object({ is: v.literal('verdict'), claim: name, side: v.picklist(['base', 'head']) }),
]);

const shard = v.pipe(
  v.object({ index: count, of: count, split: name, cases: v.record(name, v.array(v.string())) }),
  v.check(({ index, of }) => index <= of, 'there are not so many shards'),
);

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

/** What of a claim's description would be refused when the file is read; `undefined` where nothing is. */
export function faultOfDescription(description: unknown): string | undefined {
  const result = v.safeParse(claimSchema, description);
  if (result.success) return undefined;
  const issue = result.issues[0];
  return `"${v.getDotPath(issue) ?? 'it'}" is not what it ought to be: ${issue.message}`;
}
