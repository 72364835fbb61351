/** A forest plot: a row per case, its interval on a shared logarithmic axis, and the single rounds below it. */

import { bandOf, bandText } from '../band.ts';
import { type Markup, markup } from '../markup.ts';
import type { CaseReport, ClaimReport } from '../model.ts';
import { cut, oneLine, width } from '../text.ts';
import { count, interval, point, ratio } from '../units.ts';
import { marks } from '../words.ts';
import { domainOf, drawable, fixed, image, logScale, percent, type Place, ratioTicks, shape } from './svg.ts';

/** Missing where no case has a ratio. `id` is unique in the document. */
export function forest(claim: ClaimReport, id: string): Markup | undefined {
  if (!claim.cases.some(({ ratio: found }) => found)) return undefined;
  const domain = domainOf(claim.cases, bandOf(claim), true);
  const place = logScale(domain, [2, 98]);
  const long = claim.cases.some((one) => width(labelOf(one)) > shortLabel);
  const height = rowHeight + (long ? lineHeight : 0);
  const bottom = top + claim.cases.length * height;
  const rows = claim.cases.map((one, at) => row(one, place, top + at * height, long));
  return image(id, bottom + foot, title(claim), describe(claim), [
    ground(bandOf(claim), place, bottom),
    ratioTicks(domain).map((tick) => gridLine(tick, place, bottom)),
    rows,
  ]);
}

/*
 *  label                         ✓ 2.31× [2.28, 2.34]     17 ┐
 *           ├────●────┤                                  34  │ rowHeight
 *         · ·· · · ·  ·  ·                               47 ─┘
 */
const rowHeight = 60;
const [labelAt, intervalAt, roundsAt] = [17, 34, 47];
const lineHeight = 18;
/** Columns of a label that fit beside the figure on a phone, and on a line of its own. */
const [shortLabel, longLabel] = [30, 48];
const top = 22;
const foot = 26;

/** Where a label of the claim is long, the figures go to a line of their own below it. */
function row(one: CaseReport, place: Place, y: number, long: boolean): Markup {
  const shift = long ? lineHeight : 0;
  const figure = one.ratio ? interval(one.ratio) : one.ground === 'answers' ? 'by its answers' : 'not measured';
  return markup`<g class="row ${one.verdict}"><line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="label" x="0" y="${y + labelAt}">${cut(labelOf(one), longLabel)}</text><text class="figure" x="100%" y="${y + labelAt + shift}" text-anchor="end">${marks[one.verdict]} ${figure}</text>${rounds(one, place, y + roundsAt + shift)}${whisker(one, place, y + intervalAt + shift)}</g>`;
}

function whisker({ ratio: found, verdict }: CaseReport, place: Place, y: number): Markup | undefined {
  if (!found || ![found.low, found.estimate, found.high].every(drawable)) return undefined;
  const [low, high] = [percent(place(found.low)), percent(place(found.high))];
  const end = (x: string) => markup`<line class="interval" x1="${x}" x2="${x}" y1="${y - 5}" y2="${y + 5}"/>`;
  return markup`<line class="interval" x1="${low}" x2="${high}" y1="${y}" y2="${y}"/>${end(low)}${end(high)}${shape(verdict, percent(place(found.estimate)), y)}`;
}

/** Those that decided are filled. They are spread over four heights, so that equal ones are seen to be many. */
function rounds({ together, apart, decidedBy }: CaseReport, place: Place, y: number): Markup[] {
  const dots = (ratios: readonly number[], decided: boolean) =>
    ratios.filter(drawable).map((value, at) => {
      const height = fixed(y + ((at * 5) % 4) * 1.6);
      const kind = decided ? 'round' : 'round watching';
      return markup`<circle class="${kind}" cx="${percent(place(value))}" cy="${height}" r="1.8"/>`;
    });
  return [...dots(together, decidedBy === 'together'), ...dots(apart, decidedBy === 'apart')];
}

function ground([low, high]: readonly [number, number], place: Place, bottom: number): Markup {
  const [from, to] = [place(low), place(high)];
  const one = percent(place(1));
  return markup`<rect class="band" x="${percent(from)}" y="${top}" width="${percent(to - from)}" height="${bottom - top}"/><line class="one" x1="${one}" x2="${one}" y1="${top}" y2="${bottom}"/>`;
}

function gridLine(tick: number, place: Place, bottom: number): Markup {
  const x = percent(place(tick));
  const name = place(tick) < 5 ? 'start' : place(tick) > 95 ? 'end' : 'middle';
  const label = (y: number) => markup`<text class="tick" x="${x}" y="${y}" text-anchor="${name}">${plain(tick)}</text>`;
  const line = tick === 1 ? undefined : markup`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>`;
  return markup`${line}${label(top - 7)}${label(bottom + 17)}`;
}

/** A round ratio without the zeros of a measured one: `2×`. */
export function plain(tick: number): string {
  return tick >= 0.001 && tick < 1e6 ? `${Number(tick.toPrecision(4))}×` : ratio(tick);
}

function labelOf({ id, given }: CaseReport): string {
  return id === '' ? 'the only case' : oneLine(point(given));
}

function title({ says }: ClaimReport): string {
  return `Forest plot: ${says}`;
}

function describe(claim: ClaimReport): string {
  const { cases, favours, over } = claim;
  const told = cases.map((one) => {
    return `${labelOf(one)}: ${one.verdict}${one.ratio ? `, ${interval(one.ratio)}` : ''}`;
  });
  return `${count(cases.length, 'case')} on a logarithmic axis of ${over} divided by ${favours}; the band is ${bandText(claim)}. ${told.join('; ')}.`;
}
