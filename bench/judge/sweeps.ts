/** What more connections brought a server, and its knee in words. */
import type { Interval, SweepReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { Swept } from '../results.ts';
import { kneeOf, type Knee } from '../stats/knee.ts';
import { median } from '../stats/sample.ts';
import { FEWEST_ROUNDS } from '../stats/verdict.ts';
import { BUSY } from './doubts/load.ts';
import type { Evidence } from './evidence.ts';
import { typical } from './metrics.ts';

/** One for each contender; empty where no sweep was asked for. */
export function sweepsOf({ claim, id, probes, margin, share, level }: Evidence): SweepReport[] {
  const numbers = claim.cases.find((one) => one.id === id)?.load?.sweep;
  if (!numbers) return [];
  return claim.contenders.flatMap(({ name }) => {
    const rounds = probes.flatMap(({ sweep }) => (sweep?.[name] ? [sweep[name]] : []));
    if (rounds.length === 0) return [];
    const knee = kneeOf(
      rounds.map((round) => round.map(({ throughput }) => throughput)),
      margin,
      level,
    );
    const points = numbers.map((connections, at) => ({ connections, throughput: throughputAt(at, rounds) }));
    const said = knee
      ? sayKnee(knee, numbers, share)
      : `a knee takes ${FEWEST_ROUNDS} rounds, and there are ${rounds.length}`;
    const says = `${name}: ${said}${knee ? sayIdle(knee, rounds) : ''}`;
    const isSeen = knee && knee.low < numbers.length - 1;
    return [{ contender: name, points, says, ...(isSeen && { knee: atConnections(knee, numbers) }) }];
  });
}

function throughputAt(at: number, rounds: readonly (readonly Swept[])[]): Interval {
  return typical(rounds.map((round) => round[at]!.throughput))!;
}

function atConnections({ estimate, low, high }: Knee, numbers: readonly number[]): NonNullable<SweepReport['knee']> {
  const ends = { estimate: numbers[estimate]!, low: numbers[low]! };
  return high === undefined ? ends : { ...ends, high: numbers[high]! };
}

function sayKnee({ low, high }: Knee, numbers: readonly number[], share: number): string {
  const last = numbers.length - 1;
  const most = units.count(numbers[last]!, 'connection');
  const little = `bring less than ${units.share(share)} more answers`;
  if (low === last) return `more connections brought more answers, up to the ${most} that were tried`;
  const from = units.count(numbers[low]!, 'connection');
  if (high === undefined) return `it could not be told where more connections ${little}: at ${from}, or behind it`;
  if (high === low) return `more than ${from} ${little}`;
  return `more connections ${little} from some number between ${numbers[low]} and ${numbers[high]} on`;
}

/** A server that waits for requests at its knee has none of its own. */
function sayIdle({ estimate, high }: Knee, rounds: readonly (readonly Swept[])[]): string {
  const isFound = high !== undefined && estimate < rounds[0]!.length - 1;
  if (!isFound) return '';
  const busy = rounds.flatMap((round) => round[estimate]!.busy ?? []);
  if (busy.length === 0 || median(busy) >= BUSY) return '';
  const idle = units.share(1 - median(busy));
  return `; its event loop was idle for ${idle} of the time there, so that something else is at its end`;
}
