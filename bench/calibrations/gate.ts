/**
 * Measures what the gate is worth: how often `touchstone compare` names a regression where there is none, and how often it
 * finds one that is there, in a scratch repository of four claims.
 *
 * `npm run build && node dist/bench/calibrations/gate.js` on a quiet machine, and the same with `--neighbour`, which burns
 * all processors in bursts. Each compares identical commits 40 times, a contender that is 5 % slower 20 times, and one
 * that is 20 % slower 20 times, in shuffled order, with a tolerance of 2 %; writes its figures to reports/published/trust
 * after every comparison, and the table of both to gate.md there at the end. `--resume` goes on where it was interrupted,
 * `--quick` takes a tenth of the comparisons, `--out DIR` writes elsewhere.
 */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as units from '../../reports/units.ts';
import { chance } from '../harness/schedule/chance.ts';
import { lookAround } from '../harness/machine/environment.ts';
import { takeMachine } from '../harness/machine/lock.ts';
import { stepsFor, stepsOf } from '../harness/schedule/calibrate.ts';
import { compareFor } from '../harness/schedule/comparison.ts';
import { TURN } from '../harness/schedule/defaults.ts';
import { writeWhole } from '../write-whole.ts';
import { compareIn, type Compared } from './gate/compare-in.ts';
import { scratchRepository, type Change } from './gate/scratch-repository.ts';
import { gateTable, type GateRun } from './gate/table.ts';
import { WORKS, type Work } from './known-slow-down.ts';

const { values } = parseArgs({
  options: {
    neighbour: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'reports/published/trust' },
    seed: { type: 'string', default: '1' },
  },
});
const { neighbour: busy, quick, resume, out } = values;
const seed = Number(values.seed);
const luck = chance(seed);
const path = join(out, `gate-${busy ? 'neighbour' : 'quiet'}.json`);
const began = performance.now();
const times = (many: number) => (quick ? Math.ceil(many / 10) : many);

/** What is compared, how often; each slow-down in each kind of work in turn. */
const SERIES = [
  { effect: 0, times: times(40) },
  { effect: 0.05, times: times(20) },
  { effect: 0.2, times: times(20) },
];

const folder = mkdtempSync(join(tmpdir(), 'touchstone-gate-'));
const neighbour = busy ? fork(fileURLToPath(new URL('./neighbour.js', import.meta.url)), { execArgv: [] }) : undefined;
try {
  const before = resume ? interrupted() : undefined;
  const steps = before?.steps ?? (await sizes());
  const wanted = luck
    .branch('order')
    .shuffle(
      SERIES.flatMap(({ effect, times: many }) =>
        Array.from({ length: many }, (_, at) => ({ effect, work: WORKS[at % WORKS.length]! })),
      ),
    );
  const about = before?.about ?? {
    started: new Date().toISOString(),
    seed,
    quick,
    of: wanted.length,
    environment: lookAround(fileURLToPath(new URL('../../../', import.meta.url))),
  };
  const compared: Compared[] = [...(before?.compared ?? [])];
  mkdirSync(out, { recursive: true });
  for (const [done, { effect, work }] of wanted.entries()) {
    if (done < compared.length) continue;
    const change: Change = { work, more: steps[work]![effect]! };
    const repository = scratchRepository(join(folder, String(done)), change);
    const one = await compareIn(repository, { effect, work }, seed + done);
    compared.push(one);
    rmSync(repository.folder, { recursive: true });
    const minutes = (before?.minutes ?? 0) + (performance.now() - began) / 60_000;
    const run: GateRun = { about, minutes, steps, compared };
    writeWhole([{ path, text: `${JSON.stringify(run)}\n` }]);
    const time = units.elapsed(Math.round((performance.now() - began) / 1000));
    const named = one.slower.length === 0 ? one.outcome : `${one.outcome}: ${one.slower.join(', ')}`;
    console.error(
      `${done + 1} of ${wanted.length}, ${time}: ${work} ${units.share(effect)} slower: ${named}, ${one.seconds.toFixed(0)} s`,
    );
  }
  const table = gateTable(out);
  writeWhole([{ path: join(out, 'gate.md'), text: table.text }]);
  console.log(table.text);
  process.exitCode = table.kept ? 0 : 1;
} finally {
  neighbour?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** What there is of a run that was asked for in the same words. */
function interrupted(): GateRun {
  const run = JSON.parse(readFileSync(path, 'utf8')) as GateRun;
  if (run.about.seed !== seed || run.about.quick !== quick) throw new Error(`${path} is of another run.`);
  return run;
}

/** How many steps each kind of work takes to be slower by each effect. */
async function sizes(): Promise<GateRun['steps']> {
  using _ = takeMachine(undefined, busy);
  const at = () => performance.now() - began;
  const around = { chance: luck.branch('sizes'), at, patience: 60_000, turn: TURN };
  const found: Partial<Record<Work, Record<number, number>>> = {};
  for (const work of WORKS) {
    const size = await stepsOf(work, around, compareFor);
    const more: Record<number, number> = {};
    for (const { effect } of SERIES) more[effect] = await stepsFor(effect, { work, size }, around, compareFor);
    found[work] = more;
  }
  return found;
}
