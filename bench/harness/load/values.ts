/** From turns of load to what is told of a server: every metric of the round, one value each. */
import type { Metric } from '../../claim.ts';
import type { Swept } from '../../results.ts';
import { median } from '../../stats/sample.ts';
import { PAGE } from '../../stats/probes.ts';
import { slopeOf } from '../../stats/trend.ts';
import type { Reading } from '../worker/meter.ts';
import type { Values } from '../worker/messages.ts';
import { latencyAt, type Tally } from './tally.ts';

export interface Turn {
  readonly tally: Tally;
  /** What its process had used by the beginning and by the end; missing where it answers in others. */
  readonly read?: { readonly before: Reading; readonly after: Reading };
}

/** What the turns of one server say together; see `METRICS` in `claim.ts` for the units. */
export function valuesOf(turns: readonly Turn[]): Values {
  const tallies = turns.map(({ tally }) => tally);
  const each = (of: (turn: Turn) => number | undefined): number | undefined => {
    const known = turns.map(of).filter((value) => value !== undefined);
    return known.length === 0 ? undefined : median(known);
  };
  const errors = tallies.reduce((sum, tally) => sum + tally.errors, 0);
  return told({
    throughput: each(throughputOf),
    'latency p50': latencyAt(0.5, tallies),
    'latency p99': latencyAt(0.99, tallies),
    errors: errors / (errors + answersIn(turns)),
    'cpu time': each(costOf),
    'loop utilisation': each(({ read }) => read?.after.busy),
    'loop delay': each(({ read }) => read?.after.stall),
    'resident memory': turns.at(-1)?.read?.after.grown,
    retained: retainedIn(turns),
  });
}

/** Nanoseconds from one right answer to the next. */
export function throughputOf({ tally }: Turn): number {
  return tally.lasted / (tally.answered - 1);
}

/** Nanoseconds on processors a right answer. */
export function costOf({ tally, read }: Turn): number | undefined {
  return read && (read.after.cpu - read.before.cpu) / tally.answered;
}

/** What one turn with so many connections says of throughput. */
export function sweptOf(connections: number, turn: Turn): Swept {
  const busy = turn.read?.after.busy;
  return { connections, throughput: throughputOf(turn), ...(busy !== undefined && { busy }) };
}

/** Right answers in all. */
export function answersIn(turns: readonly Turn[]): number {
  return turns.reduce((sum, { tally }) => sum + tally.answered, 0);
}

/** Bytes a request, by the slope over all turns; what shrinks retains nothing. */
function retainedIn(turns: readonly Turn[]): number | undefined {
  const used = turns.flatMap(({ read }) => read?.after.used ?? []);
  if (used.length < 2) return undefined;
  const grown = slopeOf(used) * used.length;
  // What is less in all than a page of V8 holds cannot be told from nothing.
  return grown < PAGE ? 0 : grown / answersIn(turns);
}

function told(values: Readonly<Partial<Record<Metric, number | undefined>>>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
