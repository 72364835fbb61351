/** `touchstone run`: measures, judges, tells. */
import { join, resolve } from 'node:path';
import { chooseClaims, CONTROLS, HOME, type Choice } from './choose.ts';
import { enterMachine } from './enter.ts';
import { limitTo } from './limit.ts';
import { readCosts, sayShard } from './costs.ts';
import { beginResults, continueResults } from './open-results.ts';
import type { Parsed } from './options.ts';
import { measureAll } from './measuring.ts';
import { readResults } from '../read-results.ts';
import { runAcross } from './across.ts';
import { runOnEach, type MeasuredRun } from './run-on-each.ts';
import { askedThen, readPastRun, refuseChanges, type PastRun } from './resume.ts';
import { planFor, readOptions, type RunOptions } from './run-options.ts';
import { runRecord } from './run-record.ts';
import { askedOf, exitCodeOf, tellAsserted, tellReport, writeReports } from './tell.ts';
import type { Streams } from './terminal.ts';
import { milliseconds } from './values.ts';
import { goWithin } from './within.ts';
import { TouchstoneError } from '../errors.ts';
import { lookAround } from '../harness/machine/environment.ts';
import { codeOfModule } from '../harness/catalog/code.ts';
import { diagnose } from '../harness/diagnosis/diagnose.ts';
import type { Journal } from '../harness/journal.ts';
import type { Machine } from '../harness/machine/lock.ts';
import type { Runtime } from '../harness/process/runtime.ts';
import { judgeRun, marginOf } from '../judge/run.ts';
import { samplesOf } from '../judge/samples.ts';
import type { FoundRuntime } from '../runtimes/find.ts';
import type { ClaimDescription, ClaimRecord, ResultRecord } from '../results.ts';
import { isIn, partOf, takeShard, withShard } from '../shards/take.ts';

/**
 * @returns 0, or 1 where `--assert` was asked for and a verdict is not the expected one, or 3 where something broke, or 2 where `--strict` was asked for and something is inconclusive
 * @throws {TouchstoneError} INTERRUPTED or TIME_IS_UP, after what had been measured until then has been told
 */
export async function run(parsed: Parsed, streams: Streams): Promise<number> {
  const seconds = parsed.text('limit');
  const limit = seconds === undefined ? undefined : milliseconds('limit', seconds);
  const { signal, explain } = limitTo(limit, streams.signal);
  try {
    return await runWithin(parsed, { ...streams, signal });
  } catch (error) {
    throw explain(error);
  }
}

async function runWithin(parsed: Parsed, streams: Streams): Promise<number> {
  const { out, runtimes, across } = readOptions(parsed);
  using machine = await enterMachine(parsed, streams, { folder: resolve(out) });
  if (across !== undefined) return await runAcross(parsed, streams, machine);
  if (runtimes.length > 1) {
    return await runOnEach(parsed, streams, (one, on) => measureRun(one, streams, machine, on));
  }
  const { report, failure } = await measureRun(parsed, streams, machine);
  if (failure) throw failure;
  return exitCodeOf(report, askedOf(parsed));
}

/**
 * One run, measured and told.
 *
 * @param on what runs it, where it is one of several; where JSON is asked for those are told together
 */
async function measureRun(parsed: Parsed, streams: Streams, machine: Machine, on?: FoundRuntime): Promise<MeasuredRun> {
  const asked = readOptions(parsed);
  const results = join(asked.out, 'results.ndjson');
  // Not before: the run that is waited for may be the one that writes this file.
  const past = parsed.has('resume') ? readPastRun(results) : undefined;
  const read = past ? readOptions(askedThen(parsed, past)) : asked;
  const within = await goWithin(read, streams, on);
  const runtime = within?.runtime;
  const choice = await chooseClaims({
    runtime,
    mayLack: on !== undefined,
    patterns: read.arguments,
    selection: { quick: read.quick, parameters: read.parameters },
    folder: read.claims,
    controls: streams.controls ?? CONTROLS,
    patience: read.patience,
    signal: streams.signal,
  });
  const records = claimRecords(choice);
  const shard = read.shard && takeShard(read.shard, records, readCosts(read));
  if (shard) streams.err.write(`${sayShard(shard)}\n`);
  const part = shard ? partOf(choice.claims, shard) : choice.claims;
  const options = { ...read, plan: planFor(read, { claims: choice.claims, part }) };
  // Before anything is written, so that what is written does not make the checkout look changed.
  const environment = within?.environment ?? lookAround(HOME);
  const whole = runRecord(options, environment, streams);
  const begin = {
    run: shard ? withShard(whole, records, shard) : whole,
    claims: records,
    broken: choice.broken,
  };
  if (past) refuseChanges(past, begin.run, begin.claims, begin.broken);
  using journal = past ? continueResults(results, past, streams) : beginResults(results, begin, streams);
  const failure = await measureChoice({ choice, part, past, options, journal, machine, streams, runtime });

  const report = judgeRun(journal.records);
  if (!on || !parsed.has('json')) tellReport(report, parsed.has('json'), streams);
  if (failure?.code === 'OUTPUT_FAILED') throw failure;
  const file = { name: 'results.ndjson', bytes: readResults(results) };
  const files = await writeReports(report, samplesOf(journal.records, file), options.out);
  streams.err.write(`\n${files}results: ${results}\n`);
  if (parsed.has('assert')) tellAsserted(report, streams, on?.name);
  return { report, failure };
}

function claimRecords({ claims, files }: Choice): ClaimRecord[] {
  return claims.map((claim) => ({ kind: 'claim', claim, code: codeOfModule(files.get(claim.id)!.module) }));
}

interface Measuring {
  readonly choice: Choice;
  /** What of it is measured here. */
  readonly part: readonly ClaimDescription[];
  readonly past: PastRun | undefined;
  readonly options: RunOptions;
  readonly journal: Journal;
  readonly machine: Machine;
  readonly streams: Streams;
  readonly runtime: Runtime | undefined;
}

/** @returns why it did not come to its end, if it did not: what had been measured until then is worth telling */
async function measureChoice({
  choice,
  part,
  past,
  options,
  journal,
  machine,
  streams,
  runtime,
}: Measuring): Promise<TouchstoneError | undefined> {
  const moduleOf = (claim: string) => choice.files.get(claim)!.module;
  const { plan, patience, seed, wanted } = options;
  const error = await measureAll({
    claims: choice.claims,
    only: isIn(part),
    sourceOf: (claim) => ({ module: moduleOf(claim) }),
    marginOf: (claim) => marginOf(claim, plan.margin),
    plan,
    patience,
    runtime,
    seed,
    journal,
    machine,
    streams,
    past,
    telling: { toDiagnose: contendersToDiagnose(part, options) },
    after: ({ tellDiagnosis: tell }) => {
      const write = (record: ResultRecord) => journal.write(record);
      const records = [...journal.records];
      return diagnose({ moduleOf, wanted, plan, records, patience, runtime, signal: streams.signal, write, tell });
    },
  });
  return error?.code === 'INTERRUPTED' && hasRounds(journal) ? goesOn(error) : error;
}

function contendersToDiagnose(claims: readonly ClaimDescription[], { wanted }: RunOptions): number {
  if (!wanted.tiers && !wanted.why) return 0;
  const looked = claims.filter(({ control }) => !control);
  return looked.reduce((sum, { cases, contenders }) => sum + cases.length * contenders.length, 0);
}

function hasRounds({ records }: Journal): boolean {
  return records.some(({ kind }) => kind === 'round' || kind === 'probe');
}

function goesOn(error: TouchstoneError): TouchstoneError {
  const remedy = 'What had been measured until then is kept; --resume goes on with it.';
  return new TouchstoneError(error.code, error.message, remedy, { cause: error });
}
