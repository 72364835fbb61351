/** Reads and writes the results file, and refuses a damaged one by the line and the place in it. */
import * as v from 'valibot';
import type { CaseRecord, ClaimDescription, ProbeRecord, ResultRecord, RoundRecord, RunRecord } from './results.ts';
import { recordSchema } from './results-schema.ts';

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
