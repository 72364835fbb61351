/** Reads and writes the results file, and refuses a damaged one by the line and the place in it. */
import * as v from 'valibot';
import type {
  CaseRecord,
  ClaimDescription,
  ProbeRecord,
  ResultRecord,
  RoundRecord,
  RunRecord,
  Shard,
} from './results.ts';
import { recordSchema } from './schema/record.ts';
import { commitOf } from './shards/runs-in.ts';

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

/** One record as a line of the file, with its end. */
export function writeRecord(one: ResultRecord): string {
  return `${JSON.stringify(one)}\n`;
}

/**
 * The records of a results file. A last line that was cut off half-way (the run was killed while it wrote) is left out.
 *
 * @param file as text, or as bytes, of which less is held at a time
 * @throws {DamagedRecord} that names the line, and the place in it
 * @throws {NewerFormat} where a newer version wrote it
 */
export function readRecords(file: string | Buffer): ResultRecord[] {
  const records: ResultRecord[] = [];
  for (const { line, ends } of linesOf(typeof file === 'string' ? Buffer.from(file) : file)) {
    if (ends || isWhole(line)) records.push(readRecord(line, records.length + 1));
  }
  if (records[0]?.kind !== 'run') throw new DamagedRecord(1, 'a results file begins with a record of kind "run".');
  checkReferences(records);
  checkShards(records);
  return records;
}

/** Each line, and whether it has its end: the last one may have been cut off. */
function* linesOf(bytes: Buffer): Generator<{ line: string; ends: boolean }> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from);
    const to = end === -1 ? bytes.length : end;
    yield { line: bytes.toString('utf8', from, to), ends: end !== -1 };
    from = to + 1;
  }
}

function readRecord(line: string, number: number): ResultRecord {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw new DamagedRecord(number, `this is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  refuseNewer(parsed);
  const result = v.safeParse(recordSchema, parsed);
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

/**
 * Every record speaks of a claim and a case of its own run that stand before it, and every turn of a contender of that
 * claim. There is one run, or there are all the shards of one.
 */
function checkReferences(records: readonly ResultRecord[]): void {
  const claims = new Map<string, ClaimDescription>();
  let run = records[0] as RunRecord;
  for (const [index, one] of records.entries()) {
    const line = index + 1;
    if (one.kind === 'run' && index > 0) {
      checkNext(run, one, line);
      run = one;
      claims.clear();
    }
    if (one.kind === 'claim') claims.set(one.claim.id, one.claim);
    if (!('case' in one) || one.kind === 'broken') continue;
    const known = claims.get(one.claim);
    if (!known) throw new DamagedRecord(line, `at claim: "${one.claim}" has not been described before.`);
    if (!known.cases.some(({ id }) => id === one.case)) {
      throw new DamagedRecord(line, `at case: "${one.case}" is no case of ${one.claim}.`);
    }
    if (!known.control && run.shard && !isOf(run.shard, one)) {
      throw new DamagedRecord(line, `at case: "${one.case}" of ${one.claim} is measured by another shard.`);
    }
    if (one.kind === 'case') checkBatches(one, known, line);
    if (one.kind === 'round') checkRound(one, known, line);
    if (one.kind === 'probe') checkProbe(one, known, line);
    if (one.kind === 'diagnosis' && !known.contenders.some((contender) => contender.name === one.contender)) {
      throw new DamagedRecord(line, `at contender: "${one.contender}" is no contender of ${one.claim}.`);
    }
  }
}

/** One shard by itself is a run; several are one only where none is missing. */
function checkShards(records: readonly ResultRecord[]): void {
  const shards = records.flatMap((one) => (one.kind === 'run' ? [one.shard] : []));
  const [first, last] = [shards[0], shards.at(-1)];
  if (shards.length < 2 || (first?.index === 1 && last?.index === last?.of)) return;
  const says = `at its end: of ${first!.of} shards there are ${first!.index} to ${last!.index}.`;
  throw new DamagedRecord(records.length, says);
}

/** A file that was merged holds the shards of one run, in their order. */
function checkNext(last: RunRecord, next: RunRecord, line: number): void {
  const [before, shard] = [last.shard, next.shard];
  if (!before || !shard) throw new DamagedRecord(line, 'a second run begins in the same file.');
  const isSame =
    shard.split === before.split &&
    shard.of === before.of &&
    commitOf(next) === commitOf(last) &&
    next.environment.runtime === last.environment.runtime;
  if (!isSame) throw new DamagedRecord(line, 'at shard: it is of another run than the one before it.');
  if (shard.index !== before.index + 1) {
    throw new DamagedRecord(line, `at shard.index: behind shard ${before.index} comes shard ${shard.index}.`);
  }
}

function isOf({ cases }: Shard, { claim, case: id }: { claim: string; case: string }): boolean {
  return Object.hasOwn(cases, claim) && cases[claim]!.includes(id);
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
    const index = round.loaded.indexOf(contender);
    const turns = round.order.filter((cycle) => cycle.includes(index)).length;
    if ([wall, held, cpu, switches].some(({ length }) => length !== turns)) {
      throw new DamagedRecord(
        line,
        `at turns.${contender}: it has not one turn for each of the ${turns} cycles that it is in.`,
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
