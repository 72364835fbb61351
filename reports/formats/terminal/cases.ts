/** The cases of a claim in rows: as a table where it fits with its bars, or else some lines a case. */

import type { CaseReport, ClaimReport } from '../../model.ts';
import { metricTextOf } from '../../metrics.ts';
import { oneLine, pad, width } from '../../text.ts';
import { interval, parameter, point } from '../../units.ts';
import { doubtMarks, type FoldedDoubt, remarks } from '../../notes.ts';
import { marks } from '../../standings.ts';
import { bar, type Scale, scaleHead, scaleOf } from './bar.ts';
import { hang, type Ink, inks, type Line } from './ink.ts';

export function caseLines(claim: ClaimReport, folded: readonly FoldedDoubt[], columns: number): Line[] {
  if (claim.lacks !== undefined) return [];
  if (claim.cases.length === 0) return [[{ text: '  No case could be measured.', ink: inks.broken }]];
  const scale = scaleOf(claim);
  const table = tableColumns(claim, folded);
  const times = timeColumns(claim);
  const room = (list: readonly Column[]) => columns - indent - list.reduce((sum, one) => sum + one.width + gap, 0);
  if (room([...table, ...times]) >= 24) return tableLines(claim, withTimes(table, times), scale, room);
  if (room(table) >= LEAST_BAR) return tableLines(claim, table, scale, room);
  const marked = tableColumns(claim, folded, markColumn(claim));
  if (room(marked) >= LEAST_BAR) return tableLines(claim, marked, scale, room);
  return claim.cases.flatMap((one) => stacked(one, folded, scale, columns));
}

interface Column {
  readonly head: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly cell: (one: CaseReport) => string;
  readonly ink?: (one: CaseReport) => Ink;
}

const indent = 2;
const gap = 2;
/** Columns in which an interval can be told from its neighbours. */
const LEAST_BAR = 10;

function tableColumns(
  claim: ClaimReport,
  folded: readonly FoldedDoubt[],
  verdict: Column = column(claim, 'verdict', verdictOf),
): Column[] {
  const axes = Object.keys(claim.axes).map((axis) => {
    const numeric = claim.cases.every(({ given }) => typeof given[axis] === 'number');
    return column(claim, axis, (one) => cellOf(one, axis), numeric ? 'right' : 'left');
  });
  const notes = (one: CaseReport) => notesOf(one, folded);
  return [
    ...axes,
    { ...verdict, ink: (one) => inks[one.verdict] },
    column(claim, 'ratio', ratioOf),
    ...(claim.cases.some((one) => notes(one) !== '')
      ? [{ ...column(claim, 'notes', notes), ink: (): Ink => 'dim' }]
      : []),
  ];
}

/** The verdict without its word, which the claim's own sentence has. */
function markColumn(claim: ClaimReport): Column {
  return column(claim, '', ({ verdict }) => marks[verdict]);
}

function timeColumns(claim: ClaimReport): Column[] {
  const { figure } = metricTextOf(claim);
  return claim.contenders.map(({ name }) => {
    const value = (one: CaseReport) => one.contenders.find((contender) => contender.name === name)?.value?.estimate;
    return column(claim, name, (one) => (value(one) === undefined ? '–' : figure(value(one) ?? 0)), 'right');
  });
}

/** The times stand before the notes, which are of any length. */
function withTimes(table: readonly Column[], times: readonly Column[]): Column[] {
  const notes = table.findIndex(({ head }) => head === 'notes');
  const at = notes === -1 ? table.length : notes;
  return [...table.slice(0, at), ...times, ...table.slice(at)];
}

function column(
  claim: ClaimReport,
  name: string,
  cell: (one: CaseReport) => string,
  side: Column['side'] = 'left',
): Column {
  const head = oneLine(name);
  return { head, cell, side, width: Math.max(width(head), ...claim.cases.map((one) => width(cell(one)))) };
}

function tableLines(
  claim: ClaimReport,
  table: readonly Column[],
  scale: Scale | undefined,
  room: (list: readonly Column[]) => number,
): Line[] {
  const barWidth = Math.min(room(table), 48);
  const notesLast = table.at(-1)?.head === 'notes' ? table.length - 1 : table.length;
  const [before, after] = [table.slice(0, notesLast), table.slice(notesLast)];
  const heads = (list: readonly Column[]) => list.map((one) => `${pad(one.head, one.width, one.side)}  `).join('');
  const scaleText = scale ? scaleHead(scale, barWidth) : ' '.repeat(barWidth);
  return [
    [{ text: `  ${heads(before)}${scaleText}  ${heads(after)}`, ink: 'dim' }],
    ...claim.cases.map((one): Line => [
      { text: '  ' },
      ...before.map((each) => piece(each, one)),
      { text: scale ? bar(one, scale, barWidth) : ' '.repeat(barWidth), ink: inks[one.verdict] },
      { text: '  ' },
      ...after.map((each) => piece(each, one)),
    ]),
  ];
}

function piece({ cell, width: columns, side, ink }: Column, one: CaseReport) {
  return { text: `${pad(cell(one), columns, side)}  `, ink: ink?.(one) ?? 'plain' };
}

function stacked(one: CaseReport, folded: readonly FoldedDoubt[], scale: Scale | undefined, columns: number): Line[] {
  const verdict = { text: `    ${pad(verdictOf(one), 14)}  `, ink: inks[one.verdict] };
  const ratio = pad(ratioOf(one), 22);
  const barWidth = Math.min(columns - width(verdict.text) - width(ratio) - gap, 48);
  const notes = notesOf(one, folded);
  const below = notes === '' ? [] : hang({ text: '    ' }, notes, columns, 'dim');
  const where = hang({ text: '  ' }, one.id === '' ? 'the only case' : point(one.given), columns);
  if (one.ratio === undefined) return [...where, ...hang(verdict, `– ${notes}`, columns)];
  if (barWidth < -gap) return [...where, [verdict], ...hang({ text: '    ' }, ratioOf(one), columns), ...below];
  const drawn = scale && barWidth >= LEAST_BAR ? bar(one, scale, barWidth) : '';
  return [...where, [verdict, { text: `${ratio}  ` }, { text: drawn, ink: inks[one.verdict] }], ...below];
}

function cellOf({ given }: CaseReport, axis: string): string {
  const value = given[axis];
  return value === undefined ? '' : oneLine(parameter(axis, value));
}

function verdictOf({ verdict }: CaseReport): string {
  return `${marks[verdict]} ${verdict}`;
}

function ratioOf({ ratio }: CaseReport): string {
  return ratio ? interval(ratio) : '–';
}

function notesOf(one: CaseReport, folded: readonly FoldedDoubt[]): string {
  return [...remarks(one), doubtMarks(one, folded)].filter((note) => note !== '').join(' ');
}
