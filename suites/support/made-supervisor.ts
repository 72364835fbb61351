/** A supervisor of made workers, by a made clock, with what it told. */
import type { SupervisorOptions } from '../../fixtures/processes/supervisor-options.ts';
import { Supervisor } from '../../fixtures/processes/supervisor.ts';
import { madeClock, type MadeClock } from './made-clock.ts';
import { madeWorkers, type MadeWorkers } from './made-workers.ts';

/** Milliseconds: chance is at its least, so that the first wait is half of it. */
export const FIRST_MS = 100;

export interface Supervised {
  readonly supervisor: Supervisor;
  readonly clock: MadeClock;
  readonly workers: MadeWorkers;
  /** The events in short: `ready 0`, `exit 1 by itself`. */
  readonly told: string[];
  readonly gaveUp: Error[];
}

/** A supervisor of made workers that has not started, and the events that it told, in short. */
export function supervised(options: Partial<SupervisorOptions>, how?: Parameters<typeof madeWorkers>[0]): Supervised {
  const clock = madeClock();
  const workers = madeWorkers(how);
  const backOff = { firstMs: FIRST_MS, mostMs: 10_000, wellAfterMs: 1000 };
  const health = { everyMs: 1_000_000, withinMs: 1000 };
  const defaults = { workers: 2, backOff, health, limit: { most: 100, withinMs: 1000 } };
  const supervisor = new Supervisor({ ...defaults, start: workers.start, clock, random: () => 0, ...options });
  const told: string[] = [];
  const gaveUp: Error[] = [];
  for (const event of ['start', 'ready', 'leaving'] as const) {
    supervisor.on(event, ({ slot }) => told.push(`${event} ${slot}`));
  }
  for (const event of ['reloaded', 'stopped'] as const) supervisor.on(event, () => told.push(event));
  supervisor.on('exit', ({ slot, why }) => told.push(`exit ${slot} ${why}`));
  supervisor.on('restart', ({ slot, afterMs }) => told.push(`restart ${slot} after ${afterMs}`));
  supervisor.on('giveUp', (error) => {
    told.push('giveUp');
    gaveUp.push(error);
  });
  return { supervisor, clock, workers, told, gaveUp };
}

/** One that has started, with all workers ready; `until` is how much had been told by then. */
export function ready(options: Partial<SupervisorOptions>): Supervised & { until: number } {
  const made = supervised(options);
  void made.supervisor.start();
  for (const worker of made.workers.all) worker.ready();
  return { ...made, until: made.told.length };
}
