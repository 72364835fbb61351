/** One comparison of two contenders by itself, for a given time: rounds of turns, and nothing that ends them early. */
import type { RoundRecord } from '../../results.ts';
import { cycleLogs, decidingClock, roundLog, type ClockName, type Pair } from '../../stats/rounds.ts';
import { FEWEST_ROUNDS } from '../../stats/verdict.ts';
import { cyclesWorthTaking, type Found } from './batches.ts';
import { roundsTogether, SIDE_BY_SIDE, type Subject, type Surroundings } from './round.ts';

/** A round of fewer is not worth its process. */
const FEWEST_CYCLES = 5;

export interface Comparison {
  /** The log of time(over) / time(favours), one a round. */
  readonly logs: readonly number[];
  readonly clock: ClockName;
  /** Seconds that it took, and how many of them were spent in timed turns. */
  readonly seconds: number;
  readonly timed: number;
}

/**
 * Takes rounds for so long, and never fewer than a verdict takes. That the time ends it, and not what was found, keeps
 * its interval honest without a correction.
 *
 * @param seconds at the most, as far as the cost of the next rounds can be foretold
 * @param together how rounds are taken: in real processes, unless a test has its own
 * @throws {Broken} when a contender does
 * @throws {TouchstoneError} INTERRUPTED
 */
export async function compareFor(
  subject: Subject,
  seconds: number,
  around: Surroundings,
  together: typeof roundsTogether = roundsTogether,
): Promise<Comparison> {
  const began = around.at();
  const spent = () => (around.at() - began) / 1000;
  const rounds: RoundRecord[] = [];
  let found: Found | undefined;
  let waits = false;
  for (;;) {
    const from = spent();
    const chance = around.chance.branch(`round ${rounds.length}`);
    await together(subject, found, SIDE_BY_SIDE, { ...around, chance }, (taken) => {
      rounds.push(taken.record);
      waits = taken.ready.some((one) => one.waits);
      found = taken.found;
    });
    if (rounds.length < FEWEST_ROUNDS) continue;
    const cycles = cyclesThatFit(rounds, clockFor(), spent() - from, seconds - spent());
    if (cycles === undefined) break;
    found = { ...found!, cycles };
  }
  const { pair, clock } = clockFor();
  return {
    logs: rounds.map((round) => roundLog(round, pair, clock)),
    clock,
    seconds: spent(),
    timed: rounds.reduce((sum, round) => sum + timedSeconds(round), 0),
  };

  function clockFor(): { pair: Pair; clock: ClockName } {
    const { favours, over, metric } = subject;
    const compared: Pair = { favours, over, batches: found!.batches };
    return { pair: compared, clock: decidingClock(rounds, compared, { metric, waits }) };
  }
}

/**
 * The cycles of the next rounds: as many as tell most, stretched so that whole rounds fill the time that is left.
 *
 * @param last seconds that the latest rounds took together
 * @param left seconds
 * @returns `undefined` where no further rounds fit
 */
function cyclesThatFit(
  rounds: readonly RoundRecord[],
  { pair, clock }: { pair: Pair; clock: ClockName },
  last: number,
  left: number,
): number | undefined {
  const wanted = cyclesWorthTaking(rounds.map((round) => ({ logs: cycleLogs(round, pair, clock), cost: round.cost })));
  const latest = rounds.slice(-SIDE_BY_SIDE);
  const turning = latest.reduce((sum, { cost }) => sum + cost!.turns / 1e9, 0);
  const each = turning / latest.reduce((sum, { order }) => sum + order.length, 0);
  const around = last - turning;
  const pairs = Math.floor(left / (around + SIDE_BY_SIDE * each * wanted!));
  // Where the best number does not fit any more, the last rounds are shorter ones.
  const cycles = Math.floor((left / Math.max(1, pairs) - around) / each / SIDE_BY_SIDE);
  return cycles < FEWEST_CYCLES ? undefined : cycles;
}

function timedSeconds({ turns }: RoundRecord): number {
  return Object.values(turns).reduce((sum, { wall }) => sum + wall.reduce((all, each) => all + each, 0), 0) / 1e9;
}
