/** The ratio over the axis on which the winner may change: a line for every combination of the other parameters. */

import { scaleLog, scaleSymlog } from 'd3-scale';
import { bandOf } from '../band.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { CaseReport, ClaimReport, CrossingReport, Interval } from '../model.ts';
import { oneLine } from '../text.ts';
import { aboutParameter, count, parameter, point } from '../units.ts';
import { plain } from './ratio-axis.ts';
import {
  anchorAt,
  cutLabel,
  domainOf,
  drawable,
  fixed,
  image,
  keptApart,
  labelWidth,
  logScale,
  middleOf,
  percent,
  type Place,
  ratioTicks,
  shape,
  stretched,
  strokes,
} from './svg.ts';

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
  return image(id, bottom + foot, `Ratio over ${axis}: ${claim.says}`, describe(claim, series, axis), [
    ground(bandOf(claim), y),
    ratioTicks(domain, 5).map((tick) => gridLine(tick, y)),
    landmarks(claim.landmarks, x),
    lines(series, x, y),
    series.map(({ points }) =>
      points.map(({ at, ratio, one }) => shape(one.verdict, percent(x(at)), y(ratio.estimate))),
    ),
    crossingMarks(
      claim.crossings.filter((found) => found.axis === axis),
      [places[0]!, places.at(-1)!],
      x,
      y,
    ),
    keptApart([...places.slice(-1), ...places.slice(0, -1)], x, (at) => labelWidth(parameter(axis, at))).map((at) =>
      foottick(parameter(axis, at), x(at)),
    ),
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

const [top, bottom, foot] = [34, 300, 44];
/** How high the interval of a crossing is drawn: as the ring around its estimate. */
const BAND = 22;
/** Nearer to the edge than that, a label begins or ends at its place. */
const EDGE = 15;
/** The same for the name of a landmark, and the columns of it that a phone has room for. */
const [NAME_EDGE, longestName] = [40, 26];

/** Logarithmic to the base of 2; a size of 0 has no logarithm, and then the scale is linear near it. */
export function axisScale(values: readonly number[], range: readonly [number, number] = [7, 93]): Place {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const scale = least > 0 ? scaleLog().base(2) : scaleSymlog();
  scale.domain([least, most]).range(range);
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
  return stretched(100, bottom, drawn);
}

function ground([low, high]: readonly [number, number], y: Place): Markup {
  const [from, to] = [y(high), y(low)];
  return markup`<rect class="band" x="0" y="${from}" width="100%" height="${fixed(to - from)}"/><line class="one" x1="0" x2="100%" y1="${y(1)}" y2="${y(1)}"/>`;
}

function gridLine(tick: number, y: Place): Markup {
  const line = tick === 1 ? undefined : markup`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/>`;
  return markup`${line}<text class="tick" x="-8" y="${fixed(y(tick) + 4)}" text-anchor="end">${plain(tick)}</text>`;
}

/** Their names have two heights; one that has room in neither is told in the caption only. */
function landmarks(all: ClaimReport['landmarks'], x: Place): Content {
  const named = all.map(({ at, name }) => ({ place: x(at), name: cutLabel(oneLine(name), longestName) }));
  const keep = (some: typeof named) =>
    keptApart(
      some,
      ({ name, place }) => middleOf(name, place, NAME_EDGE),
      ({ name }) => labelWidth(name),
    );
  const upper = keep(named);
  const lower = keep(named.filter((one) => !upper.includes(one)));
  return named.map((one) => {
    const label = upper.includes(one) ? 13 : lower.includes(one) ? 28 : undefined;
    const place = percent(one.place);
    const line = markup`<line class="landmark" x1="${place}" x2="${place}" y1="${(label ?? top) + 5}" y2="${bottom}"/>`;
    if (label === undefined) return line;
    return markup`${line}<text class="tick" x="${place}" y="${label}" text-anchor="${anchorAt(one.place, NAME_EDGE)}">${one.name}</text>`;
  });
}

/**
 * Between which two sizes the winner changes, on the 1× line, with a ring where the ratio passes it, told where there is
 * room, and a band for the interval of that place; where one end of it is not known, the band is open to the end of the axis.
 */
function crossingMarks(
  crossings: readonly CrossingReport[],
  ends: readonly [number, number],
  x: Place,
  y: Place,
): Content {
  const bands = crossings.flatMap((found) => evenBand(found, ends, x, y(1)) ?? []);
  const spans = crossings.map(
    ({ between }) =>
      markup`<line class="crossing" x1="${percent(x(between[0]))}" x2="${percent(x(between[1]))}" y1="${y(1)}" y2="${y(1)}"/>`,
  );
  const passed = crossings.flatMap(({ axis, estimate }) =>
    estimate !== undefined && drawable(estimate)
      ? [{ place: x(estimate), told: `≈ ${aboutParameter(axis, estimate)}` }]
      : [],
  );
  const rings = passed.map(
    ({ place }) => markup`<circle class="crossing" cx="${percent(place)}" cy="${y(1)}" r="11"/>`,
  );
  // Below the ring, unless that is where the axis has its labels.
  const at = fixed(y(1) + 30 > bottom ? y(1) - 20 : y(1) + 26);
  const labels = keptApart(
    passed,
    ({ place, told }) => middleOf(told, place, EDGE),
    ({ told }) => labelWidth(told),
  ).map(
    ({ place, told }) =>
      markup`<text class="figure" x="${percent(place)}" y="${at}" text-anchor="${anchorAt(place, EDGE)}">${told}</text>`,
  );
  return [bands, spans, rings, labels];
}

function evenBand(
  { low, high }: CrossingReport,
  [first, last]: readonly [number, number],
  x: Place,
  y: number,
): Markup | undefined {
  if (low === undefined && high === undefined) return undefined;
  const [from, to] = [x(low ?? first), x(high ?? last)];
  const open = low === undefined || high === undefined ? ' open' : '';
  return markup`<rect class="even${open}" x="${percent(from)}" y="${fixed(y - BAND / 2)}" width="${percent(to - from)}" height="${BAND}"/>`;
}

function foottick(label: string, place: number): Markup {
  return markup`<line class="grid" x1="${percent(place)}" x2="${percent(place)}" y1="${bottom}" y2="${bottom + 5}"/><text class="tick" x="${percent(place)}" y="${bottom + 19}" text-anchor="middle">${label}</text>`;
}

/** Where there are several changes, the caption below has their words. */
function describe({ favours, over, crossings }: ClaimReport, series: readonly Series[], axis: string): string {
  const [first] = crossings;
  const where = first && point(first.given);
  const one = first && `${where === '' ? '' : `${where}: `}${first.says}.`;
  const several = `The winner changes at ${count(crossings.length, 'place')}.`;
  const found = one === undefined ? 'No change of the winner was shown.' : crossings.length === 1 ? one : several;
  return `${count(series.length, 'line')} of ${over} divided by ${favours} over ${axis}, both axes logarithmic. ${found}`;
}
