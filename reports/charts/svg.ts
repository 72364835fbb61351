/** What the charts share: places in percent, so that text keeps its size on a phone; scales, ticks, verdict shapes. */

import { scaleLinear, scaleLog } from 'd3-scale';
import { type Content, type Markup, markup } from '../markup.ts';
import type { CaseReport, Verdict } from '../model.ts';
import { cut, width } from '../text.ts';

/** From a ratio to a place on its logarithmic scale. */
export type Place = (ratio: number) => number;

/** An image with its name and description; `id` is unique in the document. Its width is that of the page. */
export function image(id: string, height: number, title: string, description: string, content: Content): Markup {
  return markup`<svg class="chart" role="img" width="100%" height="${height}" aria-labelledby="${id}-title" aria-describedby="${id}-desc" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${content}</svg>`;
}

/** How many ways of drawing a line there are; with more lines they begin anew. */
export const strokes = 6;

/** A share of the width, with as many digits as a screen can show: `43.21%`. */
export function percent(value: number): string {
  return `${fixed(value)}%`;
}

export function fixed(value: number): number {
  return Number(value.toFixed(2));
}

/** All ratios that a chart of these cases has to show, with its band. */
export function domainOf(
  cases: readonly CaseReport[],
  band: readonly [number, number],
  rounds: boolean,
): [number, number] {
  const shown = cases.flatMap(({ ratio, together, apart }) => [
    ...(ratio ? [ratio.low, ratio.high] : []),
    ...(rounds ? [...together, ...apart] : []),
  ]);
  const all = [...shown.filter(drawable), ...band];
  return [Math.min(...all), Math.max(...all)];
}

/** A logarithmic scale from the domain to the range. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Place {
  const scale = scaleLog().domain(domain).range(range).clamp(true);
  return (ratio) => fixed(scale(ratio));
}

/** A few round ratios within the domain, 1 always among them: 0.5, 1, 2, 5. */
export function ratioTicks(domain: readonly [number, number], most = 6): readonly number[] {
  return Array.from(new Set([...roundTicks(domain, most), 1])).sort((a, b) => a - b);
}

/** A few round values within the domain, for a logarithmic axis; few enough not to run into each other. */
export function roundTicks([low, high]: readonly [number, number], most = 6): readonly number[] {
  const within = (value: number) => value >= low && value <= high;
  const fitting = tickSets.map((set) => set.filter(within)).find((set) => set.length <= most) ?? [];
  return fitting.length >= 3 || high / low > 10 ? fitting : linear(low, high, most - 1).filter(within);
}

/** Those whose labels have room beside all that come before them: the first is the most important. Shares of the width. */
export function keptApart<T>(items: readonly T[], place: (item: T) => number, wide: (item: T) => number): readonly T[] {
  const kept: T[] = [];
  for (const item of items) {
    const hasRoom = kept.every((other) => Math.abs(place(item) - place(other)) >= (wide(item) + wide(other)) / 2);
    if (hasRoom) kept.push(item);
  }
  return kept;
}

/** How much of the width a label takes with some air on the narrowest page: a percent of a phone's is 2.6 pixels. */
export function labelWidth(label: string): number {
  return (letters(label) * 7.2 + 8) / 2.6;
}

/** A label in so much room as that many usual letters take. */
export function cutLabel(label: string, most: number): string {
  let [columns, shown] = [most, cut(label, most)];
  while (letters(shown) > most) {
    columns -= 1;
    shown = cut(shown, columns);
  }
  return shown;
}

/** A label lies about its place, but beside it where the page would end. */
export function anchorAt(place: number, edge = 5): 'start' | 'middle' | 'end' {
  return place < edge ? 'start' : place > 100 - edge ? 'end' : 'middle';
}

/** Where the middle of a label comes to lie. */
export function middleOf(label: string, place: number, edge = 5): number {
  const half = { start: 0.5, middle: 0, end: -0.5 }[anchorAt(place, edge)] * labelWidth(label);
  return place + half;
}

/** Whether a label and a bold figure have room on one line of a phone. */
export function fitBeside(label: string, figure: string): boolean {
  return letters(label) * 7.6 + letters(figure) * 8.4 <= 306;
}

/** How many letters of a usual width are as wide: a W takes half as much again. */
function letters(text: string): number {
  return width(text) + (text.match(/[A-Zmw@%&]/g) ?? []).length / 2;
}

/** A drawing that stretches with the page, so that paths have a place in it; its strokes and its height do not stretch. */
export function stretched(across: number, height: number, content: Content): Markup {
  return markup`<svg width="100%" height="${height}" viewBox="0 0 ${across} ${height}" preserveAspectRatio="none">${content}</svg>`;
}

/** From the finest to the coarsest: five and fewer in a decade, then a decade in one, two, three … */
const tickSets = [
  ...[
    [1, 1.5, 2, 3, 5, 7],
    [1, 2, 5],
    [1, 3],
  ].map((steps) => decades(1).flatMap((decade) => steps.map((step) => round(decade * step)))),
  ...[1, 2, 3, 6].map(decades),
];

function decades(apart: number): number[] {
  const each = Math.floor(12 / apart);
  return Array.from({ length: 2 * each + 1 }, (_, at) => round(10 ** ((at - each) * apart)));
}

function linear(low: number, high: number, many: number): number[] {
  return scaleLinear().domain([low, high]).ticks(many);
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}

/** What lies beyond is no figure of anything, and no axis reaches there. */
export function drawable(value: number): boolean {
  return value > 1e-90 && value < 1e90;
}

/** The verdict's shape around a place: a disc, a diamond, a square, a ring. Never colour alone. */
export function shape(verdict: Verdict, x: string, y: number): Markup {
  return markup`<svg x="${x}" y="${fixed(y)}" overflow="visible"><path class="shape ${verdict}" d="${paths[verdict]}"/></svg>`;
}

/** About a place of their own. */
export const paths: Readonly<Record<Verdict, string>> = {
  confirmed: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z',
  refuted: 'M0 -7.5L7.5 0L0 7.5L-7.5 0z',
  equivalent: 'M-5.5 -5.5h11v11h-11z',
  inconclusive: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z',
};
