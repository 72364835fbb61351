/** The parts of a comparison in Markdown. Each table has so many rows at the most, and says how many it has not. */

import {
  changeName,
  changeRatio,
  changes,
  changeText,
  comparisonMethod,
  comparisonWarnings,
  foldStandings,
  furtherDoubts,
  powerText,
  sideText,
  standingWords,
  telling,
  valuesText,
  whenText,
} from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { breakage } from '../../notes.ts';
import { marks } from '../../standings.ts';
import { count, interval, point } from '../../units.ts';
import { environmentSentence, listed } from '../../words.ts';
import { markdownText } from '../markdown/escape.ts';
import { folded } from '../markdown/limit.ts';
import { tableOf } from '../markdown/verdict-table.ts';

/** What stands before everything, and is never folded. */
export function openingBlocks(report: ComparisonReport): string[] {
  const warned = comparisonWarnings(report).map((says) => `> ${markdownText(says)}\n`);
  const sides = report.sides.map((side) => `- ${markdownText(sideText(side))}\n`).join('');
  return [
    `**${markdownText(report.sentence)}**\n`,
    `${sides}- compared with ${markdownText(sideText(report.baseline))}\n`,
    ...(warned.length === 0 ? [] : [`> [!WARNING]\n${warned.join('>\n')}`]),
  ];
}

/** What is slower or may be, with the reasons; the verdicts that flipped. */
export function tellingBlocks(report: ComparisonReport, most: number): string[] {
  const told = telling(report);
  const flips = report.verdicts.filter(({ flipped }) => flipped);
  return [
    ...(told.length === 0 ? [] : [changeTable(told, report, most, true)]),
    ...(flips.length === 0
      ? []
      : [`Verdicts that became others:\n`, verdictTable({ ...report, verdicts: flips }, most)]),
  ];
}

export function foldedBlocks(report: ComparisonReport, most: number): string[] {
  const { changes: all, verdicts, standings } = report;
  const inOrder = changes.flatMap((is) => all.filter((one) => one.is === is));
  const counts = changes.flatMap((is) => (report.counts[is] > 0 ? [`${report.counts[is]} ${is}`] : []));
  return [
    ...folded(`Every comparison: ${counts.join(', ')}`, all.length === 0 ? '' : changeTable(inOrder, report, most)),
    ...folded('Verdicts before and now', verdicts.length === 0 ? '' : verdictTable(report, most)),
    ...folded('Not compared', standings.length === 0 ? '' : standingList(report, most)),
    ...folded('Where it was measured, and how it is judged', closing(report, most)),
  ];
}

function changeTable(all: readonly ChangeReport[], report: ComparisonReport, most: number, why = false): string {
  const shown = all.slice(0, most);
  const table = tableOf(
    ['', 'claim', 'contender', 'ratio', why ? 'why' : 'the median round'],
    shown.map((one) => [
      changeText(one.is),
      markdownText(one.claim),
      markdownText(changeName(one, report)),
      changeRatio(one),
      markdownText(why ? one.reason : valuesText(one)),
    ]),
  );
  return `${table}${leftOut(all.length - shown.length)}`;
}

function verdictTable({ verdicts }: ComparisonReport, most: number): string {
  const shown = verdicts.slice(0, most);
  const table = tableOf(
    ['', 'claim', 'case', 'before', 'now'],
    shown.map(({ claim, given, before, now, ratioBefore, ratioNow, flipped }) => [
      flipped ? '↕' : '',
      markdownText(claim),
      markdownText(point(given)),
      `${marks[before]} ${before}${ratioBefore ? ` ${interval(ratioBefore)}` : ''}`,
      `${marks[now]} ${now}${ratioNow ? ` ${interval(ratioNow)}` : ''}`,
    ]),
  );
  return `${table}${leftOut(verdicts.length - shown.length)}`;
}

function standingList({ standings }: ComparisonReport, most: number): string {
  const groups = foldStandings(standings);
  const shown = groups.slice(0, most);
  const items = shown.map(({ is, says, names }) => {
    const named = names.slice(0, most);
    const more = names.length - named.length;
    const who = listed([...named.map(markdownText), ...(more > 0 ? [count(more, 'other')] : [])]);
    const why = markdownText(`${standingWords[is]}${says === undefined ? '' : `: ${says}`}`);
    return `- ${is === 'broken' ? `${marks.broken} ` : ''}${why} (${who})\n`;
  });
  return `${items.join('')}${leftOut(groups.length - shown.length)}`;
}

/** The machine, the controls, the power, what broke, and how it is judged. */
function closing(report: ComparisonReport, most: number): string {
  const { controls, broken } = report;
  const told = broken.slice(0, most);
  return [
    ...told.map((one) => `${marks.broken} ${markdownText(breakage(one))}`),
    ...(broken.length > told.length ? [count(broken.length - told.length, 'further breakage')] : []),
    ...furtherDoubts(report).map(({ says, advice }) => `Doubt: ${markdownText(`${says} ${advice}`)}`),
    `Controls ${controls.passed ? 'passed' : '**failed**'}: ${markdownText(controls.says)}`,
    ...[...new Set(report.environments.map(environmentSentence))].slice(0, most).map(markdownText),
    markdownText(`Run: ${whenText(report)}`),
    ...comparisonMethod(report).map(markdownText),
  ]
    .map((item) => `- ${item}\n`)
    .join('');
}

/** The smallest slow-down that could have been found is told wherever nothing is said to be slower. */
export function powerBlock(report: ComparisonReport): string {
  return `${markdownText(powerText(report))}\n`;
}

function leftOut(many: number): string {
  return many > 0 ? `\n${count(many, 'further row')} left out here.\n` : '';
}
