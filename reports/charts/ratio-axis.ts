/** The axis of ratios that plots share: logarithmic, with the band and 1× behind what is measured, and its ticks. */

import { type Markup, markup } from '../markup.ts';
import type { Interval } from '../model.ts';
import { ratio } from '../units.ts';
import { anchorAt, drawable, keptApart, labelWidth, middleOf, percent, type Place, ratioTicks } from './svg.ts';

export interface RatioAxis {
  readonly domain: readonly [number, number];
  /** The shaded ratios; missing where no verdict is asked for. */
  readonly band?: readonly [number, number];
  readonly place: Place;
  readonly top: number;
  readonly bottom: number;
  /** The heights of the ticks' labels. */
  readonly labels: readonly number[];
}

/** The band, the 1× line, and the ticks with their labels. */
export function ratioAxis({ domain, band, place, top, bottom, labels }: RatioAxis): Markup {
  const all = ratioTicks(domain);
  const told = keptApart(
    [1, ...all.filter((tick) => tick !== 1)],
    (tick) => middleOf(plain(tick), place(tick)),
    (tick) => labelWidth(plain(tick)),
  );
  const ticks = all.map((tick) => gridLine(tick, place, top, bottom, told.includes(tick) ? labels : []));
  const one = percent(place(1));
  return markup`${band && bandAt(band, place, top, bottom)}<line class="one" x1="${one}" x2="${one}" y1="${top}" y2="${bottom}"/>${ticks}`;
}

/** From the lower to the upper end of an interval, with `shape` where its estimate lies. */
export function whisker(
  found: Interval,
  place: Place,
  y: number,
  shape: (x: string, y: number) => Markup,
): Markup | undefined {
  if (![found.low, found.estimate, found.high].every(drawable)) return undefined;
  const [low, high] = [percent(place(found.low)), percent(place(found.high))];
  const end = (x: string) => markup`<line class="interval" x1="${x}" x2="${x}" y1="${y - 5}" y2="${y + 5}"/>`;
  return markup`<line class="interval" x1="${low}" x2="${high}" y1="${y}" y2="${y}"/>${end(low)}${end(high)}${shape(percent(place(found.estimate)), y)}`;
}

/** A round ratio without the zeros of a measured one: `2×`. */
export function plain(tick: number): string {
  return tick >= 0.001 && tick < 1e6 ? `${Number(tick.toPrecision(4))}×` : ratio(tick);
}

function bandAt([low, high]: readonly [number, number], place: Place, top: number, bottom: number): Markup {
  const [from, to] = [place(low), place(high)];
  return markup`<rect class="band" x="${percent(from)}" y="${top}" width="${percent(to - from)}" height="${bottom - top}"/>`;
}

function gridLine(tick: number, place: Place, top: number, bottom: number, labels: readonly number[]): Markup {
  const x = percent(place(tick));
  const told = labels.map(
    (y) => markup`<text class="tick" x="${x}" y="${y}" text-anchor="${anchorAt(place(tick))}">${plain(tick)}</text>`,
  );
  const line = tick === 1 ? undefined : markup`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>`;
  return markup`${line}${told}`;
}
