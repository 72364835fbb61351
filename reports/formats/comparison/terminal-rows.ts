/** The changes of a claim in rows on the axis that all changes of a comparison share; some lines each where it is narrow. */

import { changeName, changeRatio, changeText, drawnAs, toleratedBand, valuesText } from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { oneLine, pad, width } from '../../text.ts';
import { bar, type Scale, scaleHead } from '../terminal/bar.ts';
import { hang, inks, type Line } from '../terminal/ink.ts';

const indent = 2;
const gap = 2;
/** Columns in which an interval can be told from its neighbours, and in which an axis is still one. */
const BAR = { least: 12, most: 40 };
/** What lies further out is drawn at the edge: a change of that size needs no axis. */
const FARTHEST = 16;

/** What all rows of a comparison share. */
export interface Layout {
  readonly scale: Scale;
  /** The widest of each column. */
  readonly names: number;
  readonly words: number;
  readonly ratios: number;
  readonly values: number;
}

export function layoutOf(report: ComparisonReport): Layout {
  const { changes } = report;
  return {
    scale: scaleOf(report),
    names: widest(changes.map((one) => nameOf(one, report))),
    words: widest(changes.map(({ is }) => changeText(is))),
    ratios: widest(changes.map(changeRatio)),
    values: widest(changes.map(valuesOf)),
  };
}

export function changeLines(
  own: readonly ChangeReport[],
  report: ComparisonReport,
  { scale, names, words, ratios, values }: Layout,
  columns: number,
): Line[] {
  const room = columns - indent - names - words - ratios - 3 * gap;
  if (names > columns / 2 || room < BAR.least) return own.flatMap((one) => stacked(one, report, scale, columns));
  const told = room - values - gap >= BAR.least;
  const barWidth = Math.min(told ? room - values - gap : room, BAR.most);
  const head = `${' '.repeat(columns - indent - room)}${scaleHead(scale, barWidth)}`;
  return [
    ...(own.some(({ ratio }) => ratio) ? [[{ text: ' '.repeat(indent) + head, ink: 'dim' as const }]] : []),
    ...own.map((one): Line => {
      const ink = inks[drawnAs[one.is]];
      return [
        { text: ' '.repeat(indent) + pad(nameOf(one, report), names + gap) },
        { text: pad(changeText(one.is), words + gap), ink },
        { text: pad(changeRatio(one), ratios + gap) },
        { text: drawn(one, scale, barWidth), ink },
        ...(told ? [{ text: `  ${valuesOf(one)}`, ink: 'dim' as const }] : []),
      ];
    }),
  ];
}

/** Code units: no terminal has room for more in a row. */
const LONGEST = 400;

function nameOf(one: ChangeReport, report: ComparisonReport): string {
  return oneLine(changeName(one, report).slice(0, LONGEST));
}

function valuesOf(one: ChangeReport): string {
  return oneLine(valuesText(one).slice(0, LONGEST));
}

function stacked(one: ChangeReport, report: ComparisonReport, scale: Scale, columns: number): Line[] {
  const word = { text: `    ${changeText(one.is)}`, ink: inks[drawnAs[one.is]] };
  const ratio = `  ${changeRatio(one)}`;
  const left = columns - width(word.text) - width(ratio);
  const barWidth = Math.min(left - gap, BAR.most);
  const name = hang({ text: '  ' }, changeName(one, report), columns);
  const values = hang({ text: '    ' }, valuesText(one), columns, 'dim');
  if (left < 0) return [...name, [word], ...hang({ text: '    ' }, changeRatio(one), columns), ...values];
  const line = barWidth < BAR.least ? [] : [{ text: `  ${drawn(one, scale, barWidth)}`, ink: word.ink }];
  return [...name, [word, { text: ratio }, ...line], ...values];
}

function drawn({ ratio, is }: ChangeReport, scale: Scale, columns: number): string {
  return bar({ ...(ratio && { ratio }), verdict: drawnAs[is] }, scale, columns);
}

function scaleOf(report: ComparisonReport): Scale {
  const band = toleratedBand(report);
  const ends = report.changes.flatMap(({ ratio }) => (ratio ? [ratio.low, ratio.high] : []));
  const low = Math.max(1 / FARTHEST, Math.min(...band, ...ends));
  const high = Math.min(FARTHEST, Math.max(...band, ...ends));
  return { low: Math.min(low, 0.99), high: Math.max(high, 1.01) };
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(width));
}
