/** What every format says alike: the verdicts' marks and meanings, who is compared, doubts folded, wrong answers. */

import type {
  BreakageReport,
  CalibrationQuote,
  CaseReport,
  ClaimReport,
  ContenderReport,
  Doubt,
  EnvironmentReport,
  FalseAlarms,
  MetricReport,
  RunReport,
  Verdict,
} from './model.ts';
import { metricTextOf } from './metrics.ts';
import { count, elapsed, grouped, interval, moment, point, roundBytes, share } from './units.ts';

export const verdicts: readonly Verdict[] = ['confirmed', 'refuted', 'equivalent', 'inconclusive'];

/** A mark for every verdict, so that none is told by colour alone. */
export const marks: Readonly<Record<Standing, string>> = {
  confirmed: '✓',
  refuted: '✗',
  equivalent: '≈',
  inconclusive: '?',
  mixed: '◐',
  broken: '!',
  unasked: '–',
};

/**
 * How a claim stands as a whole: the verdict that all of its cases share, or else mixed; without a case broken where
 * something broke, and otherwise unasked: the machine lacks something for it, or the run was cut short before it.
 */
export type Standing = Verdict | 'mixed' | 'broken' | 'unasked';

export function standing(claim: ClaimReport): Standing {
  const found = verdicts.filter((verdict) => claim.counts[verdict] > 0);
  if (found.length > 1) return 'mixed';
  return found[0] ?? (claim.broken.length > 0 ? 'broken' : 'unasked');
}

/** In the order of interest. */
export const standings: readonly Standing[] = [
  ...verdicts.slice(0, 2),
  'mixed',
  ...verdicts.slice(2),
  'unasked',
  'broken',
];

/** How the claims stand, in one sentence: `Of 56 claims 18 held, 9 fell and 11 could not be told; 1 was not asked here.` */
export function sayStandings(claims: readonly ClaimReport[]): string {
  if (claims.length === 0) return 'Nothing was measured.';
  const parts = standings.flatMap((stands) => {
    const many = claims.filter((claim) => standing(claim) === stands).length;
    return many === 0 ? [] : [`${grouped(many)} ${fate[stands](many)}`];
  });
  return `Of ${count(claims.length, 'claim')} ${listed(parts)}.`;
}

const fate: Readonly<Record<Standing, (many: number) => string>> = {
  confirmed: () => 'held',
  refuted: () => 'fell',
  mixed: () => 'came out differently from case to case',
  equivalent: () => 'made no difference that matters',
  inconclusive: () => 'could not be told',
  unasked: (many) => `${many === 1 ? 'was' : 'were'} not asked here`,
  broken: (many) => `${many === 1 ? 'was' : 'were'} broken`,
};

/** How to read a verdict, in the words of the method; `margin` is the usual one. */
export function meanings(margin = 0.05): readonly { readonly verdict: Verdict; readonly says: string }[] {
  const most = share(margin);
  return [
    {
      verdict: 'confirmed',
      says: `The favoured contender wins by more than the margin (${most} unless the claim sets another): the whole 95 % interval lies beyond it. Where a claim asks for a least ratio instead, it lies above that.`,
    },
    {
      verdict: 'refuted',
      says: 'It loses by more than the margin, or falls short of the least ratio, or an answer is wrong that the claim says is right.',
    },
    { verdict: 'equivalent', says: 'Whatever difference there is, it is smaller than the margin.' },
    { verdict: 'inconclusive', says: 'None of these could be shown. That is not the same as no difference.' },
  ];
}

/** What the ratio is, and which way it is read. */
export function ratioMeaning(claim: ClaimReport): string {
  const { favours, over } = claim;
  return `Ratio: ${metricTextOf(claim).measure} of ${over}, divided by that of ${favours}. Above 1× ${favours} wins.`;
}

/** `from 1.8× [1.7, 1.9] at bytes=64 to 3.4× [3.3, 3.5] at bytes=1 KiB`; missing where nothing was measured. */
export function range(claim: ClaimReport): string | undefined {
  const { weakest, strongest } = extremes(claim);
  if (weakest?.ratio === undefined || strongest?.ratio === undefined) return undefined;
  const at = (one: CaseReport) => (claim.cases.length > 1 && one.id !== '' ? ` at ${point(one.given)}` : '');
  if (weakest === strongest) return interval(weakest.ratio) + at(weakest);
  return `from ${interval(weakest.ratio)}${at(weakest)} to ${interval(strongest.ratio)}${at(strongest)}`;
}

/** The cases with the smallest and the largest ratio. */
export function extremes(claim: ClaimReport): { readonly weakest?: CaseReport; readonly strongest?: CaseReport } {
  const sorted = claim.cases
    .filter((one) => one.ratio !== undefined)
    .sort((a, b) => (a.ratio?.estimate ?? 0) - (b.ratio?.estimate ?? 0));
  const [weakest, strongest] = [sorted[0], sorted.at(-1)];
  return weakest && strongest ? { weakest, strongest } : {};
}

export interface FoldedDoubt extends Doubt {
  /** `a`, `b`, …: the mark by which a case refers to it. */
  readonly letter: string;
  readonly cases: number;
}

/** The doubts of all cases, one for every kind, the frequent ones first. The words are those of the first case. */
export function foldDoubts(cases: readonly CaseReport[]): readonly FoldedDoubt[] {
  const kinds = new Map<string, { doubt: Doubt; cases: number }>();
  for (const { doubts } of cases) {
    for (const code of new Set(doubts.map((doubt) => doubt.code))) {
      const doubt = kinds.get(code)?.doubt ?? doubts.find((one) => one.code === code);
      if (doubt) kinds.set(code, { doubt, cases: (kinds.get(code)?.cases ?? 0) + 1 });
    }
  }
  return Array.from(kinds.values())
    .sort((a, b) => b.cases - a.cases)
    .map(({ doubt, cases: many }, at) => {
      const { code, says, advice } = doubt;
      return { code, says, advice, cases: many, letter: letter(at) };
    });
}

/** The letters of a case's doubts: `2:a,c`; empty where there are none. */
export function doubtMarks(one: CaseReport, folded: readonly FoldedDoubt[]): string {
  const own = folded.filter(({ code }) => one.doubts.some((doubt) => doubt.code === code));
  return own.length === 0 ? '' : `${own.length}:${own.map((doubt) => doubt.letter).join(',')}`;
}

/** A sentence with a full stop at its end, unless it has its own. */
export function stopped(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** What else is to be known of a case, in a word or two each: the rounds and the clock that decided, how far it is. */
export function remarks(one: CaseReport): readonly string[] {
  return [
    ...(one.ground === 'answers' ? ['by its answers'] : []),
    ...(one.decidedBy === 'apart' ? ['apart'] : []),
    ...(one.clock === 'cpu' && one.ground === 'measured' ? ['cpu'] : []),
    ...(one.moreRounds === undefined ? [] : [`+${grouped(one.moreRounds)}`]),
  ];
}

/** The sentences that say what the words in {@link remarks} mean, for those that occur. */
export function remarkMeanings(cases: readonly CaseReport[]): readonly string[] {
  const has = (test: (one: CaseReport) => boolean) => cases.some(test);
  return [
    ...(has((one) => one.decidedBy === 'apart')
      ? ['apart: the contenders disturb each other in one process, so rounds with a process each decided.']
      : []),
    ...(has((one) => remarks(one).includes('cpu'))
      ? ['cpu: decided by the time spent on processors, the steadier clock.']
      : []),
    ...(has((one) => one.moreRounds !== undefined)
      ? ['+n: so many more rounds would settle it, as far as can be told.']
      : []),
  ];
}

/** `appended answers wrongly: …`, once for every contender and reason, with how many cases it is so at. */
export function wrongAnswers(cases: readonly CaseReport[]): readonly string[] {
  const found = new Map<string, number>();
  for (const one of cases) {
    for (const contender of one.contenders.filter(({ answer }) => answer === 'wrong')) {
      const said = wrongAnswer(one, contender);
      found.set(said, (found.get(said) ?? 0) + 1);
    }
  }
  return Array.from(found, ([said, many]) => (cases.length === 1 ? said : `${said} (${count(many, 'case')})`));
}

/** Why there is a dash for a ratio: `numbers=1000: no ratio: some of the rounds read 0.`, one for each such case. */
export function dashes(cases: readonly CaseReport[]): readonly string[] {
  const without = cases.filter(({ ground, ratio }) => ground === 'measured' && ratio === undefined);
  return without.map(({ given, reason }) => {
    const where = point(given);
    return where === '' ? reason : `${where}: ${reason}`;
  });
}

/** One breakage as two sentences: where and what, and the remedy. */
export function breakage({ claim, case: at, contender, stage, code, says, remedy }: BreakageReport): string {
  const where = [claim, at, contender].filter((part) => part !== undefined && part !== '').join(', ');
  return `${where}, while ${stage} (${code}): ${says} ${remedy}`;
}

/** Where the machine and the runtime are named: `Node.js 20.20.2 (V8 11.3), …`. */
export function environmentSentence(environment: EnvironmentReport): string {
  const { runtime, v8, platform, cpu, cores, memory, load } = environment;
  const parts = [`${runtime} (V8 ${v8})`, platform, cpu, count(cores, 'core'), roundBytes(memory)];
  return [...parts, ...(load === undefined ? [] : [`load ${load.toFixed(1)} at the start`])].join(', ');
}

/** When and how it was run: `2026-11-22 12:53 UTC, took 2 min 5 s, commit abc, seed 42, touchstone 0.1.0`. */
export function runSentence({ started, seconds, environment, seed, version, id }: RunReport): string {
  const commit = environment.commit === undefined ? [] : [`commit ${environment.commit.slice(0, 12)}`];
  const parts = [moment(started), `took ${elapsed(seconds)}`, ...commit, `seed ${seed}`, `run ${id}`];
  return [...parts, `touchstone ${version}`].join(', ');
}

/** What a reader must know before any figure: the run was cut short, was quick, or its controls failed. */
export function warnings(
  report: Pick<RunReport, 'controls' | 'complete' | 'quick'> & Partial<Pick<RunReport, 'claims'>>,
): readonly string[] {
  return [
    ...(report.controls.passed ? [] : [`The controls failed: ${report.controls.says} Do not rely on any figure here.`]),
    ...(report.complete ? [] : ['The run was cut short: what had been measured until then is judged.']),
    ...(report.quick ? ['A quick run: it asks part of the table, and can tell less apart.'] : []),
    ...(report.claims?.length === 0 ? ['Nothing was measured.'] : []),
  ];
}

/** How much the run could find: the comparisons that were corrected for, the smallest effect, and what the machine can. */
export function power(report: RunReport): string {
  const { comparisons, smallestEffect, calibration } = report;
  const corrected = `${count(comparisons, 'comparison')} (corrected by Holm)`;
  const found =
    smallestEffect === undefined
      ? `${corrected}.`
      : `${corrected}; an effect of ${share(smallestEffect)} could have been found in half of the cases.`;
  return calibration === undefined ? found : `${found} ${calibrationQuote(calibration)}`;
}

/** The seconds of a comparison whose smallest effect is quoted. */
const QUOTED_SECONDS = 10;

function calibrationQuote({ started, runtime, margin, same, smallest }: CalibrationQuote): string {
  const quoted = smallest.filter(({ seconds }) => seconds === QUOTED_SECONDS);
  const effects = quoted.map(({ work, effect }) => `${share(effect)} of ${workNames[work] ?? work}`);
  const finds = effects.length === 0 ? '' : `; in ${QUOTED_SECONDS} s it finds ${listed(effects)}`;
  return `Calibrated ${moment(started)} with ${runtime}: ${falseAlarms(same, margin)}${finds}.`;
}

/** `3 of 80 comparisons of the same code were told apart, and none was given a winner at 2 %`. */
export function falseAlarms({ comparisons, told, named }: FalseAlarms, margin: number): string {
  const winner = `${named === 0 ? 'none' : grouped(named)} ${named > 1 ? 'were' : 'was'} given a winner at ${share(margin)}`;
  return `${grouped(told)} of ${count(comparisons, 'comparison')} of the same code ${told === 1 ? 'was' : 'were'} told apart, and ${winner}`;
}

/** The kinds of work that are calibrated, for a person. */
export const workNames: Readonly<Record<string, string>> = {
  arithmetic: 'arithmetic',
  concat: 'Buffer.concat',
  join: 'joining strings',
  read: 'fs.readFileSync',
};

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** One metric beside the claim's own, in a line: its ratio, or why there is none, and what each of the contenders had. */
export function metricWords({ metric, ratio, says, values }: MetricReport): { ratio: string; values: string } {
  const { figure } = metricTextOf({ metric });
  return {
    ratio: ratio ? interval(ratio) : '–',
    values: says ?? values.map(({ name, value }) => `${name} ${figure(value.estimate)}`).join(', '),
  };
}

/** What the metrics beside the claim's own are, and what they are not. */
export const metricsMeaning =
  'Metrics beside: the 95 % interval of each ratio by itself, without a verdict, as probes read it in further processes; that of cpu time as the timed turns had it, where they tell it.';

function wrongAnswer(one: CaseReport, { name, wrongBecause, shown }: ContenderReport): string {
  if (wrongBecause !== undefined) return `${name} answers wrongly: ${wrongBecause}`;
  const right = one.contenders.find(({ answer }) => answer === 'right')?.shown;
  const where = right === undefined ? '' : `, where ${right} is right`;
  return `${name} answers wrongly, which the claim does not say: ${shown}${where}`;
}

function letter(at: number): string {
  const last = String.fromCodePoint(97 + (at % 26));
  return at < 26 ? last : letter(Math.floor(at / 26) - 1) + last;
}
