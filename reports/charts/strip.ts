/** A claim in one line of the overview: the interval of each of its cases, on an axis that all claims share. */

import { bandOf } from '../band.ts';
import { type Markup, markup } from '../markup.ts';
import type { CaseReport, ClaimReport, Interval, Verdict } from '../model.ts';
import { verdicts } from '../standings.ts';
import { plain } from './ratio-axis.ts';
import { drawable, fixed, logScale, percent, type Place, ratioTicks } from './svg.ts';

export interface SharedAxis {
  readonly place: Place;
  readonly ticks: readonly number[];
  /** What lies beyond is drawn as an arrow at the edge. */
  readonly domain: readonly [number, number];
}

/** A claim that wins two thousandfold would press all others into a point: beyond a factor of 16 there are arrows. */
const FARTHEST = 16;
/** An axis of less than this on both sides would make much of little. */
const NEAREST = 2;

/** What a strip shows of a claim. */
export interface Stripped extends Pick<ClaimReport, 'margin' | 'atLeast'> {
  readonly cases: readonly Pick<CaseReport, 'ratio' | 'verdict'>[];
}

/** From the least to the greatest end of all intervals, within bounds; with so many ticks at the most. */
export function sharedAxis(claims: readonly Pick<Stripped, 'cases'>[], most = 5): SharedAxis {
  const all = claims.flatMap(({ cases }) => cases.flatMap(({ ratio }) => (ratio ? [ratio.low, ratio.high] : [])));
  const ends = all.filter(drawable);
  const low = Math.max(1 / FARTHEST, Math.min(1 / NEAREST, ...ends));
  const high = Math.min(FARTHEST, Math.max(NEAREST, ...ends));
  return { domain: [low, high], place: logScale([low, high], [4, 96]), ticks: ratioTicks([low, high], most) };
}

/*
 *  ◂ ┊  ├─●─┤       ┊            3 ┐
 *    ┊     ├──●──┤  ┊     ▸        │ a lane a case, so far as there is room
 */
const LANE = 9;
const TALLEST = 64;
const EDGE = 6;

/**
 * Its figures stand beside it in words, so that it is hidden from whoever is read to. Lines stretch with the page, and the
 * thickness of strokes does not: a dot is a line without length.
 */
export function strip(claim: Stripped, { place, domain, ticks }: SharedAxis): Markup | undefined {
  const drawn = claim.cases.filter(isDrawable);
  if (drawn.length === 0) return undefined;
  const lane = Math.min(LANE, (TALLEST - 2 * EDGE) / drawn.length);
  const height = Math.max(24, fixed(2 * EDGE + lane * drawn.length));
  const top = (height - lane * drawn.length) / 2;
  const at = (nth: number) => fixed(top + lane * (nth + 0.5));
  const [from, to] = bandOf(claim).map(place) as [number, number];
  const grid = ticks.map((tick) => `M${place(tick)} 0V${height}`).join('');
  return markup`<svg class="chart strip" aria-hidden="true" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none"><rect class="band" x="${from}" y="0" width="${fixed(to - from)}" height="${height}"/><path class="grid" d="${grid}"/><path class="one" d="M${place(1)} 0V${height}"/>${verdicts.map((verdict) => ofVerdict(verdict, drawn, at, place, domain))}</svg>`;
}

interface Drawn {
  readonly verdict: Verdict;
  readonly ratio: Interval;
}

function isDrawable(one: Stripped['cases'][number]): one is Drawn {
  return one.ratio !== undefined && [one.ratio.low, one.ratio.estimate, one.ratio.high].every(drawable);
}

function ofVerdict(
  verdict: Verdict,
  all: readonly Drawn[],
  at: (nth: number) => number,
  place: Place,
  domain: SharedAxis['domain'],
): Markup | undefined {
  const own = all.flatMap(({ ratio, verdict: is }, nth) => (is === verdict ? [{ ...ratio, y: at(nth) }] : []));
  if (own.length === 0) return undefined;
  const whiskers = own.map(({ low, high, y }) => `M${place(low)} ${y}H${place(high)}`).join('');
  const mark = verdict === 'refuted' ? bar : dot;
  const inside = own.filter(({ estimate }) => within(estimate, domain));
  const dots = inside.map(({ estimate, y }) => mark(place(estimate), y)).join('');
  const arrows = own.map((one) => arrowsOf(one, domain)).join('');
  return markup`<g class="${verdict}"><path class="interval" d="${whiskers}"/>${path('dot', dots)}${path('arrow', arrows)}${verdict === 'inconclusive' ? path('hole', dots) : undefined}</g>`;
}

function path(kind: string, d: string): Markup | undefined {
  return d === '' ? undefined : markup`<path class="${kind}" d="${d}"/>`;
}

function within(value: number, [low, high]: SharedAxis['domain']): boolean {
  return value >= low && value <= high;
}

function dot(x: number, y: number): string {
  return `M${x} ${y}h0`;
}

function bar(x: number, y: number): string {
  return `M${x} ${fixed(y - 4)}v8`;
}

/** Where the interval goes on beyond the axis, also if its estimate does not. */
function arrowsOf({ low, high, y }: Interval & { y: number }, [least, most]: SharedAxis['domain']): string {
  return `${low < least ? arrow(false, y) : ''}${high > most ? arrow(true, y) : ''}`;
}

/** At the edge of the axis, pointing out of it. */
function arrow(right: boolean, y: number): string {
  const [edge, back] = right ? [99.5, 97.5] : [0.5, 2.5];
  return `M${back} ${fixed(y - 3)}L${edge} ${y}L${back} ${fixed(y + 3)}`;
}

/** The axis itself, for the head of the overview. */
export function axis({ place, ticks }: SharedAxis): Markup {
  const labels = ticks.map(
    (tick) => markup`<text class="tick" x="${percent(place(tick))}" y="13" text-anchor="middle">${plain(tick)}</text>`,
  );
  return markup`<svg class="chart axis" aria-hidden="true" width="100%" height="18">${labels}</svg>`;
}
