/** What there is to say about one claim in Markdown, folded: what is said, its cases, and what spoils them. */

import { crossingSentence } from '../../crossings.ts';
import { aside, diagnosed, sayDiagnosis } from '../../diagnosis.ts';
import { concordMarks } from '../../life.ts';
import { sayKnees, sayLoads, sweepRows, sweptCases } from '../../load.ts';
import type { CaseReport, ClaimReport } from '../../model.ts';
import { metricTextOf } from '../../metrics.ts';
import { count, interval, parameter, point } from '../../units.ts';
import {
  breakage,
  dashes,
  doubtMarks,
  foldDoubts,
  type FoldedDoubt,
  remarkMeanings,
  remarks,
  wrongAnswers,
} from '../../notes.ts';
import { marks, standing } from '../../standings.ts';
import { metricsMeaning, metricWords, ratioMeaning } from '../../words.ts';
import { markdownText, summaryText } from './escape.ts';
import { othersText } from './others.ts';
import { tableOf } from './verdict-table.ts';

export function details(claim: ClaimReport): string {
  const folded = foldDoubts(claim.cases);
  const summary = `${marks[standing(claim)]} <b>${summaryText(claim.says)}</b>: ${summaryText(claim.sentence)}`;
  const blocks = [
    `<details><summary>${summary}</summary>\n`,
    items(said(claim)),
    claim.cases.length === 0 ? '' : caseTable(claim, folded),
    items(spoiled(claim, folded)),
    sweepTables(claim),
    metricTable(claim),
    inside(claim),
    '</details>\n',
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function said({ source, quote, because, id, ...claim }: ClaimReport): string[] {
  return [
    ...(quote === undefined ? [] : [`They say: “${markdownText(quote)}”`]),
    ...(source === '' ? [] : [`Source: ${markdownText(source)}`]),
    `Because: ${markdownText(because)}`,
    markdownText(ratioMeaning(claim)),
    `Claim: ${markdownText(id)}`,
  ];
}

function caseTable(claim: ClaimReport, folded: readonly FoldedDoubt[]): string {
  const axes = Object.keys(claim.axes);
  const names = claim.contenders.map(({ name }) => name);
  return tableOf(
    [...axes.map(markdownText), 'verdict', 'ratio', ...names.map(markdownText), 'notes'],
    claim.cases.map((one) => [
      ...axes.map((axis) => cellOf(one, axis)),
      `${marks[one.verdict]} ${one.verdict}`,
      one.ratio ? interval(one.ratio) : '–',
      ...names.map((name) => valueOf(one, name, claim)),
      [...remarks(one), doubtMarks(one, folded)].filter((note) => note !== '').join(' · '),
    ]),
  );
}

function spoiled(claim: ClaimReport, folded: readonly FoldedDoubt[]): string[] {
  return [
    ...wrongAnswers(claim.cases).map((wrong) => `${marks.refuted} ${markdownText(wrong)}`),
    ...dashes(claim.cases).map((reason) => `– ${markdownText(reason)}`),
    ...claim.crossings.map((one) => markdownText(crossingSentence(one))),
    ...[...sayLoads(claim), ...sayKnees(claim)].map(markdownText),
    ...(claim.doubts ?? []).map(({ says, advice }) => `Doubt: ${markdownText(`${says} ${advice}`)}`),
    ...(claim.elsewhere ?? []).map((one) => `${concordMarks[one.is]} Others: ${othersText(one)}`),
    ...folded.map(({ letter, code, cases, says, advice }) => {
      const sentence = markdownText(`${code}, ${count(cases, 'case')}: ${says} ${advice}`);
      return `**${letter}** ${sentence}`;
    }),
    ...remarkMeanings(claim.cases).map(markdownText),
    ...claim.broken.map((one) => `${marks.broken} ${markdownText(breakage(one))}`),
  ];
}

function sweepTables(claim: ClaimReport): string {
  const tables = sweptCases(claim).map(({ where, sweeps }) => {
    const { head, rows } = sweepRows(sweeps);
    const of = where === '' ? '' : ` (${markdownText(where)})`;
    return `Answers a second over connections${of}:\n\n${tableOf(head.map(markdownText), rows)}`;
  });
  return tables.join('\n');
}

function metricTable({ cases, axes }: ClaimReport): string {
  const names = Object.keys(axes);
  const rows = cases.flatMap((one) =>
    (one.metrics ?? []).map((each) => {
      const { ratio, values } = metricWords(each);
      return [...names.map((axis) => cellOf(one, axis)), each.metric, ratio, markdownText(values)];
    }),
  );
  if (rows.length === 0) return '';
  const table = tableOf([...names.map(markdownText), 'metric', 'ratio', 'contenders'], rows);
  return `<details><summary>${markdownText(metricsMeaning)}</summary>\n\n${table}\n</details>\n`;
}

/** A row for each thing that was seen of a contender beside the measurement. */
function inside({ cases }: ClaimReport): string {
  const rows = diagnosed(cases).flatMap(({ id, given, diagnoses }) =>
    diagnoses.flatMap((one) =>
      sayDiagnosis(one).map(({ label, says }) => [
        markdownText(id === '' ? 'the only case' : point(given)),
        markdownText(one.contender),
        label,
        markdownText(says),
      ]),
    ),
  );
  return rows.length === 0 ? '' : `${markdownText(aside)}\n\n${tableOf(['case', 'contender', 'of', 'seen'], rows)}`;
}

function items(list: readonly string[]): string {
  return list.map((item) => `- ${item}\n`).join('');
}

function cellOf({ given }: CaseReport, axis: string): string {
  const value = given[axis];
  return value === undefined ? '' : markdownText(parameter(axis, value));
}

function valueOf({ contenders }: CaseReport, name: string, claim: ClaimReport): string {
  const value = contenders.find((contender) => contender.name === name)?.value;
  return value ? metricTextOf(claim).figure(value.estimate) : '–';
}
