/** What is to be known of cases beside their figures: doubts folded, wrong answers, what broke. */

import { isUnmet } from './life.ts';
import type { BreakageReport, CaseReport, ContenderReport, Doubt } from './model.ts';
import { count, grouped, point } from './units.ts';

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

/** What else is to be known of a case, in a word or two each: the rounds and the clock that decided, how far it is. */
export function remarks(one: CaseReport): readonly string[] {
  return [
    ...(isUnmet(one) ? [`expected ${one.expected}`] : []),
    ...(one.ground === 'answers' ? ['by its answers'] : []),
    ...(one.decidedBy === 'apart' ? ['apart'] : []),
    ...(one.clock === 'cpu' && one.ground === 'measured' ? ['cpu'] : []),
    ...(one.moreRounds === undefined ? [] : [`+${grouped(one.moreRounds)}`]),
    ...(one.shard === undefined ? [] : [`shard ${one.shard}`]),
  ];
}

/** The sentences that say what the words in {@link remarks} mean, for those that occur. */
export function remarkMeanings(cases: readonly CaseReport[]): readonly string[] {
  const has = (test: (one: CaseReport) => boolean) => cases.some(test);
  return [
    ...(has(isUnmet) ? ['expected …: the verdict that the claim expects there, and that was not found.'] : []),
    ...(has((one) => one.decidedBy === 'apart')
      ? ['apart: the contenders disturb each other in one process, so rounds with a process each decided.']
      : []),
    ...(has((one) => remarks(one).includes('cpu'))
      ? ['cpu: decided by the time spent on processors, the steadier clock.']
      : []),
    ...(has((one) => one.moreRounds !== undefined)
      ? ['+n: so many rounds more than it had would settle it, as far as can be told (--rounds takes the sum).']
      : []),
    ...(new Set(cases.map(({ shard }) => shard)).size > 1
      ? ['shard: what measured it. Times of different shards are of different machines, and do not compare.']
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
export function breakage({ claim, case: at, contender, side, stage, code, says, remedy }: BreakageReport): string {
  const where = [claim, at, contender, side].filter((part) => part !== undefined && part !== '').join(', ');
  return `${where}, while ${stage} (${code}): ${says} ${remedy}`;
}

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
