/** `--resume`: goes on with a run that was interrupted or killed, if it is still the same that would go on. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parsedOf, type Given, type Parsed } from './options.ts';
import { explainDamage } from '../read-results.ts';
import * as units from '../../reports/units.ts';
import { sentenceOf, TouchstoneError, type Breakage } from '../errors.ts';
import type { Begun } from '../harness/journal.ts';
import { lastedUntil } from '../harness/schedule/past.ts';
import { readRecords } from '../results-file.ts';
import type { ClaimRecord, RunRecord } from '../results.ts';

/** A run that is to go on. */
export interface PastRun extends Begun {
  readonly run: RunRecord;
  /** Milliseconds that it had lasted. */
  readonly at: number;
  /** Whether half a line stood at its end. */
  readonly cut: boolean;
}

/** Options that say how it is told, or how long it may take, and nothing of what is measured. */
const FREE = new Set(['json', 'out', 'assert', 'strict', 'patience', 'limit', 'wait', 'force', 'resume', 'help']);

/** @throws {TouchstoneError} NOTHING_TO_RESUME; RESULTS_DAMAGED or RESULTS_TOO_NEW where the file cannot be read */
export function readPastRun(path: string): PastRun {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const remedy = 'Name its folder with --out DIR, or measure without --resume.';
    const says = `There is no run to resume: cannot read ${path}: ${sentenceOf(error)}.`;
    throw new TouchstoneError('NOTHING_TO_RESUME', says, remedy, { cause: error });
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const records = explainDamage(path, () => readRecords(whole));
  const [run, next] = records.filter((one) => one.kind === 'run') as [RunRecord, RunRecord?];
  if (next) {
    const says = `${path} was merged of shards: each of them is resumed by itself.`;
    throw new TouchstoneError('NOTHING_TO_RESUME', says, 'Name the folder of a shard with --out DIR.');
  }
  if (run.comparison) {
    const says = `${path} is of a comparison, and none can be gone on with.`;
    throw new TouchstoneError('NOTHING_TO_RESUME', says, 'Compare anew; what it had measured is told by report.');
  }
  if (records.findLast((one) => one.kind === 'end')?.complete === true) {
    const says = `The run in ${path} came to its end: there is nothing to resume.`;
    throw new TouchstoneError('NOTHING_TO_RESUME', says, 'Measure without --resume.');
  }
  return { run, records, bytes: Buffer.byteLength(whole), at: lastedUntil(records), cut: whole !== text };
}

/** The options that decide what is measured, as they were typed. */
export function decisive({ given }: Parsed): Given {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !FREE.has(name)));
}

/**
 * What was typed when the run began, and of now what is free to change.
 *
 * @throws {TouchstoneError} RESUME_REFUSED where something was typed now that contradicts it
 */
export function askedThen(now: Parsed, { run }: PastRun): Parsed {
  if (!run.options) throw refused(['it was begun by a version that did not write down what it was asked']);
  const then: Given = { ...run.options, seed: [String(run.seed)] };
  const contradictions = Object.entries(decisive(now))
    .filter(([name, values]) => !isDeepStrictEqual(values, then[name]))
    .map(
      ([name, values]) => `it was begun ${sayOption(name, then[name])}, and is now asked ${sayOption(name, values)}`,
    );
  if (now.words.length > 0 && !isDeepStrictEqual(now.words, run.arguments)) {
    contradictions.push(`it was begun for ${sayWords(run.arguments)}, and is now asked for ${sayWords(now.words)}`);
  }
  if (contradictions.length > 0) throw refused(contradictions);
  return parsedOf(run.arguments, { ...now.given, ...then });
}

/**
 * @param broken claims that cannot be measured now
 * @throws {TouchstoneError} RESUME_REFUSED where the machine, the code or a claim is not what it was, and says which
 */
export function refuseChanges(
  past: PastRun,
  run: RunRecord,
  claims: readonly ClaimRecord[],
  broken: readonly Breakage[],
): void {
  const changes = Object.entries(SURROUNDINGS).flatMap(([name, of]) => sayChange(name, of(past.run), of(run)));
  const before = past.records.filter((one) => one.kind === 'claim');
  for (const { claim, code } of before) {
    const now = claims.find((one) => one.claim.id === claim.id);
    const fault = broken.find((one) => one.claim === claim.id);
    if (fault) changes.push(`the claim ${claim.id} is broken now: ${fault.says}`);
    else if (!now) changes.push(`the claim ${claim.id} is no longer there`);
    else if (code !== now.code) changes.push(...sayChange(`the code of ${claim.id}`, code, now.code));
    else if (!isDeepStrictEqual(claim, JSON.parse(JSON.stringify(now.claim)))) {
      changes.push(`the claim ${claim.id} is described otherwise, though its code is the same`);
    }
  }
  for (const { claim } of claims) {
    if (!before.some((one) => one.claim.id === claim.id)) changes.push(`the claim ${claim.id} is new`);
  }
  if (changes.length > 0) throw refused(changes);
}

/** What a figure depends on, as it is told. */
const SURROUNDINGS: Readonly<Record<string, (run: RunRecord) => string | undefined>> = {
  'the version of touchstone': ({ version }) => version,
  'the code of touchstone': ({ code }) => code,
  'the runtime': ({ environment: { runtime, versions } }) => `${runtime} (V8 ${versions['v8'] ?? 'none'})`,
  'the system': ({ environment: { platform, arch } }) => `${platform} ${arch}`,
  'the processor': ({ environment: { cpu } }) => cpu,
  'the number of cores': ({ environment: { cores } }) => String(cores),
  'the memory': ({ environment: { memory } }) => units.bytes(memory),
  'the shard': ({ shard }) => shard && `${shard.index} of ${shard.of} (split ${shard.split})`,
  'what is set': ({ environment: { features } }) =>
    Object.entries(features)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
};

function sayChange(what: string, was: string | undefined, is: string | undefined): string[] {
  return was === is ? [] : [`${what} was ${was ?? 'not written down'}, and is ${is ?? 'not known'}`];
}

function sayOption(name: string, values: readonly string[] | undefined): string {
  if (!values) return `without --${name}`;
  return `with ${values.length === 0 ? `--${name}` : values.map((value) => `--${name} ${value}`).join(' ')}`;
}

function sayWords(words: readonly string[]): string {
  return words.length === 0 ? 'all claims' : words.map((word) => `"${word}"`).join(' ');
}

function refused(reasons: readonly string[]): TouchstoneError {
  const says = `The run cannot be resumed: ${reasons.join('; ')}.`;
  const remedy = 'Measure anew without --resume; what it had measured is put aside then.';
  return new TouchstoneError('RESUME_REFUSED', says, remedy);
}
