/** Answers a second over connections, a line for each server, and where more connections bring no more: the knee. */

import { scaleLog } from 'd3-scale';
import { type Content, type Markup, markup } from '../markup.ts';
import { metricTextOf } from '../metrics.ts';
import type { Interval, SweepReport } from '../model.ts';
import { count, grouped, plain } from '../units.ts';
import {
  drawable,
  fixed,
  image,
  keptApart,
  labelWidth,
  logScale,
  percent,
  type Place,
  roundTicks,
  stretched,
  strokes,
} from './svg.ts';

/** Missing where there are fewer than two numbers of connections. `id` is unique in the document. */
export function sweep(sweeps: readonly SweepReport[], where: string, id: string): Markup | undefined {
  const lines = sweeps.map(lineOf);
  const numbers = Array.from(new Set(lines.flat().map(({ at }) => at))).sort((a, b) => a - b);
  if (numbers.length < 2) return undefined;
  const rates = lines.flat().flatMap(({ low, high }) => [low, high]);
  const domain: [number, number] = [Math.min(...rates) / 1.1, Math.max(...rates) * 1.1];
  const y = logScale(domain, [bottom, top]);
  const scale = scaleLog()
    .base(2)
    .domain([numbers[0]!, numbers.at(-1)!])
    .range([3, 97]);
  const x: Place = (at) => fixed(scale(at));
  const knees = bottom + 10;
  const foot = knees + sweeps.length * kneeHeight;
  const title = `Answers a second over connections${where === '' ? '' : `, ${where}`}`;
  return image(id, foot + 44, title, describe(sweeps), [
    roundTicks(domain, 5).map((tick) => gridLine(tick, y)),
    stretched(
      100,
      bottom,
      lines.map((points, at) => line(points, at, x, y)),
    ),
    lines.map((points, at) => kneeOf(sweeps[at]!, points, at, x, y, knees + (at + 0.5) * kneeHeight)),
    keptApart(numbers.toReversed(), x, (at) => labelWidth(grouped(at))).map(
      (at) =>
        markup`<text class="tick" x="${percent(x(at))}" y="${foot + 16}" text-anchor="middle">${grouped(at)}</text>`,
    ),
    markup`<text class="tick" x="50%" y="${foot + 36}" text-anchor="middle">connections; the bars: where the knee lies</text>`,
  ]);
}

const [top, bottom, kneeHeight] = [10, 230, 14];

interface Point {
  readonly at: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Answers a second, of nanoseconds from one to the next. */
function lineOf({ points }: SweepReport): readonly Point[] {
  const rates = points.map(({ connections, throughput }) => ({ at: connections, ...ratesOf(throughput) }));
  return rates.filter((one) => Object.values(one).every(drawable));
}

function ratesOf({ estimate, low, high }: Interval): Omit<Point, 'at'> {
  return { rate: 1e9 / estimate, low: 1e9 / high, high: 1e9 / low };
}

function line(points: readonly Point[], at: number, x: Place, y: Place): Markup {
  const places = (value: (one: Point) => number) => points.map((one) => `${x(one.at)},${y(value(one))}`);
  const around = [...places(({ high }) => high), ...places(({ low }) => low).toReversed()];
  return markup`<g class="stroke-${at % strokes}"><polygon class="within" points="${around.join(' ')}"/><polyline class="line" points="${places(({ rate }) => rate).join(' ')}"/></g>`;
}

/** A ring on the line where it lies by the means alone, and a bar at the foot from its lower to its upper end. */
function kneeOf(
  { knee }: SweepReport,
  points: readonly Point[],
  at: number,
  x: Place,
  y: Place,
  foot: number,
): Content {
  const found = points.find((one) => one.at === knee?.estimate);
  if (!knee || !found) return undefined;
  const last = points.at(-1)!.at;
  const [low, high] = [x(knee.low), x(knee.high ?? last)];
  const end = (place: number) =>
    markup`<line class="interval" x1="${percent(place)}" x2="${percent(place)}" y1="${foot - 4}" y2="${foot + 4}"/>`;
  // Where it is not known, it lies open.
  const ends = knee.high === undefined ? end(low) : [end(low), end(high)];
  return markup`<g class="stroke-${at % strokes}"><line class="interval line" x1="${percent(low)}" x2="${percent(high)}" y1="${foot}" y2="${foot}"/>${ends}<circle class="knee" cx="${percent(x(found.at))}" cy="${y(found.rate)}" r="7"/></g>`;
}

function gridLine(tick: number, y: Place): Markup {
  return markup`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="-8" y="${fixed(y(tick) + 4)}" text-anchor="end">${plain(tick)}/s</text>`;
}

function describe(sweeps: readonly SweepReport[]): string {
  const found = sweeps.filter(({ knee }) => knee).length;
  return `${count(sweeps.length, 'line')} of ${metricTextOf({ metric: 'throughput' }).head} over connections, both axes logarithmic; a knee is marked on ${found === 0 ? 'none' : found} of them.`;
}
