/** A matrix on a terminal: where verdicts differ, then claims down and runtimes across, a mark a cell. */

import {
  cellRange,
  differing,
  differs,
  gapSentence,
  gapsTitle,
  machineSentences,
  legendOf,
  rangeMeaning,
  runtimeFacts,
} from '../../matrix.ts';
import type { MatrixCell, MatrixClaim, MatrixReport } from '../../model.ts';
import { breakage } from '../../notes.ts';
import { marks } from '../../standings.ts';
import { pad, width, wrap } from '../../text.ts';
import { count, point } from '../../units.ts';
import { draw, hang, inks, type Line, type Paper, type Piece } from '../terminal/ink.ts';
import { changed } from './terminal/shifts.ts';
import { titled } from './terminal/titled.ts';
import { maps } from './terminal/winners.ts';

export function matrixTerminal(report: MatrixReport, paper: Paper): string {
  const columns = Math.max(20, paper.width);
  const lines = [
    ...hang({ text: '' }, report.sentence, columns, 'bold'),
    ...report.warnings.flatMap((says) => hang({ text: '! ', ink: 'yellow' }, says, columns, 'yellow')),
    ...differences(report, columns),
    ...changed(report, columns),
    ...table(report, columns),
    ...maps(report, columns),
    ...gaps(report, columns),
    ...broken(report, columns),
    ...foot(report, columns),
  ];
  return draw(lines, { ...paper, width: columns });
}

/** Cases of a claim that differ, each with a line of its own. */
const MOST_CASES = 6;

function differences(report: MatrixReport, columns: number): Line[] {
  const claims = differing(report);
  if (claims.length === 0) return [];
  return [...titled('Where verdicts differ', columns), ...claims.flatMap((claim) => difference(claim, columns))];
}

function difference({ says, sentence, doubt, cases }: MatrixClaim, columns: number): Line[] {
  const differ = cases.filter(({ agreement }) => agreement === 'differs');
  const shown = cases.length > 1 ? differ.slice(0, MOST_CASES) : [];
  const left = cases.length > 1 ? differ.length - shown.length : 0;
  return [
    ...hang({ text: `${differs} `, ink: 'magenta' }, says, columns),
    ...(cases.length > 1 ? [] : hang({ text: '    ' }, sentence, columns)),
    ...shown.flatMap((one) => hang({ text: '    ' }, `${point(one.given)}: ${one.sentence}`, columns)),
    ...(left > 0 ? hang({ text: '    ' }, `and ${count(left, 'further case')}`, columns, 'dim') : []),
    ...(doubt === undefined ? [] : hang({ text: '  ! ', ink: 'yellow' }, doubt, columns, 'yellow')),
  ];
}

const LEAST_NAME = 24;
/** With ratios beside the marks only where the claims' names keep this much. */
const ROOMY_NAME = 38;
const WIDEST = 160;
const gap = 2;

function table(report: MatrixReport, columns: number): Line[] {
  if (report.claims.length === 0) return [];
  const all = Math.min(columns, WIDEST);
  const [ranged, marked] = [widthsOf(report, withRange), widthsOf(report, markOf)];
  const room = (widths: readonly number[]) => all - widths.reduce((sum, one) => sum + one + gap, 2);
  const text = room(ranged) >= ROOMY_NAME ? withRange : markOf;
  const widths = text === withRange ? ranged : marked;
  const legend = legendOf(report)
    .map(([mark, meaning]) => `${mark} ${meaning}`)
    .join(', ');
  return [
    ...titled(`Claims down, ${report.across} across`, columns),
    ...(room(widths) >= LEAST_NAME
      ? wide(report, text, widths, room(widths))
      : report.claims.flatMap((claim) => folded(claim, report, columns))),
    [],
    ...hang({ text: '' }, legend, columns, 'dim'),
    ...(text === withRange ? hang({ text: '' }, rangeMeaning, columns, 'dim') : []),
  ];
}

function markOf({ is }: MatrixCell): string {
  return marks[is];
}

function withRange(cell: MatrixCell): string {
  return `${marks[cell.is]} ${cellRange(cell)}`.trimEnd();
}

function widthsOf({ runtimes, claims }: MatrixReport, text: (cell: MatrixCell) => string): number[] {
  return runtimes.map(({ short }, at) => Math.max(width(short), ...claims.map(({ cells }) => width(text(cells[at]!)))));
}

function wide(
  { runtimes, claims }: MatrixReport,
  text: (cell: MatrixCell) => string,
  widths: readonly number[],
  room: number,
): Line[] {
  const apart = ' '.repeat(gap);
  return [
    [{ text: ' '.repeat(room + 2) }, ...runtimes.map(({ short }, at) => head(`${apart}${pad(short, widths[at]!)}`))],
    ...claims.flatMap((claim): Line[] => {
      const [first = '', ...more] = wrap(claim.says, room);
      const cells = claim.cells.map((cell, at) => ({
        text: `${apart}${pad(text(cell), widths[at]!)}`,
        ink: inks[cell.is],
      }));
      return [
        [markOfClaim(claim), { text: pad(first, room) }, ...cells],
        ...more.map((line): Line => [{ text: `  ${line}` }]),
      ];
    }),
  ];
}

function head(text: string): Piece {
  return { text, ink: 'bold' };
}

function markOfClaim({ agreement }: MatrixClaim): Piece {
  return agreement === 'differs' ? { text: `${differs} `, ink: 'magenta' } : { text: '  ' };
}

/** Where a row has no room for its claim, the claim stands above it. */
function folded(claim: MatrixClaim, { runtimes }: MatrixReport, columns: number): Line[] {
  const told = claim.cells.map((cell, at) => ({ label: `${runtimes[at]!.short} `, mark: marks[cell.is], is: cell.is }));
  const lines: Piece[][] = [];
  let used = columns;
  for (const { label, mark, is } of told) {
    const wanted = width(label) + width(mark) + gap;
    if (used + wanted > columns) {
      lines.push([{ text: '    ' }]);
      used = 4;
    }
    lines.at(-1)!.push({ text: label, ink: 'dim' }, { text: `${mark}${' '.repeat(gap)}`, ink: inks[is] });
    used += wanted;
  }
  return [...hang(markOfClaim(claim), claim.says, columns), ...lines];
}

function gaps(report: MatrixReport, columns: number): Line[] {
  const lacking = report.runtimes.filter(({ cannot }) => cannot.length > 0);
  if (lacking.length === 0) return [];
  return [
    ...titled(gapsTitle(report), columns),
    ...lacking.flatMap(({ name, cannot }) => [
      ...hang({ text: '' }, name, columns),
      ...cannot.flatMap((one) => hang({ text: `  ${marks.unasked} ` }, gapSentence(one), columns)),
    ]),
  ];
}

/** What belongs to no claim that could be read. */
function broken({ runtimes }: MatrixReport, columns: number): Line[] {
  const found = runtimes.flatMap(({ name, run }) => (run?.broken ?? []).map((one) => `${name}: ${breakage(one)}`));
  if (found.length === 0) return [];
  return [
    ...titled('Broken', columns),
    ...found.flatMap((says) => hang({ text: `${marks.broken} `, ink: inks.broken }, says, columns)),
  ];
}

function foot(report: MatrixReport, columns: number): Line[] {
  const label = Math.max(...report.runtimes.map(({ short }) => width(short)), 0) + 2;
  return [
    ...titled(`The ${report.across}`, columns),
    ...report.runtimes.flatMap((runtime) => {
      const facts = `${runtime.name}: ${runtimeFacts(runtime).join(', ')}`;
      return hang({ text: pad(runtime.short, label), ink: 'bold' }, facts, columns);
    }),
    ...machineSentences(report).flatMap((says) => hang({ text: '' }, says, columns, 'dim')),
    [],
    ...report.method.flatMap((says) => hang({ text: '' }, says, columns, 'dim')),
  ];
}
