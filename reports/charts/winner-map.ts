/** Who wins where: sizes across, runtimes down, a map for every combination of the other parameters. */

import { isPlaced } from '../crossings.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { CrossingReport, MatrixClaim, MatrixRuntime } from '../model.ts';
import { oneLine } from '../text.ts';
import { count, parameter } from '../units.ts';
import { shapesMeaning, type WinnerLine, winnerLines, type WinnerRow } from '../winners.ts';
import { axisScale } from './crossing.ts';
import { cutLabel, drawable, fixed, image, keptApart, labelWidth, percent, type Place, shape } from './svg.ts';

/** Missing where the claim names no axis, or less than two places of it were measured. `id` is unique in the document. */
export function winnerMap(claim: MatrixClaim, runtimes: readonly MatrixRuntime[], id: string): Markup | undefined {
  const { crossingAxis: axis = '', says } = claim;
  const lines = winnerLines(claim, runtimes);
  const places = [...new Set(lines.flatMap((line) => line.places))].toSorted((a, b) => a - b);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const x = axisScale(places, AREA);
  let bottom = TOP - BETWEEN;
  const drawn = lines.map((line) => {
    const from = bottom + BETWEEN + (line.name === '' ? 0 : NAME);
    bottom = from + ROW * line.rows.length;
    const rows = line.rows.map((row, at) => drawRow(line, row, [first, last], x, from + ROW * at));
    return [heading(line, from), rows];
  });
  const labels = keptApart([...places.slice(-1), ...places.slice(0, -1)], x, (at) => labelWidth(parameter(axis, at)));
  const ticks = places.map((at) => tick(x(at), bottom, labels.includes(at) ? parameter(axis, at) : undefined));
  const name = markup`<text class="tick" x="50%" y="${bottom + 36}" text-anchor="middle">${axis}</text>`;
  const rows = lines[0]!.rows.length;
  const description = `${count(lines.length, 'map')} of ${count(rows, 'runtime')} over ${axis}, a shape for the verdict at each size: ${shapesMeaning(claim)}. Where the winner changes a bar is the 95 % interval of the size at which they are even. A table below has the same.`;
  return image(id, bottom + FOOT, `Who wins over ${axis}: ${says}`, description, [ticks, drawn, name]);
}

/*
 *  chunks=4                      NAME
 *  n20   ●    ●    ◆    ◆    ◆   ROW
 *               ├╂─┤
 *  n22   ●    ●    ●    ●    ■   ROW: they are even not before there, if at all
 *                         ├┄┄┄
 *        16   1K   4K  64K 1M    FOOT
 */
const [TOP, NAME, ROW, BETWEEN, FOOT] = [4, 24, 36, 12, 44];
/** The shapes of a row, and below them what lies between: neither hides the other. */
const [SHAPES, BARS] = [13, 27];
/** Shares of the width: to its left there is room for the short name of a runtime on a phone. */
const AREA = [17, 93] as const;
/** Columns that a phone has room for. */
const [LONGEST_NAME, LONGEST_SHORT] = [40, 6];

function heading({ name }: WinnerLine, from: number): Content {
  if (name === '') return undefined;
  return markup`<text class="label" x="0" y="${from - NAME + 16}">${cutLabel(oneLine(name), LONGEST_NAME)}</text>`;
}

function drawRow(
  { places }: WinnerLine,
  { runtime, verdicts, changes }: WinnerRow,
  ends: readonly [number, number],
  x: Place,
  y: number,
): Markup {
  const middle = y + SHAPES;
  const shapes = places.map((at, nth) => {
    const verdict = verdicts[nth];
    return verdict && markup`<g class="row ${verdict}">${shape(verdict, percent(x(at)), middle)}</g>`;
  });
  const known = changes.filter(isPlaced);
  const shown = known.length > 0 ? known : changes;
  const name = cutLabel(oneLine(runtime.short), LONGEST_SHORT);
  return markup`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick" x="0" y="${middle + 4}">${name}</text>${shapes}${shown.map((one) => drawChange(one, ends, x, y + BARS))}`;
}

/**
 * The interval of the place at which they are even, with a stroke at its estimate and a small one at each end that is known;
 * where nothing is known of it, from the last size at which one wins to the first at which it does not.
 */
function drawChange(
  { between, estimate, low, high }: CrossingReport,
  [first, last]: readonly [number, number],
  x: Place,
  y: number,
): Markup {
  const line = (kind: string, from: number, to: number) =>
    markup`<line class="${kind}" x1="${percent(x(from))}" x2="${percent(x(to))}" y1="${y}" y2="${y}"/>`;
  const stroke = (kind: string, at: number, reach: number) =>
    markup`<line class="${kind}" x1="${percent(x(at))}" x2="${percent(x(at))}" y1="${fixed(y - reach)}" y2="${fixed(y + reach)}"/>`;
  const within = (at: number | undefined) =>
    at !== undefined && drawable(at) ? [Math.min(last, Math.max(first, at))] : [];
  const known = [...within(low), ...within(high)];
  const bar = known.length === 0 ? line('crossing', ...between) : undefined;
  const even = known.length === 2 ? 'reach' : 'reach open';
  const span = known.length === 0 ? undefined : line(even, low ?? first, high ?? last);
  return markup`${bar}${span}${known.map((at) => stroke('reach', at, 4))}${within(estimate).map((at) => stroke('passes', at, 7))}`;
}

function tick(place: number, bottom: number, label: string | undefined): Markup {
  const x = percent(place);
  const told =
    label === undefined
      ? undefined
      : markup`<text class="tick" x="${x}" y="${bottom + 19}" text-anchor="middle">${label}</text>`;
  return markup`<line class="grid" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom + 5}"/>${told}`;
}
