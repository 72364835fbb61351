/** From the turns of a round to its one number: the median over its cycles of the log ratio of two contenders. */
import type { Metric, RoundRecord } from '../results.ts';
import { median, robustDeviation } from './sample.ts';

/** What of a turn is compared: its time by the wall or on processors, or for how long it held the event loop up. */
export type ClockName = 'wall' | 'cpu' | 'held';

/** Two contenders to be compared, and how many calls a turn of each holds. */
export interface Pair {
  readonly favours: string;
  readonly over: string;
  readonly batches: Readonly<Record<string, number>>;
}

/** Nanoseconds: the counter of processor time goes up in microseconds (getrusage(2)). */
const CPU_STEP = 1000;

/**
 * The log of value(over) / value(favours), above 0 where the favoured one is better: one number for each cycle in which
 * both took a turn.
 */
export function cycleLogs(round: RoundRecord, pair: Pair, clock: ClockName): number[] {
  const over = perCycle(round, pair.over, pair.batches, clock);
  const favoured = perCycle(round, pair.favours, pair.batches, clock);
  return over.flatMap((value, cycle) => {
    const other = favoured[cycle];
    return value === undefined || other === undefined ? [] : [Math.log(value / other)];
  });
}

/** Nanoseconds a call, for every cycle of the round; `undefined` for one in which the contender rested. */
export function perCycle(
  round: RoundRecord,
  contender: string,
  batches: Readonly<Record<string, number>>,
  clock: ClockName,
): (number | undefined)[] {
  const values = perCall(round, contender, batches, clock);
  if (values.length === round.order.length) return values;
  const index = round.loaded.indexOf(contender);
  let turn = 0;
  return round.order.map((cycle) => (cycle.includes(index) ? values[turn++] : undefined));
}

/** The round's number. It is a median, so that a turn during which the machine did something else does not count. */
export function roundLog(round: RoundRecord, pair: Pair, clock: ClockName): number {
  return median(cycleLogs(round, pair, clock));
}

/** The log ratio of the two fastest turns: what the round says if everything that came on top was noise. */
export function fastestLog(round: RoundRecord, pair: Pair, clock: ClockName): number {
  const least = (name: string) => Math.min(...perCall(round, name, pair.batches, clock));
  return Math.log(least(pair.over) / least(pair.favours));
}

/** Nanoseconds a call of every turn that it took, in time order. */
export function perCall(
  round: RoundRecord,
  contender: string,
  batches: Readonly<Record<string, number>>,
  clock: ClockName,
): number[] {
  const turns = round.turns[contender];
  if (!turns) throw new RangeError(`The round holds no turns of "${contender}".`);
  const batch = batches[contender] ?? 1;
  const values = turns[clock];
  if (!values) throw new RangeError(`The turns of "${contender}" have no "${clock}".`);
  // Where the counter has not moved, the turn took less than its step.
  return values.map((value) => (clock === 'cpu' && value === 0 ? CPU_STEP : value) / batch);
}

/**
 * What decides a case: the metric of its claim, and of two clocks the one that was steadier in the first round. A turn
 * without processor time in any round has no ratio by that clock, and leaves the wall.
 *
 * @param rounds all of the case, of either kind, in time order
 */
export function decidingClock(
  rounds: readonly RoundRecord[],
  pair: Pair,
  { metric, waits }: { metric: Metric; waits: boolean },
): ClockName {
  if (metric === 'loop delay') return 'held';
  if (metric === 'cpu time') return 'cpu';
  // Contenders that no process can hold together have rounds with a process each only.
  const first = rounds.find(({ together }) => together) ?? rounds[0];
  return first && rounds.every(hasCpuTimes) ? steadierClock(first, pair, waits) : 'wall';
}

/**
 * The clock whose ratios spread less within one round. Processor time does not see the neighbours, but it is coarse, and
 * blind to waiting: contenders that wait are judged by the wall.
 */
export function steadierClock(round: RoundRecord, pair: Pair, waits: boolean): ClockName {
  if (waits || !hasCpuTimes(round)) return 'wall';
  const spread = (clock: ClockName) => robustDeviation(cycleLogs(round, pair, clock));
  // A spread of nothing is that of a counter too coarse to tell.
  return spread('cpu') > 0 && spread('cpu') < spread('wall') ? 'cpu' : 'wall';
}

/** Whether every turn took some processor time: where the counter is too coarse for a turn, it did not. */
export function hasCpuTimes(round: RoundRecord): boolean {
  return Object.values(round.turns).every(({ cpu }) => cpu.every((value) => value > 0));
}
