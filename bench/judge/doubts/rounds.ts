/** Doubts about the rounds as a sample: too few of them, or not what an interval takes them for. */
import type { Doubt } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import { hasTwoHumps } from '../../stats/dip.ts';
import { cutInTwo } from '../../stats/groups.ts';
import { cycleLogs, fastestLog } from '../../stats/rounds.ts';
import { mean, median } from '../../stats/sample.ts';
import { signFlip } from '../../stats/sign-flip.ts';
import { studentQuantile } from '../../stats/student.ts';
import { ALPHA, FEWEST_ROUNDS } from '../../stats/verdict.ts';
import type { Evidence } from '../evidence.ts';

export function fewRounds({ byAnswers, logs, probed }: Evidence): Doubt | undefined {
  const rounds = probed?.rounds ?? logs.length;
  if (byAnswers || rounds >= FEWEST_ROUNDS) return undefined;
  return {
    code: 'few-rounds',
    says: `Only ${units.count(rounds, 'round')} could decide, and no verdict is given on fewer than ${FEWEST_ROUNDS}.`,
    advice: `Measure with --rounds ${FEWEST_ROUNDS} or more.`,
  };
}

export function onlyAlone({ byAnswers, support }: Evidence, adjusted: number | undefined): Doubt | undefined {
  if (byAnswers || !support || adjusted === undefined) return undefined;
  if (support.probability > ALPHA || adjusted <= ALPHA) return undefined;
  return {
    code: 'only-alone',
    says: `By itself this case would be ${support.verdict}; among so many comparisons chance alone might give that.`,
    advice: 'Measure this case by itself (--param), or with more rounds.',
  };
}

export function fastestDisagrees({ together, pair, clock, togetherLogs, margin }: Evidence): Doubt | undefined {
  const fastest = mean(together.map((round) => fastestLog(round, pair, clock)));
  const middle = mean(togetherLogs);
  if (Math.sign(fastest) === Math.sign(middle)) return undefined;
  if (Math.abs(fastest) < margin || Math.abs(middle) < margin) return undefined;
  return {
    code: 'fastest-disagrees',
    says: `The typical turn says ${units.ratio(Math.exp(middle))}, the fastest one ${units.ratio(Math.exp(fastest))}.`,
    advice: 'One contender is sometimes faster and mostly slower: look at the distribution of the rounds.',
  };
}

/** The slope of the rounds over time, against nothing at all; at 1 % because every case is asked. */
export function drift({ logs, margin }: Evidence): Doubt | undefined {
  const n = logs.length;
  if (n < FEWEST_ROUNDS) return undefined;
  const centre = (n - 1) / 2;
  const square = logs.reduce((sum, _, index) => sum + (index - centre) ** 2, 0);
  const slope = logs.reduce((sum, log, index) => sum + (index - centre) * log, 0) / square;
  const middle = mean(logs);
  const left = logs.reduce((sum, log, index) => sum + (log - middle - slope * (index - centre)) ** 2, 0);
  const error = Math.sqrt(left / (n - 2) / square);
  const shown = Math.abs(slope) > error * studentQuantile(0.005, n - 2);
  if (!shown || Math.abs(slope) * (n - 1) < margin) return undefined;
  return {
    code: 'drift',
    says: `The rounds drift: from the first to the last by ${units.share(Math.expm1(Math.abs(slope) * (n - 1)))}.`,
    advice: 'The machine changed while it was measured; run it again.',
  };
}

export function signsDisagree({ logs, support }: Evidence): Doubt | undefined {
  if (!support || support.verdict === 'equivalent' || support.probability > ALPHA) return undefined;
  if (signFlip(logs) <= ALPHA) return undefined;
  return {
    code: 'signs-disagree',
    says: 'The t interval shows a difference, the sign-flip test, which assumes less, does not.',
    advice: 'The rounds are few or uneven: measure more of them.',
  };
}

/** A middle between two humps is where hardly any process is. */
export function twoHumps({ byAnswers, logs, margin }: Evidence): Doubt | undefined {
  if (byAnswers || !hasTwoHumps(logs)) return undefined;
  const [lower, upper] = cutInTwo(logs);
  if (median(upper) - median(lower) < margin) return undefined;
  const about = (group: readonly number[]) => `${group.length} about ${units.ratio(Math.exp(median(group)))}`;
  return {
    code: 'two-humps',
    says: `The rounds fall into two groups: ${about(lower)}, ${about(upper)}.`,
    advice:
      'A process is of one kind or the other, by where its memory lies or how it was compiled: the two figures say more than the one between them.',
  };
}

/** The same inside of the processes: then a round's median is a toss between two values. */
export function twoHumpsWithin({ byAnswers, deciding, pair, clock, margin }: Evidence): Doubt | undefined {
  if (byAnswers) return undefined;
  const torn = deciding.filter((round) => {
    const logs = cycleLogs(round, pair, clock);
    if (!hasTwoHumps(logs)) return false;
    const [lower, upper] = cutInTwo(logs);
    return median(upper) - median(lower) >= margin;
  });
  if (torn.length <= deciding.length / 3) return undefined;
  return {
    code: 'two-humps-within',
    says: `In ${torn.length} of ${units.count(deciding.length, 'round')} the turns fall into two groups.`,
    advice:
      'Some calls pay for others, as for a collection of garbage or a buffer that grows: a claim about the mean needs turns that are long enough to pay their own.',
  };
}
