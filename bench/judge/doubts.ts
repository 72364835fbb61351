/** Reasons for which a figure may not be trusted: one function each, one sentence, and what to do about it. */
import type { Doubt, RunReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { Environment } from '../results.ts';
import { asRatio, tInterval } from '../stats/interval.ts';
import { fastestLog, roundLog } from '../stats/rounds.ts';
import { mean, median } from '../stats/sample.ts';
import { signFlip } from '../stats/sign-flip.ts';
import { studentQuantile } from '../stats/student.ts';
import { ALPHA, FEWEST_ROUNDS } from '../stats/verdict.ts';
import type { Evidence } from './evidence.ts';

/** Everything that speaks against a case's figures. */
export function doubtsOf(evidence: Evidence, adjusted: number | undefined, environment: Environment): Doubt[] {
  const found = [
    fewRounds(evidence),
    onlyAlone(evidence, adjusted),
    disturbEachOther(evidence),
    unwatched(evidence),
    notSettled(evidence),
    coarseClock(evidence, environment),
    clocksDisagree(evidence),
    fastestDisagrees(evidence),
    drift(evidence),
    signsDisagree(evidence),
    sharedModules(evidence),
    unexpectedAnswers(evidence),
  ];
  return found.filter((doubt) => doubt !== undefined);
}

/** What speaks against the whole run. */
export function runDoubts(environment: Environment, complete: boolean, controls: RunReport['controls']): Doubt[] {
  const found: Doubt[] = [];
  if (!controls.passed) {
    found.push({
      code: 'controls-failed',
      says: `The controls failed: ${controls.says}`,
      advice: 'This machine is not fit to judge at the moment; no verdict is given. Run again when it is quieter.',
    });
  }
  if (!complete) {
    found.push({
      code: 'cut-short',
      says: 'The run was cut short; what had been measured until then is judged.',
      advice: 'Run it again to the end.',
    });
  }
  if (environment.load > environment.cores / 2) {
    found.push({
      code: 'busy-machine',
      says: `The machine was busy when the run began (load ${environment.load.toFixed(1)} on ${environment.cores} cores).`,
      advice: 'Ratios taken in turns stand that; absolute times do not.',
    });
  }
  return found;
}

function fewRounds({ byAnswers, logs }: Evidence): Doubt | undefined {
  if (byAnswers || logs.length >= FEWEST_ROUNDS) return undefined;
  return {
    code: 'few-rounds',
    says: `Only ${units.count(logs.length, 'round')} could decide, and no verdict is given on fewer than ${FEWEST_ROUNDS}.`,
    advice: `Measure with --rounds ${FEWEST_ROUNDS} or more.`,
  };
}

function onlyAlone({ byAnswers, support }: Evidence, adjusted: number | undefined): Doubt | undefined {
  if (byAnswers || !support || adjusted === undefined) return undefined;
  if (support.probability > ALPHA || adjusted <= ALPHA) return undefined;
  return {
    code: 'only-alone',
    says: `By itself this case would be ${support.verdict}; among so many comparisons chance alone might give that.`,
    advice: 'Measure this claim by itself, or with more rounds.',
  };
}

function disturbEachOther({ watch, togetherLogs, apartLogs }: Evidence): Doubt | undefined {
  if (!watch?.disturbed) return undefined;
  const together = units.interval(asRatio(tInterval(togetherLogs)));
  const apart = units.interval(asRatio(tInterval(apartLogs)));
  return {
    code: 'disturb-each-other',
    says: `The contenders disturb each other: ${together} in one process, ${apart} in processes of their own.`,
    advice: 'The figure from processes of their own decides; it is less precise, and more rounds make it better.',
  };
}

function unwatched({ byAnswers, apart }: Evidence): Doubt | undefined {
  if (byAnswers || apart.length >= FEWEST_ROUNDS) return undefined;
  return {
    code: 'unwatched',
    says: `${units.count(apart.length, 'solo round')} ${apart.length === 1 ? 'is' : 'are'} too few to see whether the contenders disturb each other.`,
    advice: `Measure without --quick, and with --rounds ${FEWEST_ROUNDS} or more.`,
  };
}

function notSettled({ together, pair }: Evidence): Doubt | undefined {
  const restless = [pair.favours, pair.over].filter(
    (name) => together.filter((round) => round.turns[name]?.settled === false).length > together.length / 2,
  );
  if (restless.length === 0) return undefined;
  return {
    code: 'not-settled',
    says: `${restless.map((name) => `"${name}"`).join(' and ')} had not become steady when the turns began.`,
    advice: 'What is compared may be the way to the optimised code rather than that code.',
  };
}

/** A batch has to be 100 steps of the clock long, for a step to be 1 % of it. */
function coarseClock({ together, pair, claim }: Evidence, { clockStep }: Environment): Doubt | undefined {
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

function clocksDisagree({ together, pair, clock, otherClock, togetherLogs }: Evidence): Doubt | undefined {
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

function fastestDisagrees({ together, pair, clock, togetherLogs, margin }: Evidence): Doubt | undefined {
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
function drift({ logs, margin }: Evidence): Doubt | undefined {
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

function signsDisagree({ logs, support }: Evidence): Doubt | undefined {
  if (!support || support.verdict === 'equivalent' || support.probability > ALPHA) return undefined;
  if (signFlip(logs) <= ALPHA) return undefined;
  return {
    code: 'signs-disagree',
    says: 'The t interval shows a difference, the sign-flip test, which assumes less, does not.',
    advice: 'The rounds are few or uneven: measure more of them.',
  };
}

function sharedModules({ shared }: Evidence): Doubt | undefined {
  if (shared.length === 0) return undefined;
  const names = shared.map((path) => /node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path)?.[1] ?? path);
  return {
    code: 'shared-modules',
    says: `The contenders share CommonJS modules: ${[...new Set(names)].slice(0, 3).join(', ')}.`,
    advice: 'They may teach each other’s inline caches there; the solo rounds would show it.',
  };
}

function unexpectedAnswers({ answers }: Evidence): Doubt | undefined {
  const entries = Object.entries(answers);
  const right = entries.filter(([, { right: is, wrongBecause }]) => is && wrongBecause !== undefined);
  const wrong = entries.filter(([, { right: is, wrongBecause }]) => !is && wrongBecause === undefined);
  const parts = [
    ...right.map(([name]) => `"${name}" answers rightly, though the claim says it would not`),
    ...wrong.map(([name]) => `"${name}" answers wrongly, which the claim does not say`),
  ];
  if (parts.length === 0) return undefined;
  return { code: 'unexpected-answer', says: `${parts.join('; ')}.`, advice: 'Mend the contender, or the claim.' };
}
