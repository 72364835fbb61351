/**
 * How long contenders take to become steady: `node dist/bench/calibrations/settling.js [CLAIM-MODULE GIVEN-AS-JSON]`.
 *
 * Every contender of a case takes turns for 600 ms in a fresh process. Told is the cost at several moments, as a
 * multiple of that of the last 200 ms, and when the warm-up would have ended. A warm-up is long enough where what follows
 * its end is 1; see the limits in `../harness/worker/contenders.ts`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Claim, Value } from '../claim.ts';
import { WARM_UP as LIMITS } from '../harness/worker/contenders.ts';
import { TURN } from '../harness/schedule/defaults.ts';
import { warmUp } from '../harness/worker/settling.ts';
import { turnsOf } from '../harness/worker/timing.ts';
import { median } from '../stats/sample.ts';

type Cases = Claim<Readonly<Record<string, readonly Value[]>>>;

/** Milliseconds. */
const WHOLE = 600;
const LAST = 400;
const WARM_UP = { turn: TURN, ...LIMITS };
const MOMENTS = [20, 50, 100, 150, 250, LAST] as const;

const [
  claim = 'claims/buffers/concat-beats-joining.js',
  given = '{"text":"ascii","chunks":16,"bytes":1024}',
  contender,
] = process.argv.slice(2);
const { default: loaded } = (await import(new URL(`../${claim}`, import.meta.url).href)) as { default: Cases };
if (contender === undefined) {
  console.log(`${claim} ${given}`);
  for (const name of Object.keys(loaded.contenders)) {
    const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), claim, given, name], {
      encoding: 'utf8',
    });
    process.stdout.write(stdout || stderr);
  }
} else {
  await follow(contender);
}

async function follow(name: string): Promise<void> {
  const call = await loaded.contenders[name]!(JSON.parse(given) as Record<string, Value>);
  const first = call();
  const waits = first instanceof Promise;
  await first;
  const turns: { at: number; cost: number }[] = [];
  let at = 0;
  const timed = turnsOf(name, call, { waits, metric: 'time' });
  const take = async (calls: number) => {
    const sample = await timed(calls);
    at += sample.wall / 1e6;
    turns.push({ at, cost: sample.wall / calls });
    return sample;
  };
  const { batch, settled } = await warmUp(take, WARM_UP);
  const ended = at;
  for (let left = WHOLE - ended; left > 0; left = WHOLE - at) await take(batch);
  const level = (from: number, to: number) => {
    const costs = turns.filter((turn) => turn.at >= from && turn.at < to).map(({ cost }) => cost);
    return costs.length === 0 ? Number.NaN : median(costs);
  };
  const last = level(LAST, Number.POSITIVE_INFINITY);
  const levels = MOMENTS.map((to, index) => {
    return `${to} ms: ${(level(MOMENTS[index - 1] ?? 0, to) / last).toFixed(2)}`;
  });
  const warm = `${settled ? 'flat' : 'NOT flat'} after ${ended.toFixed(0)} ms`;
  console.log(`  ${name.padEnd(16)} ${levels.join('  ')}  ${warm}`);
}
