/** The parts of a comparison in Markdown. Each table has so many rows at the most, and says how many it has not. */

import {
  brokenText,
  changeName,
  changeRatio,
  changes,
  changeText,
  comparisonMethod,
  comparisonWarnings,
  foldStandings,
  furtherDoubts,
  nextText,
  powerText,
  sidesText,
  standingWords,
  telling,
  valuesText,
  whenText,
} from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { marks } from '../../standings.ts';
import { count, interval, point } from '../../units.ts';
import { environmentSentence } from '../../words.ts';
import { markdownText } from '../markdown/escape.ts';
import { folded } from '../markdown/limit.ts';
import { tableOf } from '../markdown/verdict-table.ts';

/** What came out, for somebody who has never heard of the program that says it. */
const headlines: Readonly<Record<ComparisonReport['outcome'], string>> = {
  regression: `${marks.refuted} Performance: slower than before`,
  pass: `${marks.confirmed} Performance: not slower than before`,
  inconclusive: `${marks.inconclusive} Performance: could not be told`,
  broken: `${marks.broken} Performance: something could not be measured`,
  'nothing to measure': '– Performance: nothing to measure',
};

/** What stands before everything, and is never folded. */
export function openingBlocks(report: ComparisonReport): string[] {
  const warned = comparisonWarnings(report).map((says) => `> ${markdownText(says)}\n`);
  return [
    `### ${report.of === 'revisions' ? headlines[report.outcome] : 'Performance: runtimes compared'}\n`,
    `**${markdownText(report.sentence)}**\n`,
    `${markdownText(sidesText(report))}.\n`,
    ...(warned.length === 0 ? [] : [`> [!WARNING]\n${warned.join('>\n')}`]),
  ];
}

/** What broke, what is slower or may be, with the reasons, what to do about it; the verdicts that flipped. */
export function tellingBlocks(report: ComparisonReport, most: number): string[] {
  const told = telling(report);
  const broke = brokenText(report);
  const next = nextText(report);
  const flips = report.verdicts.filter(({ flipped }) => flipped);
  return [
    ...(broke.length === 0 ? [] : [brokenList(broke, most)]),
    ...(told.length === 0 ? [] : [changeTable(told, report, most, true)]),
    ...(next === '' ? [] : [`**What to do:** ${markdownText(next)}\n`]),
    ...(flips.length === 0
      ? []
      : ['What these claims say was judged otherwise before:\n', verdictTable({ ...report, verdicts: flips }, most)]),
  ];
}

function brokenList(broke: readonly string[], most: number): string {
  const items = broke.slice(0, most).map((says) => `- ${marks.broken} ${markdownText(says)}\n`);
  return `${items.join('')}${leftOut(broke.length - items.length)}`;
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
    const who = [...named.map(markdownText), ...(more > 0 ? [count(more, 'other')] : [])].join(' · ');
    const why = markdownText(`${standingWords[is]}${says === undefined ? '' : `: ${says}`}`);
    return `- ${is === 'broken' ? `${marks.broken} ` : ''}${why} (${who})\n`;
  });
  return `${items.join('')}${leftOut(groups.length - shown.length)}`;
}

/** The machine and the run; where anything was compared also the controls, and how it is judged. */
function closing(report: ComparisonReport, most: number): string {
  const { controls, changes: all } = report;
  const machines = [...new Set(report.environments.map(environmentSentence))].slice(0, most).map(markdownText);
  const run = [...machines, markdownText(`Run: ${whenText(report)}`)];
  const told =
    all.length === 0
      ? run
      : [
          ...furtherDoubts(report).map(({ says, advice }) => `Doubt: ${markdownText(`${says} ${advice}`)}`),
          `Controls ${controls.passed ? 'passed' : '**failed**'}: ${markdownText(controls.says)}`,
          ...run,
          ...comparisonMethod(report).map(markdownText),
        ];
  return told.map((item) => `- ${item}\n`).join('');
}

/** The smallest slow-down that could have been found; of nothing that was compared there is none. */
export function powerBlocks(report: ComparisonReport): string[] {
  return report.changes.length === 0 ? [] : [`${markdownText(powerText(report))}\n`];
}

function leftOut(many: number): string {
  return many > 0 ? `\n${count(many, 'further row')} left out here.\n` : '';
}
