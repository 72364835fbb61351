/** Who wins where: sizes across, runtimes down, a map for every combination of the other parameters. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { CrossingReport, MatrixClaim, MatrixRuntime, MatrixVerdict } from '../model.ts';
import { winnerChanges } from '../matrix.ts';
import { oneLine } from '../text.ts';
import { count, parameter, point } from '../units.ts';
import { axisScale } from './crossing.ts';
import { cutLabel, drawable, fixed, image, keptApart, labelWidth, percent, type Place, shape } from './svg.ts';

/** Missing where the claim names no axis, or less than two places of it were measured. `id` is unique in the document. */
export function winnerMap(claim: MatrixClaim, runtimes: readonly MatrixRuntime[], id: string): Markup | undefined {
  const { crossingAxis: axis, says } = claim;
  const lines = linesOf(claim);
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].toSorted((a, b) => a - b);
  if (axis === undefined || places.length < 2) return undefined;
  const x = axisScale(places, AREA);
  const rows = runtimes.flatMap((runtime, nth) => (runtime.run ? [{ runtime, nth }] : []));
  let bottom = TOP - BETWEEN;
  const drawn = lines.map((line) => {
    const from = bottom + BETWEEN + (line.name === '' ? 0 : NAME);
    bottom = from + ROW * rows.length;
    return [
      heading(line, from),
      rows.map(({ runtime, nth }, at) => row(claim, line, runtime, nth, x, from + ROW * at)),
    ];
  });
  const labels = keptApart([...places.slice(-1), ...places.slice(0, -1)], x, (at) => labelWidth(parameter(axis, at)));
  const ticks = places.map((at) => tick(x(at), bottom, labels.includes(at) ? parameter(axis, at) : undefined));
  const name = markup`<text class="tick" x="50%" y="${bottom + 36}" text-anchor="middle">${axis}</text>`;
  const description = `${count(lines.length, 'map')} of ${count(rows.length, 'runtime')} over ${axis}, a shape for the verdict at each size.`;
  return image(id, bottom + FOOT, `Who wins over ${axis}: ${says}`, description, [ticks, drawn, name]);
}

/*
 *  chunks=4                      NAME
 *  n20   ●    ●  ╍┃╍  ◆    ◆     ROW
 *  n22   ●    ●    ●  ╍┃╍  ◆     ROW
 *        16   1K   4K  64K 1M    FOOT
 */
const [TOP, NAME, ROW, BETWEEN, FOOT] = [4, 24, 26, 12, 44];
/** Shares of the width: to its left there is room for the short name of a runtime on a phone. */
const AREA = [17, 93] as const;
/** Columns that a phone has room for. */
const [LONGEST_NAME, LONGEST_SHORT] = [40, 6];

interface Line {
  /** `chunks=4`; empty where the axis is the only one. */
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly found: readonly (MatrixVerdict | null)[] }[];
}

/** What is decided by a wrong answer has no winner. */
function linesOf({ cases, crossingAxis = '' }: MatrixClaim): Line[] {
  const lines = new Map<string, Line['points'][number][]>();
  for (const { given, found } of cases) {
    const { [crossingAxis]: at, ...rest } = given;
    if (typeof at !== 'number' || !found.some((one) => one?.ground === 'measured')) continue;
    const name = point(rest);
    lines.set(name, [...(lines.get(name) ?? []), { at, found }]);
  }
  return Array.from(lines, ([name, points]) => ({ name, points }));
}

function heading({ name }: Line, from: number): Content {
  if (name === '') return undefined;
  return markup`<text class="label" x="0" y="${from - NAME + 16}">${cutLabel(oneLine(name), LONGEST_NAME)}</text>`;
}

function row({ cells }: MatrixClaim, line: Line, { short }: MatrixRuntime, nth: number, x: Place, y: number): Markup {
  const middle = y + ROW / 2;
  const shapes = line.points.map(({ at, found }) => {
    const one = found[nth];
    if (one?.ground !== 'measured') return undefined;
    return markup`<g class="row ${one.verdict}">${shape(one.verdict, percent(x(at)), middle)}</g>`;
  });
  const own = winnerChanges(cells[nth]!).filter(({ given }) => point(given) === line.name);
  return markup`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick" x="0" y="${middle + 4}">${cutLabel(oneLine(short), LONGEST_SHORT)}</text>${own.map((one) => change(one, x, middle))}${shapes}`;
}

/** From the last size at which one wins to the first at which it does not, and a stroke where the ratio passes 1. */
function change({ between: [from, to], estimate }: CrossingReport, x: Place, y: number): Markup {
  const span = markup`<line class="crossing" x1="${percent(x(from))}" x2="${percent(x(to))}" y1="${y}" y2="${y}"/>`;
  if (estimate === undefined || !drawable(estimate)) return span;
  const place = percent(x(Math.min(to, Math.max(from, estimate))));
  return markup`${span}<line class="passes" x1="${place}" x2="${place}" y1="${fixed(y - 8)}" y2="${fixed(y + 8)}"/>`;
}

function tick(place: number, bottom: number, label: string | undefined): Markup {
  const x = percent(place);
  const told =
    label === undefined
      ? undefined
      : markup`<text class="tick" x="${x}" y="${bottom + 19}" text-anchor="middle">${label}</text>`;
  return markup`<line class="grid" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom + 5}"/>${told}`;
}
