/** Doubts about the clock: whether it is fine enough, and whether the other one agrees. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { Environment } from '../../results.ts';
import { asRatio, tInterval } from '../../stats/interval.ts';
import { roundLog } from '../../stats/rounds.ts';
import { median } from '../../stats/sample.ts';
import type { Evidence } from '../evidence.ts';

/** A batch has to be 100 steps of the clock long, for a step to be 1 % of it. */
export function coarseClock({ together, pair, claim }: Evidence, { clockStep }: Environment): Doubt | undefined {
  const shortest = Math.min(...[pair.favours, pair.over].map((name) => shortestTurn(together, name)));
  if (shortest >= 100 * clockStep) return undefined;
  const what = claim.metric === 'time' ? 'turn' : 'hold-up';
  return {
    code: 'coarse-clock',
    says: `A ${what} took only ${units.duration(shortest)}, and the clock makes steps of ${units.duration(clockStep)}.`,
    advice: 'Small differences may be the clock’s.',
  };
}

function shortestTurn(together: Evidence['together'], name: string): number {
  return median(together.map((round) => median(round.turns[name]!.held ?? round.turns[name]!.wall)));
}

export function clocksDisagree({ together, pair, clock, otherClock, togetherLogs }: Evidence): Doubt | undefined {
  if (!otherClock || togetherLogs.length < 2) return undefined;
  const one = tInterval(togetherLogs);
  const two = tInterval(together.map((round) => roundLog(round, pair, otherClock)));
  if (!(one.low > 0 && two.high < 0) && !(one.high < 0 && two.low > 0)) return undefined;
  return {
    code: 'clocks-disagree',
    says: `By the ${clock} clock it is ${units.interval(asRatio(one))}, by the ${otherClock} clock ${units.interval(asRatio(two))}.`,
    advice: 'One of them waits, or has others work for it: look at both figures.',
  };
}
