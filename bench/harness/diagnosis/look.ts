/**
 * The look at one contender in a process that is never timed: loaded, warmed up and taking turns as in a round, with
 * V8's instruments on.
 *
 * ```
 * code          probe │ load, warm up │ turns as in a round │ more turns      │ more turns
 *               log understood? ──── thrown back ──────────▶ time, by samples   bytes allocated
 *                                      tiers, by samples
 * allocations         │ load, warm up │ turns: sites (nothing is inlined, so that each function stands for itself)
 * ```
 */
import { statSync } from 'node:fs';
import type { Tier, Tiers } from '../../results.ts';
import { close, prepare, takeTurns, type Diary, type Runner } from '../worker/contenders.ts';
import type { Look, Seen } from '../worker/messages.ts';
import { callsOfTurn } from '../worker/timing.ts';
import { sampleAllocations } from './allocations.ts';
import { eventOf } from './code-log.ts';
import { CodeMap } from './code-map.ts';
import { findLog, readLog } from './log-file.ts';
import { TierCount } from './tiers.ts';
import { TimeCount, type TimeSeen } from './time.ts';

/** Milliseconds of turns for the profile, and for what is allocated. */
const PROFILED = 500;
const ALLOCATING = 200;
/** A turn of the profile has so many times the calls of one that is timed. */
const LONGER = 8;
/** Samples of the turns of a round below which their successors are asked too. */
const FEW_SAMPLES = 25;

/** @throws where V8's log is not understood */
export async function look({ at, job, batches, cycles }: Look, diary: Diary): Promise<Seen> {
  const log = at === 'code' ? await findLog(diary) : undefined;
  const { runners } = await prepare(job, diary);
  try {
    const long = longer(batches);
    const turns = (milliseconds: number) => turnsFor(milliseconds, runners, long, diary);
    if (log === undefined) {
      const { sites } = await sampleAllocations(async () => void (await turns(ALLOCATING)));
      return { sites };
    }
    const warm = statSync(log).size;
    await takeTurns(
      runners,
      Array.from({ length: cycles }, () => [0]),
      batches,
      diary,
    );
    const turned = statSync(log).size;
    await turns(PROFILED);
    const whole = readLog(log);
    let calls = 0;
    const { bytes } = await sampleAllocations(async () => {
      calls = (await turns(ALLOCATING)) * callsOfTurn(long[job.contenders[0]!]!);
    });
    const { tiers, time } = countLog(whole, warm, turned);
    return { code: { tiers, profile: { ...time, allocated: bytes / calls } } };
  } finally {
    await close(runners);
  }
}

/**
 * Reads a log from its beginning.
 *
 * @param warm how long it was when the turns of a round began, and `turned` when they ended
 */
export function countLog(text: string, warm: number, turned: number): { tiers: Tiers; time: TimeSeen } {
  const map = new CodeMap();
  const [round, after, time] = [new TierCount(), new TierCount(), new TimeCount()];
  let read = 0;
  for (const line of text.split('\n')) {
    const event = eventOf(line);
    const timed = read >= warm && read < turned;
    read += line.length + 1;
    if (!event) continue;
    map.hear(event);
    if (event.is === 'thrown back' && read <= turned) {
      round.thrownBack(event, map, timed);
    }
    if (event.is !== 'tick' || read <= warm) continue;
    const frames = map.framesOf(event.addresses);
    if (!event.collecting && timed) round.tick(frames);
    if (timed) continue;
    if (!event.collecting) after.tick(frames);
    const native = isOptimised(frames[0]?.tier) && map.framesOf(event.addresses.slice(0, 1)).length === 0;
    time.tick({ collecting: event.collecting, frames, native });
  }
  const { deopts, ...seen } = round.found();
  const enough = round.samples >= FEW_SAMPLES ? seen : after.found();
  return { tiers: { ...enough, later: after.found().shares, deopts }, time: time.found() };
}

/** Code of the lower tiers leaves everything to built-ins, which says nothing about what it does. */
function isOptimised(tier: Tier | undefined): boolean {
  return tier === 'maglev' || tier === 'turbofan';
}

/** Longer turns where no clock has to be fair to anybody, so that less of the time is the harness's. */
function longer(batches: Look['batches']): Record<string, number> {
  return Object.fromEntries(Object.entries(batches).map(([name, calls]) => [name, calls === 1 ? 1 : calls * LONGER]));
}

/** @returns how many turns were taken */
async function turnsFor(
  milliseconds: number,
  runners: readonly Runner[],
  batches: Readonly<Record<string, number>>,
  diary: Diary,
): Promise<number> {
  const end = performance.now() + milliseconds;
  let turns = 0;
  for (; turns === 0 || performance.now() < end; turns++) await takeTurns(runners, [[0]], batches, diary);
  return turns;
}
