/** The contenders of a case inside of the process that measures them: set up, proved, warm, and taking their turns. */
import { inspect } from 'node:util';
import type { Claim, Timed, Value } from '../../claim.ts';
import { costOfNothing, nothing } from './empty.ts';
import { keepInstancesApart, loadInstance, sharedModules } from './instances.ts';
import { addSample, newColumn, type Column } from './columns.ts';
import type { Kept } from './loops.ts';
import type { Change, Job, Origin, Prepared, Stage } from './messages.ts';
import { paceOf } from './pace.ts';
import { describe, prove, recognise, show } from './proof.ts';
import { watchResident, type Watched } from './resident.ts';
import { warmUp, type Warmth } from './settling.ts';
import { turnsOf, type TakeTurn } from './timing.ts';

/**
 * Nanoseconds of warm-up for a contender. Most are flat after 20 ms and stop there; what has the compiler work beside a
 * busy neighbour is not after 100: `TextDecoder` was 10 to 15 times as slow until then, and at its end
 * from 150 on.
 */
export const WARM_UP = { least: 20e6, most: 250e6 };

/** What is called once and never again need not be warm. */
const COLD: Warmth = { batch: 1, settled: true };

/** Where it is kept what is being done from now on, so that whoever breaks it, is named. */
export interface Diary {
  /** Remembers it, and nothing else: for what happens between two turns. */
  note(stage: Stage, contender?: string): void;
  /** Tells it also to the process that waits. */
  tell(stage: Stage, contender?: string): void;
}

/** A contender that is ready. */
export interface Runner {
  readonly name: string;
  readonly timed: Timed;
  readonly take: TakeTurn;
  /** The answer of its last call. */
  readonly keep: Kept;
  /**
   * What has become of its answer, if the last call gave another than the first, which was right. Where a process is
   * probed, it holds one contender, and whoever asks has to know whether the first was right.
   */
  readonly changed: () => Change | undefined;
  /** Whether a call returns a promise. */
  readonly waits: boolean;
  /** What its first call was like; only in a process that is probed. */
  readonly cold?: Cold | undefined;
}

/** What is read of a contender's first call, before anything else. */
export interface Cold {
  /** Nanoseconds. */
  readonly took: number;
  /** By how much the resident memory has grown since just before it, at its peak. */
  readonly grown: Watched;
}

/** Loads, sets up, proves and warms up, each in the job's order. */
export async function prepare(job: Job, diary: Diary): Promise<{ prepared: Prepared; runners: Runner[] }> {
  await keepInstancesApart(job.contenders.length);
  const { claim, timed } = await setUp(job, diary);
  const answers = await answerAll(timed, diary, job.cold === true);
  const waiting = new Set([...answers].filter(([, { waits }]) => waits).map(([name]) => name));
  diary.tell('proving');
  const colds = new Map([...answers].map(([name, { cold }]) => [name, cold]));
  const proof = job.prove ? compare(answers, claim, job) : {};
  const firsts = job.cold ? takeAsRight(answers) : proof;
  const described = job.describe
    ? Object.fromEntries([...answers].map(([name, { answer }]) => [name, describe(answer)]))
    : undefined;
  const known = new Map([...answers].map(([name, { answer }]) => [name, recognise(answer)]));
  // What is kept alive is work for the garbage collector.
  answers.clear();

  const runners: Runner[] = [];
  const warmth = new Map<string, Warmth>();
  for (const [name, call] of timed) {
    diary.tell('warming up', name);
    const keep: Kept = { answer: undefined };
    const take = turnsOf(name, call, { waits: waiting.has(name), metric: job.metric }, undefined, keep);
    const alive = signOfLife(() => diary.tell('warming up', name));
    const warm = job.once ? COLD : await warmUp(take, { turn: job.turn, ...WARM_UP, after: alive });
    warmth.set(name, warm);
    const { right, shown } = firsts[name] ?? { right: false, shown: '' };
    const changed = () =>
      right && !job.once && !known.get(name)!(keep.answer)
        ? { contender: name, was: shown, is: show(keep.answer) }
        : undefined;
    runners.push({ name, timed: call, take, keep, waits: waiting.has(name), cold: colds.get(name), changed });
  }
  const each = <T>(of: (warm: Warmth) => T) => Object.fromEntries([...warmth].map(([name, warm]) => [name, of(warm)]));
  const served = [...timed].flatMap(([name, call]) => (call.served ? [[name, call.served] as const] : []));
  const prepared: Prepared = {
    answers: proof,
    ...(described && { described }),
    waits: waiting.size > 0,
    ...(job.floor && { nothing: await costsOfNothing(job.contenders, waiting) }),
    pace: paceOf(),
    closes: runners.some((runner) => runner.timed[Symbol.asyncDispose] !== undefined),
    batches: each(({ batch }) => batch),
    settled: each(({ settled }) => settled),
    shared: sharedModules(),
    ...(served.length > 0 && { served: Object.fromEntries(served) }),
  };
  return { prepared, runners };
}

/** The floor of each contender, found once for either shape. */
async function costsOfNothing(names: readonly string[], waiting: ReadonlySet<string>): Promise<Record<string, number>> {
  const cost = (waits: boolean) =>
    costOfNothing(turnsOf('nothing', waits ? nothing.waiting : nothing.sync, { waits, metric: 'time' }));
  const found = {
    sync: names.some((name) => !waiting.has(name)) ? await cost(false) : 0,
    waiting: waiting.size > 0 ? await cost(true) : 0,
  };
  return Object.fromEntries(names.map((name) => [name, waiting.has(name) ? found.waiting : found.sync]));
}

/**
 * Takes turns.
 *
 * @param order for each cycle the order of its turns, as indexes of runners
 * @param batches calls a turn
 */
export async function takeTurns(
  runners: readonly Runner[],
  order: readonly (readonly number[])[],
  batches: Readonly<Record<string, number>>,
  diary: Diary,
): Promise<Record<string, Column>> {
  const columns = runners.map(newColumn);
  const alive = signOfLife((name) => diary.tell('taking turns', name));
  for (const cycle of order) {
    for (const index of cycle) {
      const { take, name } = runners[index]!;
      diary.note('taking turns', name);
      alive(name);
      const taken = take(batches[name]!);
      addSample(columns[index]!, taken instanceof Promise ? await taken : taken);
    }
  }
  return Object.fromEntries(runners.map(({ name }, index) => [name, columns[index]!]));
}

/**
 * Whose answer is another by now. An answer that was wrong from the start, as random ones are, wins nothing and may
 * change. To be called between turns.
 */
export function findChange(runners: readonly Runner[], stage: Stage, diary: Diary): Change | undefined {
  for (const { name, changed } of runners) {
    diary.note(stage, name);
    const change = changed();
    if (change) return change;
  }
  return undefined;
}

/** Lets each contender close what it holds. One that cannot must not keep the others from it; the first fault is thrown. */
export async function close(runners: readonly Runner[]): Promise<void> {
  const closed = await Promise.allSettled(runners.map(async ({ timed }) => timed[Symbol.asyncDispose]?.()));
  const failed = closed.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Tells that it goes on, seldom, and never while a turn is timed: it is called between two. */
function signOfLife(tell: (name: string) => void): (name?: string) => void {
  let said = performance.now();
  return (name = '') => {
    if (performance.now() - said < 1000) return;
    said = performance.now();
    tell(name);
  };
}

/** A promise of this realm, of another, or of a library. */
function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

type Loaded = Claim<Readonly<Record<string, readonly Value[]>>>;

async function setUp(job: Job, diary: Diary): Promise<{ claim: Loaded; timed: Map<string, Timed> }> {
  const claims = new Map<string, Loaded>();
  const timed = new Map<string, Timed>();
  for (const name of job.contenders) {
    diary.tell('loading', name);
    const loaded = (await loadInstance(name, originOf(job, name).module)) as { default: Loaded };
    claims.set(name, loaded.default);
  }
  for (const [name, claim] of claims) {
    diary.tell('setting up', name);
    const call: unknown = await claim.contenders[originOf(job, name).contender]!(job.given);
    if (typeof call !== 'function') {
      throw new TypeError(`the set-up must return the function to time, and returned ${inspect(call, { depth: 0 })}`);
    }
    timed.set(name, call as Timed);
  }
  return { claim: claims.get(job.contenders[0]!)!, timed };
}

function originOf({ module, origins }: Job, contender: string): Origin {
  return origins?.[contender] ?? { module, contender };
}

interface Given {
  readonly answer: unknown;
  readonly waits: boolean;
  readonly cold?: Cold | undefined;
}

/** Calls each contender once: its first answer, and whether it has to be waited for. */
async function answerAll(timed: ReadonlyMap<string, Timed>, diary: Diary, cold: boolean): Promise<Map<string, Given>> {
  const answers = new Map<string, Given>();
  for (const [name, call] of timed) {
    diary.tell('proving', name);
    const read = cold ? await readCold() : undefined;
    const given = call();
    const waits = isThenable(given);
    const answer: unknown = waits ? await given : given;
    answers.set(name, { answer, waits, cold: read?.() });
  }
  return answers;
}

/** Begins to read a first call; what it returns ends it. The clock itself is not cold any more. */
async function readCold(): Promise<() => Cold> {
  const grown = await watchResident();
  process.hrtime.bigint();
  const from = process.hrtime.bigint();
  return () => ({ took: Number(process.hrtime.bigint() - from), grown });
}

function takeAsRight(answers: ReadonlyMap<string, Given>): Prepared['answers'] {
  return Object.fromEntries([...answers].map(([name, { answer }]) => [name, { right: true, shown: show(answer) }]));
}

function compare(answers: ReadonlyMap<string, Given>, claim: Loaded, job: Job): Prepared['answers'] {
  const plain = new Map([...answers].map(([name, given]) => [name, given.answer]));
  if (job.reference !== undefined) return prove(plain, plain.get(job.reference), {});
  const right = claim.answer ? claim.answer(job.given) : plain.get(claim.favours);
  return prove(plain, right, claim.wrong?.(job.given) ?? {});
}
