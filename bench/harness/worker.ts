/**
 * The process that measures: loads contenders, each as a module instance of its own, proves them, warms them up, and
 * takes their turns as it is told. It ends with the process that started it.
 */
import { inspect } from 'node:util';
import type { Claim, Timed, Value } from '../claim.ts';
import { sentenceOf } from '../errors.ts';
import { instanceFor, keepInstancesApart, sharedModules } from './instances.ts';
import type { Column, Command, Job, Prepared, Reply, Stage } from './messages.ts';
import { prove } from './proof.ts';
import { warmUp, type Warmth } from './settling.ts';
import { turnsOf, type TakeTurn } from './timing.ts';

/** Nanoseconds of warm-up for a contender. */
const WARM_UP = { least: 20e6, most: 100e6 };

interface Runner {
  readonly name: string;
  readonly timed: Timed;
  readonly take: TakeTurn;
}

let at: { stage: Stage; contender?: string } = { stage: 'starting' };
let runners: Runner[] = [];

process.on('message', (command: Command) => {
  obey(command).catch((error: unknown) => {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    tell({ is: 'failed', ...at, says: sentenceOf(error), stack });
  });
});
// The process that steers decides when to end: an interrupt at the terminal reaches both.
process.on('SIGINT', () => undefined);
// It ends with that process, whatever a contender keeps open; and whoever ends it by itself is named.
process.on('disconnect', () => process.exit());
process.on('exit', () => {
  if (process.connected) tell({ is: 'doing', ...at });
});

async function obey(command: Command): Promise<void> {
  if (command.do === 'prepare') tell({ is: 'prepared', prepared: await prepare(command.job) });
  else if (command.do === 'take turns')
    tell({ is: 'turned', columns: await takeTurns(command.order, command.batches) });
  else await end();
}

async function prepare(job: Job): Promise<Prepared> {
  if (job.contenders.length > 1) keepInstancesApart();
  const { claim, timed } = await setUp(job);
  const answers = await answer(timed);
  const waiting = new Set([...answers].filter(([, { waits }]) => waits).map(([name]) => name));
  const proof = job.prove ? compare(answers, claim, job) : {};
  answers.clear();

  const warmth = new Map<string, Warmth>();
  for (const [name, call] of timed) {
    doing('warming up', name);
    const take = turnsOf(name, call, { waits: waiting.has(name), metric: job.metric });
    const warm = await warmUp(take, { turn: job.turn, ...WARM_UP });
    warmth.set(name, warm);
    runners.push({ name, timed: call, take });
  }
  const each = <T>(of: (warm: Warmth) => T) => Object.fromEntries([...warmth].map(([name, warm]) => [name, of(warm)]));
  return {
    answers: proof,
    waits: waiting.size > 0,
    batches: each(({ batch }) => batch),
    costs: each(({ cost }) => cost),
    settled: each(({ settled }) => settled),
    shared: sharedModules(),
  };
}

type Loaded = Claim<Readonly<Record<string, readonly Value[]>>>;

async function setUp(job: Job): Promise<{ claim: Loaded; timed: Map<string, Timed> }> {
  const claims = new Map<string, Loaded>();
  const timed = new Map<string, Timed>();
  for (const name of job.contenders) {
    doing('loading', name);
    const loaded = (await import(instanceFor(name, job.module))) as { default: Loaded };
    claims.set(name, loaded.default);
  }
  for (const [name, claim] of claims) {
    doing('setting up', name);
    const call: unknown = await claim.contenders[name]!(job.given);
    if (typeof call !== 'function') {
      throw new TypeError(`the set-up must return the function to time, and returned ${inspect(call, { depth: 0 })}`);
    }
    timed.set(name, call as Timed);
  }
  return { claim: claims.get(job.contenders[0]!)!, timed };
}

interface Given {
  readonly answer: unknown;
  readonly waits: boolean;
}

/** Calls each contender once: its first answer, and whether it has to be waited for. */
async function answer(timed: ReadonlyMap<string, Timed>): Promise<Map<string, Given>> {
  const answers = new Map<string, Given>();
  for (const [name, call] of timed) {
    doing('proving', name);
    const given = call();
    answers.set(name, { answer: await given, waits: given instanceof Promise });
  }
  return answers;
}

function compare(answers: ReadonlyMap<string, Given>, claim: Loaded, job: Job): Prepared['answers'] {
  doing('proving');
  const plain = new Map([...answers].map(([name, given]) => [name, given.answer]));
  const right = claim.answer ? claim.answer(job.given) : plain.get(claim.favours);
  return prove(plain, right, claim.wrong?.(job.given) ?? {});
}

async function takeTurns(
  order: readonly (readonly number[])[],
  batches: Readonly<Record<string, number>>,
): Promise<Record<string, Column>> {
  const columns = runners.map((): Column => ({ wall: [], cpu: [], switches: [] }));
  let said = Date.now();
  for (const cycle of order) {
    for (const index of cycle) {
      const { take, name } = runners[index]!;
      at = { stage: 'taking turns', contender: name };
      const taken = take(batches[name]!);
      const sample = taken instanceof Promise ? await taken : taken;
      columns[index]!.wall.push(Math.round(sample.wall));
      columns[index]!.cpu.push(sample.cpu);
      columns[index]!.switches.push(sample.switches);
    }
    // A sign of life, seldom, and never while a turn is timed.
    if (Date.now() - said > 1000) {
      doing('taking turns');
      said = Date.now();
    }
  }
  return Object.fromEntries(runners.map(({ name }, index) => [name, columns[index]!]));
}

async function end(): Promise<void> {
  doing('ending');
  // One that cannot close what it holds must not keep the others from it.
  const closed = await Promise.allSettled(runners.map(async ({ timed }) => timed[Symbol.asyncDispose]?.()));
  const failed = closed.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  process.disconnect();
}

function doing(stage: Stage, contender?: string): void {
  at = contender === undefined ? { stage } : { stage, contender };
  tell({ is: 'doing', ...at });
}

function tell(reply: Reply): void {
  process.send?.(reply);
}
