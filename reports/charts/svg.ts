/** What the charts share: places in percent, so that text keeps its size on a phone; scales, ticks, verdict shapes. */

import { scaleLinear, scaleLog } from 'd3-scale';
import { type Content, type Markup, markup } from '../markup.ts';
import type { CaseReport, Verdict } from '../model.ts';

/** From a ratio to a place on its logarithmic scale. */
export type Place = (ratio: number) => number;

/** An image with its name and description; `id` is unique in the document. Its width is that of the page. */
export function image(id: string, height: number, title: string, description: string, content: Content): Markup {
  return markup`<svg class="chart" role="img" width="100%" height="${height}" aria-labelledby="${id}-title" aria-describedby="${id}-desc" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${content}</svg>`;
}

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
export function ratioTicks([low, high]: readonly [number, number], most = 6): readonly number[] {
  const within = (value: number) => value >= low && value <= high;
  const fitting = tickSets.map((set) => set.filter(within)).find((set) => set.length <= most) ?? [];
  const ticks = fitting.length >= 3 || high / low > 10 ? fitting : linear(low, high, most - 1).filter(within);
  return Array.from(new Set([...ticks, 1])).sort((a, b) => a - b);
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

export function drawable(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

/** The verdict's shape around a place: a disc, a diamond, a square, a ring. Never colour alone. */
export function shape(verdict: Verdict, x: string, y: number): Markup {
  return markup`<svg x="${x}" y="${fixed(y)}" overflow="visible"><path class="shape ${verdict}" d="${paths[verdict]}"/></svg>`;
}

const paths: Readonly<Record<Verdict, string>> = {
  confirmed: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z',
  refuted: 'M0 -7.5L7.5 0L0 7.5L-7.5 0z',
  equivalent: 'M-5.5 -5.5h11v11h-11z',
  inconclusive: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z',
};
