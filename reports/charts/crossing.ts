/** The ratio over the axis on which the winner may change: a line for every combination of the other parameters. */

import { scaleLog, scaleSymlog } from 'd3-scale';
import { bandOf } from '../band.ts';
import { type Markup, markup } from '../markup.ts';
import type { CaseReport, ClaimReport, CrossingReport, Interval } from '../model.ts';
import { oneLine } from '../text.ts';
import { count, parameter, point, roundBytes } from '../units.ts';
import { plain } from './forest.ts';
import { domainOf, drawable, fixed, image, logScale, percent, type Place, ratioTicks, shape } from './svg.ts';

/** One combination of the other parameters, with its cases along the axis. */
export interface Series {
  /** `chunks=4`; empty where the axis is the only one. */
  readonly name: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly at: number;
  readonly ratio: Interval;
  readonly one: CaseReport;
}

/** Missing where the claim names no axis, or fewer than two places on it have a ratio. `id` is unique. */
export function crossing(claim: ClaimReport, id: string): Markup | undefined {
  const axis = claim.crossingAxis;
  const series = seriesOf(claim);
  const places = placesOf(series);
  if (axis === undefined || places.length < 2) return undefined;
  const domain = domainOf(
    series.flatMap(({ points }) => points.map(({ one }) => one)),
    bandOf(claim),
    false,
  );
  const y = logScale(domain, [bottom - 8, top + 8]);
  const x = axisScale([...places, ...claim.landmarks.map(({ at }) => at)]);
  const landmarks = claim.landmarks.map((landmark, at) => landmarkLine(landmark, x, at));
  return image(id, bottom + foot, `Ratio over ${axis}: ${claim.says}`, describe(claim, series, axis), [
    ground(bandOf(claim), y),
    ratioTicks(domain, 5).map((tick) => gridLine(tick, y)),
    landmarks,
    lines(series, x, y),
    series.map(({ points }) =>
      points.map(({ at, ratio, one }) => shape(one.verdict, percent(x(at)), y(ratio.estimate))),
    ),
    claim.crossings.filter((found) => found.axis === axis).map((found) => crossingMark(found, x, y)),
    thin(places, x).map((at) => foottick(parameter(axis, at), x(at))),
    markup`<text class="tick" x="50%" y="${bottom + 36}" text-anchor="middle">${axis}</text>`,
  ]);
}

/** The cases that the plot shows, by the parameters that are not on its axis; the same figures go into its table. */
export function seriesOf({ cases, crossingAxis }: ClaimReport): readonly Series[] {
  const byName = new Map<string, SeriesPoint[]>();
  for (const one of cases) {
    const { [crossingAxis ?? '']: at, ...rest } = one.given;
    if (typeof at !== 'number' || one.ratio === undefined || !Object.values(one.ratio).every(drawable)) continue;
    const name = point(rest);
    byName.set(name, [...(byName.get(name) ?? []), { at, ratio: one.ratio, one }]);
  }
  return Array.from(byName, ([name, points]) => ({ name, points: points.sort((a, b) => a.at - b.at) }));
}

/** The places along the axis at which anything was measured. */
export function placesOf(series: readonly Series[]): readonly number[] {
  return Array.from(new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))).sort((a, b) => a - b);
}

/** How many ways of drawing a line there are; with more series they begin anew. */
export const strokes = 6;

const [top, bottom, foot] = [34, 300, 44];

/** Logarithmic to the base of 2; a size of 0 has no logarithm, and then the scale is linear near it. */
function axisScale(values: readonly number[]): Place {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const scale = least > 0 ? scaleLog().base(2) : scaleSymlog();
  scale.domain([least, most]).range([7, 93]);
  return (value) => fixed(scale(value));
}

/** Bands and lines stretch with the page, their strokes do not. */
function lines(series: readonly Series[], x: Place, y: Place): Markup {
  const line = (points: readonly SeriesPoint[], value: (ratio: Interval) => number) =>
    points.map(({ at, ratio }) => `${x(at)},${y(value(ratio))}`);
  const drawn = series.map(({ points }, at) => {
    const upper = line(points, ({ high }) => high);
    const lower = line(points, ({ low }) => low).toReversed();
    const middle = line(points, ({ estimate }) => estimate);
    return markup`<g class="stroke-${at % strokes}"><polygon class="within" points="${[...upper, ...lower].join(' ')}"/><polyline class="line" points="${middle.join(' ')}"/></g>`;
  });
  return markup`<svg width="100%" height="${bottom}" viewBox="0 0 100 ${bottom}" preserveAspectRatio="none">${drawn}</svg>`;
}

function ground([low, high]: readonly [number, number], y: Place): Markup {
  const [from, to] = [y(high), y(low)];
  return markup`<rect class="band" x="0" y="${from}" width="100%" height="${fixed(to - from)}"/><line class="one" x1="0" x2="100%" y1="${y(1)}" y2="${y(1)}"/>`;
}

function gridLine(tick: number, y: Place): Markup {
  const line = tick === 1 ? undefined : markup`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/>`;
  return markup`${line}<text class="tick" x="0" y="${fixed(y(tick) - 4)}">${plain(tick)}</text>`;
}

function landmarkLine({ at, name }: ClaimReport['landmarks'][number], x: Place, nth: number): Markup {
  const place = x(at);
  const label = 13 + (nth % 2) * 15;
  const anchor = place > 60 ? 'end' : place < 40 ? 'start' : 'middle';
  return markup`<line class="landmark" x1="${percent(place)}" x2="${percent(place)}" y1="${label + 5}" y2="${bottom}"/><text class="tick" x="${percent(place)}" y="${label}" text-anchor="${anchor}">${oneLine(name)}</text>`;
}

/** Between which two sizes the winner changes, on the 1× line, and a ring where the ratio passes it. */
function crossingMark({ axis, between, estimate }: CrossingReport, x: Place, y: Place): Markup {
  const span = markup`<line class="crossing" x1="${percent(x(between[0]))}" x2="${percent(x(between[1]))}" y1="${y(1)}" y2="${y(1)}"/>`;
  if (estimate === undefined || !drawable(estimate)) return span;
  const at = percent(x(estimate));
  const told = axis === 'bytes' || axis === 'size' ? roundBytes(estimate) : String(Number(estimate.toPrecision(2)));
  return markup`${span}<circle class="crossing" cx="${at}" cy="${y(1)}" r="11"/><text class="figure" x="${at}" y="${fixed(y(1) + 26)}" text-anchor="middle">≈ ${told}</text>`;
}

/** At most seven places keep their label, the ends among them, so that labels do not run into each other. */
function thin(places: readonly number[], x: Place): readonly number[] {
  const kept: number[] = [];
  const last = places.at(-1) ?? 0;
  for (const at of places) {
    const before = kept.at(-1);
    const roomBefore = before === undefined || x(at) - x(before) >= 13;
    if (at === last || (roomBefore && x(last) - x(at) >= 13)) kept.push(at);
  }
  return kept;
}

function foottick(label: string, place: number): Markup {
  return markup`<line class="grid" x1="${percent(place)}" x2="${percent(place)}" y1="${bottom}" y2="${bottom + 5}"/><text class="tick" x="${percent(place)}" y="${bottom + 19}" text-anchor="middle">${label}</text>`;
}

function describe({ favours, over, crossings }: ClaimReport, series: readonly Series[], axis: string): string {
  const told = crossings.map(({ given, says }) => (point(given) === '' ? says : `${point(given)}: ${says}`));
  const found = told.length === 0 ? 'No change of the winner was shown.' : `${told.join('; ')}.`;
  return `${count(series.length, 'line')} of ${over} divided by ${favours} over ${axis}, both axes logarithmic. ${found}`;
}
