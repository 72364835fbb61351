/** A matrix in Markdown: where verdicts differ, the table of marks, and the cases of each claim folded. */

import {
  cellRange,
  crossingSentences,
  differing,
  differs,
  gapSentence,
  gapsTitle,
  machineSentences,
  legendOf,
  rangeMeaning,
  runtimeFacts,
} from '../../matrix.ts';
import type { MatrixCase, MatrixCell, MatrixClaim, MatrixReport } from '../../model.ts';
import { breakage } from '../../notes.ts';
import { marks } from '../../standings.ts';
import { interval, point } from '../../units.ts';
import { ratioMeaning, stopped } from '../../words.ts';
import { markdownText, summaryText } from '../markdown/escape.ts';
import { tableOf } from '../markdown/verdict-table.ts';
import { changed, claimShifts } from './markdown/shifts.ts';
import { winners } from './markdown/winners.ts';

export function matrixMarkdown(report: MatrixReport): string {
  const blocks = [
    `**${markdownText(report.sentence)}**\n`,
    warnings(report),
    differences(report),
    changed(report),
    report.claims.length === 0 ? '' : `${overview(report)}\n${legend(report)}`,
    ...report.claims.filter(({ cases }) => cases.length > 0).map((claim) => details(claim, report)),
    gaps(report),
    foot(report),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function warnings({ warnings: all }: MatrixReport): string {
  if (all.length === 0) return '';
  return `> [!WARNING]\n${all.map((says) => `> ${markdownText(says)}\n`).join('>\n')}`;
}

function differences(report: MatrixReport): string {
  const items = differing(report).map(({ says, sentence, doubt }) => {
    const told = `${differs} **${markdownText(says)}**: ${markdownText(stopped(sentence))}`;
    return doubt === undefined ? told : `${told} ${markdownText(doubt)}`;
  });
  return items.length === 0 ? '' : `Where verdicts differ:\n\n${list(items)}`;
}

function overview({ runtimes, claims }: MatrixReport): string {
  const head = ['', 'claim', ...runtimes.map(({ name }) => markdownText(name))];
  const rows = claims.map(({ says, agreement, cells }) => [
    agreement === 'differs' ? differs : '',
    markdownText(says),
    ...cells.map(cellText),
  ]);
  return tableOf(head, rows);
}

function cellText(cell: MatrixCell): string {
  return `${marks[cell.is]} ${markdownText(cellRange(cell))}`.trimEnd();
}

function legend(report: MatrixReport): string {
  return `${legendOf(report)
    .map(([mark, meaning]) => `${mark} ${meaning}`)
    .join(' · ')}. ${rangeMeaning}\n`;
}

function details(claim: MatrixClaim, { runtimes }: MatrixReport): string {
  const { says, sentence, agreement, id, doubt, cells, cases } = claim;
  const mark = agreement === 'differs' ? `${differs} ` : '';
  const head = ['case', ...runtimes.map(({ name }) => markdownText(name))];
  const notes = [
    markdownText(ratioMeaning(claim)),
    `Claim: ${markdownText(id)}`,
    ...(doubt === undefined ? [] : [markdownText(doubt)]),
    ...claimShifts(claim, runtimes),
    ...crossingSentences(claim, runtimes).map(markdownText),
    ...cells.flatMap(({ broken }, at) =>
      broken.map((one) => `${marks.broken} ${markdownText(`${runtimes[at]!.name}: ${breakage(one)}`)}`),
    ),
  ];
  const blocks = [
    `<details><summary>${mark}<b>${summaryText(says)}</b>: ${summaryText(sentence)}</summary>\n`,
    list(notes),
    tableOf(
      head,
      cases.map((one) => [caseName(one), ...one.found.map(foundText)]),
    ),
    ...winners(claim, runtimes),
    '</details>\n',
  ];
  return blocks.join('\n');
}

function caseName({ id, given, agreement }: MatrixCase): string {
  const name = id === '' ? 'the only case' : markdownText(point(given));
  return agreement === 'differs' ? `${differs} ${name}` : name;
}

function foundText(found: MatrixCase['found'][number]): string {
  if (!found) return marks.unasked;
  const { verdict, ground, ratio } = found;
  const shown = ratio ? interval(ratio) : ground === 'answers' ? 'by its answers' : '–';
  return `${marks[verdict]} ${shown}`;
}

function gaps(report: MatrixReport): string {
  const items = report.runtimes.flatMap(({ name, cannot }) =>
    cannot.map((one) => `**${markdownText(name)}**: ${markdownText(gapSentence(one))}`),
  );
  return items.length === 0 ? '' : `${gapsTitle(report)}:\n\n${list(items)}`;
}

function foot(report: MatrixReport): string {
  const { runtimes, method } = report;
  const items = [
    ...runtimes.map((one) => `**${markdownText(one.name)}**: ${markdownText(runtimeFacts(one).join(', '))}`),
    ...runtimes.flatMap(({ name, run }) =>
      (run?.broken ?? []).map((one) => `${marks.broken} ${markdownText(`${name}: ${breakage(one)}`)}`),
    ),
    ...machineSentences(report).map(markdownText),
    ...method.map(markdownText),
  ];
  return `The ${report.across}, and how they are compared:\n\n${list(items)}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}\n`).join('');
}
