/** The run on a terminal: the sentence that matters, claim by claim, and at the end everything at a glance. */

import type { ClaimReport, RunReport } from '../model.ts';
import { pad, wrap } from '../text.ts';
import { count, interval } from '../units.ts';
import { concordMarks, elsewhereText, toBeExplained, unmetText } from '../life.ts';
import { breakage } from '../notes.ts';
import { marks, standing, verdicts } from '../standings.ts';
import { extremes, machineSentences, power, runSentence, warnings } from '../words.ts';
import { claimLines } from './terminal/claim.ts';
import { draw, hang, type Ink, inks, type Line, type Paper, type Piece } from './terminal/ink.ts';

export function terminal(report: RunReport, paper: Paper): string {
  const columns = Math.max(20, paper.width);
  const lines = [
    ...opening(report, columns),
    ...report.claims.flatMap((claim) => [rule(columns), ...claimLines(claim, columns)]),
    ...controls(report, columns),
    rule(columns),
    ...glance(report, columns),
    ...unmetLines(report, columns),
    ...unexplainedLines(report, columns),
    ...closing(report, columns),
  ];
  return draw(lines, { ...paper, width: columns });
}

function opening(report: RunReport, columns: number): Line[] {
  return [
    ...hang({ text: '' }, report.sentence, columns, 'bold'),
    ...machineSentences(report).flatMap((said, at) => hang({ text: at === 0 ? '' : '  ' }, said, columns, 'dim')),
    ...warningLines(report, columns),
  ];
}

/** Controls that passed take a line each; those that failed are shown like a claim, since everything hangs on them. */
function controls({ controlClaims }: RunReport, columns: number): Line[] {
  if (controlClaims.length === 0) return [];
  const failed = controlClaims.filter(({ control }) => control?.passed !== true);
  return [
    rule(columns),
    [{ text: 'Controls', ink: 'bold' }],
    ...controlClaims.flatMap((claim) => {
      const passed = claim.control?.passed === true;
      const mark = {
        text: `${passed ? marks.confirmed : marks.refuted} `,
        ink: passed ? inks.confirmed : inks.refuted,
      };
      const where = claim.shard === undefined ? '' : ` in shard ${claim.shard}`;
      return hang(mark, `${passed ? 'passed' : 'failed'}${where}: ${claim.says}; ${claim.sentence}`, columns);
    }),
    ...failed.flatMap((claim) => [blank, claimLines(claim, columns)].flat()),
  ];
}

/** Columns of a table that the eye can still follow from its left to its right. */
const WIDEST_GLANCE = 140;
const LEAST_NAME = 24;

/** The table of verdicts: a claim with its ratios, where there is room, and its counts; below it what they do not say. */
function glance({ claims, counts, sentence }: RunReport, columns: number): Line[] {
  const taken = tally(counts).reduce((sum, { text }) => sum + text.length, 2);
  const all = Math.min(columns, WIDEST_GLANCE);
  const ratios = all - taken >= LEAST_NAME + 52 ? 22 : 0;
  const room = all - taken - ratios;
  return [
    ...claims.flatMap((claim) => {
      const stands = standing(claim);
      const mark = { text: `${marks[stands]} `, ink: inks[stands] };
      const told = hang({ text: '  ' }, claim.sentence, columns, 'dim');
      if (room < LEAST_NAME) return [...hang(mark, claim.says, columns), ...told];
      const [first = '', ...more] = wrap(claim.says, room);
      return [
        [mark, { text: pad(first, room) }, { text: pad(ratioRange(claim), ratios, 'right') }, ...tally(claim.counts)],
        ...more.map((line): Line => [{ text: `  ${line}` }]),
        ...(countsOnly.test(claim.sentence) ? [] : told),
      ];
    }),
    [],
    ...hang({ text: '' }, sentence, columns, 'bold'),
  ];
}

/** `0.73× to 9.9×`, with the digits that their intervals allow. */
function ratioRange(claim: ClaimReport): string {
  const { weakest, strongest } = extremes(claim);
  const ratios = [weakest, strongest].flatMap((one) => (one?.ratio ? [interval(one.ratio).replace(/ .*/, '')] : []));
  return [...new Set(ratios)].join(' to ');
}

/** A sentence that says no more than the counts beside it: `confirmed at 2 of 3, inconclusive at 1`. */
const countsOnly = /^(?:(?:confirmed|refuted|equivalent|inconclusive) at \d+(?: of \d+)?(?:, |$))+$/;

function tally(counts: ClaimReport['counts']): Piece[] {
  return verdicts.map((verdict) => {
    const many = counts[verdict];
    const ink: Ink = many === 0 ? 'dim' : inks[verdict];
    return { text: `  ${marks[verdict]}${String(many === 0 ? '·' : many).padStart(3)}`, ink };
  });
}

/** More stand in the files. */
const MOST_UNMET = 20;

function unmetLines({ expectations }: RunReport, columns: number): Line[] {
  if (!expectations || expectations.unmet.length === 0) return [];
  const { unmet } = expectations;
  const more = unmet.length - MOST_UNMET;
  return [
    rule(columns),
    [{ text: 'Other than expected', ink: 'bold' }],
    ...unmet.slice(0, MOST_UNMET).flatMap((one) => {
      const mark = { text: `${marks[one.verdict]} `, ink: inks[one.verdict] };
      return hang(mark, unmetText(one), columns);
    }),
    ...(more > 0 ? hang({ text: '  ' }, `and ${count(more, 'other')}`, columns, 'dim') : []),
  ];
}

function unexplainedLines(report: RunReport, columns: number): Line[] {
  const all = toBeExplained(report);
  if (all.length === 0) return [];
  return [
    rule(columns),
    [{ text: 'To be explained: others have published something else', ink: 'bold' }],
    ...all.flatMap(({ claim, one }) =>
      hang({ text: `${concordMarks.disagrees} `, ink: 'magenta' }, `${claim.id}: ${elsewhereText(one)}`, columns),
    ),
  ];
}

function closing(report: RunReport, columns: number): Line[] {
  const told = (label: string, text: string) => hang({ text: label.padEnd(13), ink: 'dim' }, text, columns);
  const passed = report.controls.passed ? 'passed' : 'FAILED';
  return [
    ...warningLines(report, columns),
    ...report.broken.flatMap((one) => hang({ text: '! ', ink: inks.broken }, breakage(one), columns, inks.broken)),
    ...report.doubts.flatMap(({ says, advice }) => told('doubt', `${says} ${advice}`)),
    ...(report.expectations ? told('expected', report.expectations.sentence) : []),
    ...told('controls', `${passed}: ${report.controls.says}`),
    ...told('power', power(report)),
    ...told('environment', machineSentences(report)[0]!),
    ...told('run', runSentence(report)),
  ];
}

function warningLines(report: RunReport, columns: number): Line[] {
  return warnings(report).flatMap((warning) => hang({ text: '! ', ink: 'yellow' }, warning, columns, 'yellow'));
}

const blank: Line[] = [[]];

function rule(columns: number): Line {
  return [{ text: '─'.repeat(columns), ink: 'dim' }];
}
