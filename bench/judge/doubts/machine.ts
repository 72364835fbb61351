/** Doubts about the machine: what it did beside measuring. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { Environment, Meanwhile, RoundRecord } from '../../results.ts';
import { quantile } from '../../stats/sample.ts';
import type { Evidence } from '../evidence.ts';

export function busyMachine({ load, cores }: Environment): Doubt | undefined {
  if (load <= cores / 2) return undefined;
  return {
    code: 'busy-machine',
    says: `The machine was busy when the run began (load ${load.toFixed(1)} on ${cores} cores).`,
    advice: 'Ratios taken in turns stand that; absolute times do not.',
  };
}

/** Processors that others may use while turns are taken: what a system does for itself is less. */
const OTHERS = 0.5;
/** The share of all processor time that a host may take away. */
const STOLEN = 0.02;
/** Nanoseconds of a tick: the kernel tells its times in hundredths of a second (USER_HZ, proc(5)). */
const TICK = 10e6;

/** Whether the machine was busy while the turns were taken: with others, or because its host took processors away. */
export function busyMeanwhile({ cores }: Environment, rounds: readonly RoundRecord[]): Doubt | undefined {
  const watched = rounds.flatMap(({ meanwhile, turns }) => (meanwhile ? [{ meanwhile, turns }] : []));
  const sum = (of: (one: Meanwhile) => number) => watched.reduce((all, { meanwhile }) => all + of(meanwhile), 0);
  const ticks = sum((one) => one.ticks);
  if (ticks <= 0) return undefined;
  const stolen = sum((one) => one.stolen) / ticks;
  // The untimed burst before each turn is an eighth of it, and is ours as well.
  const ours = (9 / 8) * watched.reduce((all, { turns }) => all + cpuOf(turns), 0);
  const busy = sum((one) => one.ticks - one.idle - one.stolen) * TICK;
  const others = (cores * Math.max(0, busy - ours)) / (ticks * TICK);
  const said = [
    ...(others > OTHERS ? [`something else used ${others.toFixed(1)} of ${cores} processors`] : []),
    ...(stolen > STOLEN ? [`the host took ${units.share(stolen)} of their time away`] : []),
  ];
  if (said.length === 0) return undefined;
  return {
    code: 'busy-meanwhile',
    says: `While the turns were taken, ${said.join(', and ')}.`,
    advice: 'Ratios taken in turns stand that, with wider intervals; absolute times do not. Run it when it is quieter.',
  };
}

function cpuOf(turns: RoundRecord['turns']): number {
  return Object.values(turns).reduce((all, { cpu }) => all + cpu.reduce((sum, one) => sum + one, 0), 0);
}

/** A process is slow if the fixed arithmetic took so much longer than in the fastest tenth of them … */
const SLOW = 1.1;
/** … and so many may be, because one reading may be disturbed. */
const SLOW_SHARE = 0.1;

/** Whether the processor kept its speed. */
export function throttled(rounds: readonly RoundRecord[]): Doubt | undefined {
  const paces = rounds.flatMap(({ pace }) => pace ?? []);
  if (paces.length === 0) return undefined;
  const usual = quantile(paces, 0.1);
  const slow = paces.filter((pace) => pace > SLOW * usual);
  if (slow.length <= SLOW_SHARE * paces.length) return undefined;
  const worst = units.ratio(quantile(slow, 0.5) / usual);
  return {
    code: 'throttled',
    says: `The processor did not keep its speed: ${slow.length} of ${units.count(paces.length, 'process', 'processes')} took ${worst} as long for the same arithmetic.`,
    advice:
      'It is throttled, by heat, a battery or its host: absolute times of different moments cannot be compared. Let it cool, plug it in, or fix its clock rate.',
  };
}

/** Whether a limit of processor time (a container's) stopped the run while turns were taken. */
export function limited(rounds: readonly RoundRecord[]): Doubt | undefined {
  const watched = rounds.filter(({ meanwhile }) => meanwhile?.throttled !== undefined);
  const stopped = watched.filter(({ meanwhile }) => meanwhile!.throttled! > 0);
  if (stopped.length === 0) return undefined;
  return {
    code: 'limited',
    says: `A limit of processor time stopped the turns of ${stopped.length} of ${units.count(watched.length, 'round')}.`,
    advice: 'Give the container more processors (cpu.max, --cpus): a turn that is stopped takes as long as the stop.',
  };
}

/**
 * A median over cycles stands as long as most of them are undisturbed. Contenders that wait have threads of their own
 * that push each other off; processor time does not run on while the processor is away.
 */
export function processorTaken({ byAnswers, waits, clock, deciding, pair }: Evidence): Doubt | undefined {
  if (byAnswers || waits || clock !== 'wall') return undefined;
  const [favoured, over] = [pair.favours, pair.over].map((name) =>
    deciding.flatMap(({ turns }) => turns[name]!.switches),
  ) as [number[], number[]];
  const taken = favoured.filter((switches, cycle) => switches > 0 || over[cycle]! > 0).length;
  if (taken <= favoured.length / 2) return undefined;
  return {
    code: 'processor-taken',
    says: `The processor was taken away in ${taken} of ${favoured.length} pairs of turns.`,
    advice: 'Something else wants to run: end it, or measure with fewer processes beside.',
  };
}
