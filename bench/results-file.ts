/** Reads and writes the results file, and refuses a damaged one by the line and the place in it. */
import * as v from 'valibot';
import { METRICS } from './claim.ts';
import type { CaseRecord, ClaimDescription, ProbeRecord, ResultRecord, RoundRecord, RunRecord } from './results.ts';

const value = v.union([v.string(), v.number(), v.boolean()]);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const duration = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A time that something took. Of 0 there is no logarithm. */
const moving = v.pipe(v.number(), v.finite(), v.gtValue(0));
const name = v.pipe(v.string(), v.minLength(1));

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

const claim = v.object({
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
  favours: name,
  over: name,
  known: v.optional(v.pipe(v.number(), v.gtValue(0))),
  axes: v.record(v.string(), v.array(value)),
  crossing: v.optional(v.string()),
  landmarks: v.array(v.object({ at: v.number(), name: v.string() })),
  contenders: v.array(v.object({ name, code: v.string() })),
  cases: v.array(v.object({ id: v.string(), given: v.record(v.string(), value) })),
  drawings: v.optional(v.array(drawing)),
});

const turns = v.object({
  wall: v.array(moving),
  held: v.optional(v.array(moving)),
  cpu: v.array(duration),
  switches: v.array(v.number()),
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

const record: v.GenericSchema<unknown, ResultRecord> = v.variant('kind', [
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
  }),
  v.object({ kind: v.literal('claim'), claim, code: v.optional(v.string()) }),
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
    order: v.pipe(v.array(v.array(v.number())), v.minLength(1, 'there is no cycle in this round')),
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

const FORMAT = 1 satisfies RunRecord['format'];

/** What is wrong with a results file, and where. */
export class DamagedRecord extends Error {
  override readonly name = 'DamagedRecord';
  /** From 1. */
  readonly line: number;

  constructor(line: number, message: string, options?: ErrorOptions) {
    super(`line ${line}: ${message}`, options);
    this.line = line;
  }
}

/** The file is whole, but its format is one that this version does not know. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';

  constructor(format: number) {
    super(`made by a newer touchstone (format ${format}, and this one reads format ${FORMAT})`);
  }
}

/** What of a claim's description would be refused when the file is read; `undefined` where nothing is. */
export function faultOfDescription(description: unknown): string | undefined {
  const result = v.safeParse(claim, description);
  if (result.success) return undefined;
  const issue = result.issues[0];
  return `"${v.getDotPath(issue) ?? 'it'}" is not what it ought to be: ${issue.message}`;
}

/** One record as a line of the file, with its end. */
export function writeRecord(one: ResultRecord): string {
  return `${JSON.stringify(one)}\n`;
}

/**
 * The records of a results file. A last line that was cut off half-way (the run was killed while it wrote) is left out.
 *
 * @throws {DamagedRecord} that names the line, and the place in it
 * @throws {NewerFormat} where a newer version wrote it
 */
export function readRecords(text: string): ResultRecord[] {
  const lines = text.split('\n');
  const cut = lines.pop() ?? '';
  const records = lines.map((line, index) => readRecord(line, index + 1));
  if (cut !== '' && isWhole(cut)) records.push(readRecord(cut, lines.length + 1));
  if (records[0]?.kind !== 'run') throw new DamagedRecord(1, 'a results file begins with a record of kind "run".');
  checkReferences(records);
  return records;
}

function readRecord(line: string, number: number): ResultRecord {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw new DamagedRecord(number, `this is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  refuseNewer(parsed);
  const result = v.safeParse(record, parsed);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new DamagedRecord(number, `at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}.`);
}

/** Asked before the schema is: of a newer file the schema would only complain of a detail. */
function refuseNewer(parsed: unknown): void {
  const { kind, format } = (parsed ?? {}) as { kind?: unknown; format?: unknown };
  if (kind === 'run' && typeof format === 'number' && format > FORMAT) throw new NewerFormat(format);
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Every record speaks of a claim and a case that stand before it, and every turn of a contender of that claim. */
function checkReferences(records: readonly ResultRecord[]): void {
  const claims = new Map<string, ClaimDescription>();
  for (const [index, one] of records.entries()) {
    const line = index + 1;
    if (one.kind === 'run' && index > 0) throw new DamagedRecord(line, 'a second run begins in the same file.');
    if (one.kind === 'claim') claims.set(one.claim.id, one.claim);
    if (!('case' in one) || one.kind === 'broken') continue;
    const known = claims.get(one.claim);
    if (!known) throw new DamagedRecord(line, `at claim: "${one.claim}" has not been described before.`);
    if (!known.cases.some(({ id }) => id === one.case)) {
      throw new DamagedRecord(line, `at case: "${one.case}" is no case of ${one.claim}.`);
    }
    if (one.kind === 'case') checkBatches(one, known, line);
    if (one.kind === 'round') checkRound(one, known, line);
    if (one.kind === 'probe') checkProbe(one, known, line);
    if (one.kind === 'diagnosis' && !known.contenders.some((contender) => contender.name === one.contender)) {
      throw new DamagedRecord(line, `at contender: "${one.contender}" is no contender of ${one.claim}.`);
    }
  }
}

function checkBatches({ batches }: CaseRecord, { contenders }: ClaimDescription, line: number): void {
  for (const one of contenders) {
    if (!(one.name in batches)) throw new DamagedRecord(line, `at batches: "${one.name}" is missing.`);
  }
}

function checkRound(round: RoundRecord, claimed: ClaimDescription, line: number): void {
  const names = new Set(claimed.contenders.map((contender) => contender.name));
  for (const [contender, { wall, held = wall, cpu, switches }] of Object.entries(round.turns)) {
    if (!names.has(contender)) throw new DamagedRecord(line, `at turns: "${contender}" is no contender of it.`);
    if ([wall, held, cpu, switches].some(({ length }) => length !== round.order.length)) {
      throw new DamagedRecord(
        line,
        `at turns.${contender}: it has not one turn for each of ${round.order.length} cycles.`,
      );
    }
  }
  if (claimed.metric === 'loop delay' && Object.values(round.turns).some(({ held }) => !held)) {
    throw new DamagedRecord(line, 'at turns: "held" is missing, which the claim is about.');
  }
  // A solo round has processes for the two that are compared only.
  for (const needed of round.together ? names : [claimed.favours, claimed.over]) {
    if (!(needed in round.turns)) throw new DamagedRecord(line, `at turns: "${needed}" is missing.`);
  }
}

function checkProbe({ values }: ProbeRecord, { contenders }: ClaimDescription, line: number): void {
  const names = contenders.map(({ name: contender }) => contender);
  const unknown = Object.keys(values).find((contender) => !names.includes(contender));
  if (unknown !== undefined) throw new DamagedRecord(line, `at values: "${unknown}" is no contender of it.`);
  const missing = names.find((contender) => !(contender in values));
  if (missing !== undefined) throw new DamagedRecord(line, `at values: "${missing}" is missing.`);
}
