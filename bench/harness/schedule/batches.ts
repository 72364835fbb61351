/** How many calls fill a turn, and how many cycles of turns a round. */
import { bestCycles, components } from '../../stats/budget.ts';
import { mean } from '../../stats/sample.ts';

/** What the first round finds out, and every later one keeps. */
export interface Found {
  /** Calls a turn. */
  readonly batches: Readonly<Record<string, number>>;
  readonly cycles: number;
}

/** Cycles of a round of the first look: what a median needs, as many as take the time that its start took, and few. */
const CYCLES = { least: 5, most: 24 };

/** Cycles of a later round: not so many that one process, however steady, stands for all; and none takes a second. */
const LATER = { least: 5, most: 150, nanoseconds: 500e6 };

/** Those that rest take a turn in one of so many cycles. */
export const REST = 4;

/** Contenders whose costs lie within this factor of the compared pair get its batch. */
const ALIKE = 64;

interface Fitting {
  readonly pair: readonly [string, string];
  readonly ready: number;
  readonly resting?: readonly string[] | undefined;
}

/**
 * Fits the batches to turns of a given length.
 *
 * The two that are compared get the same batch, unless one costs many times as much. A turn of more calls is likelier to
 * be one in which garbage is collected, so that a median over turns would tell identical code apart by the batches that
 * chance gave them: at 8 KiB `allocUnsafe` and `allocUnsafeSlow`, which are one path there, read 1.18× over 60 rounds
 * with batches of 922 and 1823 calls, and 0.88× with 1790 and 976; at 64 KiB 1.40× with 449 and 4046. What such code
 * costs is found no better than within a factor of 10 in a few turns.
 *
 * As long as it is not known how far turns and how far processes spread, no more time is given to the turns than to the
 * start (see stats/budget.ts), and so little that what is plain after six rounds is told within 2 s.
 *
 * @param costs nanoseconds a call
 * @param turn nanoseconds
 * @param pair the two that are compared
 * @param ready nanoseconds that it took until a process was ready
 * @param resting those that rest in most cycles
 */
export function fitBatches(
  costs: Readonly<Record<string, number>>,
  turn: number,
  { pair: [favours, over], ready, resting = [] }: Fitting,
): Found {
  const fit = (cost: number) => Math.max(1, Math.round(turn / Math.max(cost, 1e-3)));
  const alike = (one: number, other: number) => Math.max(one, other) <= ALIKE * Math.min(one, other);
  const [first, second] = [Math.max(costs[favours]!, 1e-3), Math.max(costs[over]!, 1e-3)];
  // The mean of the logs: neither of the two turns is further from its length than the other.
  const middle = Math.sqrt(first * second);
  const common = alike(first, second) ? fit(middle) : undefined;
  const batches = Object.fromEntries(
    Object.entries(costs).map(([name, cost]) => {
      const shares = common !== undefined && (name === favours || name === over || alike(Math.max(cost, 1e-3), middle));
      return [name, shares ? common : fit(cost)];
    }),
  );
  const share = (name: string) => (resting.includes(name) ? 1 / REST : 1);
  const cycle = Object.entries(batches).reduce((sum, [name, calls]) => sum + share(name) * calls * costs[name]!, 0);
  const cycles = Math.max(CYCLES.least, Math.min(CYCLES.most, Math.floor(ready / cycle)));
  return { batches, cycles };
}

/** A round that was taken: the log ratio of each cycle, and what it cost in nanoseconds. */
export interface Taken {
  readonly logs: readonly number[];
  readonly cost?: { readonly ready: number; readonly turns: number } | undefined;
}

/**
 * How many cycles a further round is best given: few where processes differ more than turns do, many where turns do.
 *
 * @returns `undefined` where it cannot be told: fewer than two rounds, or what they cost is not known
 */
export function cyclesWorthTaking(rounds: readonly Taken[]): number | undefined {
  const costs = rounds.flatMap(({ logs, cost }) => (cost ? [{ ...cost, cycle: cost.turns / logs.length }] : []));
  if (rounds.length < 2 || costs.length === 0 || rounds.some(({ logs }) => logs.length < 2)) return undefined;
  const cycle = Math.max(1, mean(costs.map((cost) => cost.cycle)));
  const start = mean(costs.map(({ ready }) => ready));
  const most = Math.max(LATER.least, Math.min(LATER.most, Math.floor(LATER.nanoseconds / cycle)));
  return bestCycles(components(rounds.map(({ logs }) => logs)), { start, cycle }, { least: LATER.least, most });
}
