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

export function changeLines(own: readonly ChangeReport[], report: ComparisonReport, columns: number): Line[] {
  const scale = scaleOf(report);
  const names = widest(report.changes.map((one) => oneLine(changeName(one, report))));
  const words = widest(report.changes.map(({ is }) => changeText(is)));
  const ratios = widest(report.changes.map(changeRatio));
  const values = widest(report.changes.map((one) => oneLine(valuesText(one))));
  const bare = columns - indent - words - ratios - 2 * gap;
  const room = bare - names - gap;
  if (names > columns / 2 || room < BAR.least) return own.flatMap((one) => stacked(one, report, scale, columns));
  const told = room - values - gap >= BAR.least;
  const barWidth = Math.min(told ? room - values - gap : room, BAR.most);
  const head = ' '.repeat(indent + names + gap + words + gap + ratios + gap);
  return [
    ...(own.some(({ ratio }) => ratio)
      ? [[{ text: `${head}${scaleHead(scale, barWidth)}`, ink: 'dim' as const }]]
      : []),
    ...own.map((one): Line => {
      const ink = inks[drawnAs[one.is]];
      return [
        { text: ' '.repeat(indent) + pad(oneLine(changeName(one, report)), names + gap) },
        { text: pad(changeText(one.is), words + gap), ink },
        { text: pad(changeRatio(one), ratios + gap) },
        { text: drawn(one, scale, barWidth), ink },
        ...(told ? [{ text: `  ${oneLine(valuesText(one))}`, ink: 'dim' as const }] : []),
      ];
    }),
  ];
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
