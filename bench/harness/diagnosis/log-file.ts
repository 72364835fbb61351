/** The log that V8 writes in this process: found, and shown to mean what it is taken for. */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diary } from '../worker/contenders.ts';
import { eventOf } from './code-log.ts';
import { LOG } from './flags.ts';

/** Milliseconds within which V8 has optimised a function that is called all the time, on a busy machine too. */
const OPTIMISED = 5000;

/**
 * The log of this thread: the only one as long as nothing of the contender has been loaded. Its marks may mean something
 * else one day, so that a throw-away function is watched on its way up first.
 *
 * @throws where there is none, or it is not understood
 */
export async function findLog(diary: Diary): Promise<string> {
  diary.tell('starting');
  const name = readdirSync(tmpdir()).find((file) => file.endsWith(LOG));
  if (name === undefined) throw new Error('V8 wrote no log');
  const log = join(tmpdir(), name);
  const end = performance.now() + OPTIMISED;
  let sum = 0;
  while (performance.now() < end) {
    for (let call = 0; call < 100_000; call++) sum += touchstoneProbe(call);
    // Code that was compiled in another thread is put in place between two tasks.
    await new Promise((resolve) => setImmediate(resolve));
    // The sum keeps the calls alive.
    if (Number.isFinite(sum) && hasClimbed(touchstoneProbe.name, readLog(log))) return log;
  }
  throw new Error('the log of this version of V8 is not understood');
}

/** As one character a byte: lengths are those of the file. */
export function readLog(log: string): string {
  return readFileSync(log, 'latin1');
}

/** Whether a log tells how a function came from the interpreter to the top. */
export function hasClimbed(name: string, text: string): boolean {
  const tiers = new Set<string>();
  for (const line of text.split('\n')) {
    const event = eventOf(line);
    if (event?.is === 'created' && event.of.name === name) tiers.add(event.tier);
  }
  return tiers.has('interpreter') && tiers.has('turbofan');
}

function touchstoneProbe(value: number): number {
  let sum = 0;
  for (let step = 0; step < 8; step++) sum = (sum * 31 + value) | 0;
  return sum;
}
