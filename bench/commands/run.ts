/** `touchstone run`: measures, judges, tells. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { version } from './about.ts';
import { chooseClaims, HOME, type Choice } from './choose.ts';
import type { Parsed, OptionName } from './options.ts';
import { tellProgress } from './progress.ts';
import { exitCodeOf, tellReport, writeReports } from './tell.ts';
import type { Streams } from './terminal.ts';
import { parameters, positiveNumber, share, wholeNumber } from './values.ts';
import { TouchstoneError } from '../errors.ts';
import { chance } from '../harness/chance.ts';
import { lookAround } from '../harness/environment.ts';
import { openJournal, type Journal } from '../harness/journal.ts';
import { takeMachine } from '../harness/lock.ts';
import { measure } from '../harness/measure.ts';
import { judgeRun, marginOf } from '../judge/run.ts';
import type { Environment, Plan, RunRecord } from '../results.ts';
import { planLooks } from '../stats/stopping.ts';
import { FEWEST_ROUNDS } from '../stats/verdict.ts';

export const RUN_OPTIONS = [
  'quick',
  'rounds',
  'margin',
  'param',
  'seed',
  'seconds',
  'patience',
  'strict',
  'json',
  'out',
  'claims',
  'help',
] as const satisfies readonly OptionName[];

/** Rounds at the most, where neither the command nor the time sets another limit. */
const MOST_ROUNDS = 18;
const SOLO_ROUNDS = 6;
/** Nanoseconds: long against the clock's step, short against what a neighbour does. */
const TURN = 1e6;
/** Seconds after which no case gets more than the fewest rounds, so that a run of everything stays below 3 minutes. */
const SECONDS = 120;
const PATIENCE = 10;
/** Milliseconds: a timer of Node.js that is set for longer goes off at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** @returns 0, or 3 where something broke, or 2 where `--strict` was asked for and something is inconclusive */
export async function run(parsed: Parsed, streams: Streams): Promise<number> {
  const options = readOptions(parsed);
  using _ = takeMachine();
  const choice = await chooseClaims({
    patterns: parsed.words,
    selection: { quick: options.quick, parameters: options.parameters },
    folder: parsed.text('claims'),
    controls: true,
    patience: options.patience,
    signal: streams.signal,
  });
  // Before anything is written, so that what is written does not make the checkout look changed.
  const environment = lookAround(HOME);
  using journal = openJournal(join(options.out, 'results.ndjson'));
  const complete = await measureAll(choice, runRecord(options, environment), options, journal, streams);

  const report = judgeRun(journal.records);
  tellReport(report, parsed.has('json'), streams);
  const files = writeReports(report, options.out);
  streams.err.write(`\n${files}results: ${join(options.out, 'results.ndjson')}\n`);
  if (!complete)
    throw new TouchstoneError('INTERRUPTED', 'The run was interrupted.', 'What had been measured is kept.');
  return exitCodeOf(report, parsed.has('strict'));
}

interface RunOptions {
  readonly quick: boolean;
  readonly parameters: Record<string, string[]>;
  readonly seed: number;
  /** Milliseconds. */
  readonly patience: number;
  readonly out: string;
  readonly plan: Plan;
  readonly arguments: readonly string[];
}

function readOptions(parsed: Parsed): RunOptions {
  const read = <T>(name: OptionName, as: (name: OptionName, text: string) => T): T | undefined => {
    const text = parsed.text(name);
    return text === undefined ? undefined : as(name, text);
  };
  const quick = parsed.has('quick');
  const rounds = read('rounds', (name, text) => wholeNumber(name, text, 1));
  const margin = read('margin', share);
  const seconds = read('seconds', positiveNumber) ?? (rounds === undefined ? SECONDS : undefined);
  const most = rounds ?? (quick ? FEWEST_ROUNDS : MOST_ROUNDS);
  const fewest = Math.min(FEWEST_ROUNDS, most);
  return {
    quick,
    parameters: parameters(parsed.texts('param')),
    seed: read('seed', (name, text) => wholeNumber(name, text, 0)) ?? randomInt(2 ** 31),
    patience: Math.min(LONGEST_TIMER, 1000 * (read('patience', positiveNumber) ?? PATIENCE)),
    out: parsed.text('out') ?? join('reports', 'out', 'bench'),
    arguments: parsed.words,
    plan: {
      rounds: { fewest, most },
      looks: planLooks(fewest, most),
      solos: quick ? 0 : Math.min(SOLO_ROUNDS, most),
      turn: TURN,
      ...(seconds !== undefined && { seconds }),
      ...(margin !== undefined && { margin }),
    },
  };
}

/** @returns whether it came to its end */
async function measureAll(
  choice: Choice,
  begin: RunRecord,
  options: RunOptions,
  journal: Journal,
  streams: Streams,
): Promise<boolean> {
  const began = performance.now();
  const at = () => performance.now() - began;
  journal.write(begin);
  for (const claim of choice.claims) journal.write({ kind: 'claim', claim });
  for (const broken of choice.broken) journal.write({ kind: 'broken', ...broken });
  const { tell, end } = tellProgress(streams, options.plan, journal.records, at);
  let complete = true;
  try {
    await measure({
      claims: choice.claims.toSorted((a, b) => Number(b.control) - Number(a.control)),
      moduleOf: (claim) => choice.files.get(claim)!.module,
      plan: options.plan,
      marginOf: (claim) => marginOf(claim, options.plan.margin),
      write: (record) => journal.write(record),
      tell,
      chance: chance(options.seed),
      at,
      patience: options.patience,
      signal: streams.signal,
    });
  } catch (error) {
    if (!(error instanceof TouchstoneError && error.code === 'INTERRUPTED')) throw error;
    complete = false;
  } finally {
    end();
  }
  journal.write({ kind: 'end', at: Math.round(at()), complete });
  return complete;
}

function runRecord(options: RunOptions, environment: Environment): RunRecord {
  const started = new Date().toISOString();
  return {
    kind: 'run',
    format: 1,
    version: version(),
    id: `${started.replace(/[-:]|\.\d+/g, '')}-${options.seed.toString(36)}`,
    started,
    arguments: options.arguments,
    seed: options.seed,
    quick: options.quick,
    plan: options.plan,
    environment,
  };
}
