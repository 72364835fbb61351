/**
 * A round of load: every server in a fresh process of its own, and one process that loads them, one at a time. They get
 * ready side by side.
 *
 * ```
 * server A    set up │ warm-up │   │ A │   │   │ A │   │ A │       │ 4 │   │ 1 │   │
 * server B    set up │   │ warm-up │   │ B │ B │   │   │   │ B     │   │ 1 │   │ 4 │
 * generator          │ turns of load, in shuffled order,            │ a sweep over connections, where one is asked for
 *                    │ never two at once
 * ```
 */
import type { Served } from '../../claim.ts';
import type { Load, ProbeRecord, Swept } from '../../results.ts';
import { Broken, MeasuredProcess } from '../process/measured-process.ts';
import { refuseMissing } from '../process/refuse.ts';
import { believed } from '../process/runtime.ts';
import { jobOf, type Known } from '../schedule/probe-round.ts';
import { byRuntimeOf, SIDE_BY_SIDE, type Subject, type Surroundings } from '../schedule/round.ts';
import type { Tally } from './tally.ts';
import { answersIn, costOf, sweptOf, throughputOf, valuesOf, type Turn } from './values.ts';
import { isWarm } from './warm.ts';

/** A server in its process, and what its turns were. */
interface Loaded {
  readonly name: string;
  readonly held: MeasuredProcess;
  readonly served: Served;
  readonly turns: Turn[];
  readonly swept: Swept[];
}

/** @throws {Broken} where a contender is no server, or none of its answers is right, or METRIC_MISSING */
export async function loadRound(
  subject: Subject,
  load: Load,
  { wanted }: Known,
  around: Surroundings,
): Promise<ProbeRecord> {
  const at = around.at();
  const names = around.chance.shuffle(subject.contenders);
  const module = new URL('./generator.js', import.meta.url);
  // Whatever runs the servers, what loads them is the same.
  const generator = new MeasuredProcess({ ...around, module, runtime: undefined });
  const servers: Loaded[] = [];
  try {
    for (let from = 0; from < names.length; from += SIDE_BY_SIDE) {
      const some = names.slice(from, from + SIDE_BY_SIDE).map(async (name) => {
        servers.push(await serve(subject, name, around));
      });
      await settled(some);
    }
    const collects = wanted === 'retained';
    for (const server of servers) await warmUp(server, generator, load, collects);
    for (let cycle = 0; cycle < load.turns; cycle++) {
      for (const server of around.chance.shuffle(servers)) await takeTurn(server, generator, load, collects);
    }
    await sweep(servers, generator, load, around);
  } finally {
    await Promise.all([generator, ...servers.map(({ held }) => held)].map((held) => held[Symbol.asyncDispose]()));
  }
  const values = Object.fromEntries(
    servers.map(({ name, turns }) => {
      const { runtime } = byRuntimeOf(subject, name, around);
      return [name, believed(valuesOf(turns), runtime?.untold?.served)];
    }),
  );
  for (const name of names) refuseMissing(wanted, values[name]!, name);
  const calls = Math.min(...servers.map(({ turns }) => answersIn(turns)));
  const record = { kind: 'probe', claim: subject.claim, case: subject.case, at, loaded: names, calls, values } as const;
  if (!load.sweep) return record;
  return { ...record, sweep: Object.fromEntries(servers.map(({ name, swept }) => [name, swept])) };
}

/** Waits for all of them, so that none is left behind where another breaks. */
async function settled(all: readonly Promise<void>[]): Promise<void> {
  const broken = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
}

async function serve(subject: Subject, name: string, around: Surroundings): Promise<Loaded> {
  const held = new MeasuredProcess(byRuntimeOf(subject, name, around));
  try {
    const job = { ...jobOf(subject, [name], false), cold: false, once: true };
    const { served } = (await held.ask({ do: 'prepare', job }, 'prepared')).prepared;
    if (!served?.[name]) throw noServer(name);
    return { name, held, served: served[name], turns: [], swept: [] };
  } catch (error) {
    await held[Symbol.asyncDispose]();
    throw error;
  }
}

/** Turns until one costs the server no less than those before it: until then its code is still being compiled. */
async function warmUp(server: Loaded, generator: MeasuredProcess, load: Load, collects: boolean): Promise<void> {
  const costs: number[] = [];
  let spent = 0;
  while (!isWarm(costs, spent, collects)) {
    const turn = await turnOf(server, generator, load, collects);
    costs.push(costOf(turn) ?? throughputOf(turn));
    spent += turn.tally.lasted / 1e6;
  }
}

async function takeTurn(server: Loaded, generator: MeasuredProcess, load: Load, collects: boolean): Promise<void> {
  server.turns.push(await turnOf(server, generator, load, collects));
}

/** One turn of every server at every number of connections, all of them shuffled: what drifts, drifts under all alike. */
async function sweep(
  servers: readonly Loaded[],
  generator: MeasuredProcess,
  load: Load,
  { chance }: Surroundings,
): Promise<void> {
  const turns = servers.flatMap((server) => (load.sweep ?? []).map((connections) => ({ server, connections })));
  for (const { server, connections } of chance.shuffle(turns)) {
    server.swept.push(sweptOf(connections, await turnOf(server, generator, { ...load, connections }, false)));
  }
  for (const { swept } of servers) swept.sort((a, b) => a.connections - b.connections);
}

async function turnOf(
  { name, held, served }: Loaded,
  generator: MeasuredProcess,
  load: Load,
  collects: boolean,
): Promise<Turn> {
  await generator.ask({ do: 'greet', served }, 'greeted');
  const { reading: before } = await held.ask({ do: 'meter', collects }, 'metered');
  const { tally } = await generator.ask({ do: 'load', served, load }, 'loaded');
  const { reading: after } = await held.ask({ do: 'meter', collects }, 'metered');
  if (tally.answered < 2) throw unanswered(name, tally);
  return { tally, ...(!served.elsewhere && { read: { before, after } }) };
}

function noServer(contender: string): Broken {
  const says = `"${contender}" is no server, though the claim says how it is loaded`;
  return new Broken('CONTENDER_THREW', { stage: 'setting up', contender }, says, 'Return served(…) from its set-up.');
}

function unanswered(contender: string, { answered, errors }: Tally): Broken {
  const says = `"${contender}" gave ${answered} right answers under load, and ${errors} requests had none`;
  const remedy = 'Look at what it answers to the request of the claim, or let a turn of load take longer.';
  return new Broken('CONTENDER_THREW', { stage: 'probing', contender }, says, remedy);
}
