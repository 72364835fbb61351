/** The metrics beside a claim's own as a small forest: a row for each at each case, on one logarithmic axis. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { ClaimReport, Interval } from '../model.ts';
import { oneLine } from '../text.ts';
import { count, interval, point } from '../units.ts';
import { ratioAxis, whisker } from './ratio-axis.ts';
import { cutLabel, drawable, fitBeside, image, logScale, type Place } from './svg.ts';

/** Missing where no metric has a ratio that can be drawn. `id` is unique in the document. */
export function metrics(claim: ClaimReport, id: string): Markup | undefined {
  const groups = groupsOf(claim);
  const rows = groups.flatMap(({ rows: all }) => all);
  if (rows.length === 0) return undefined;
  const all = [1 / 1.05, 1.05, ...rows.flatMap(({ ratio }) => [ratio.low, ratio.high])];
  const domain: [number, number] = [Math.min(...all), Math.max(...all)];
  const place = logScale(domain, [2, 98]);
  const own = rows.some(({ label, ratio }) => !fitBeside(label, interval(ratio)));
  const height = rowHeight + (own ? lineHeight : 0);
  let y = top;
  const content = groups.map(({ name, rows: some }) => {
    const from = y;
    y += (name === '' ? 0 : nameHeight) + some.length * height;
    const first = y - some.length * height;
    return [heading(name, from), some.map((row, at) => drawn(row, place, first + at * height, own))];
  });
  return image(id, y + 4, `Metrics beside: ${claim.says}`, describe(claim, rows), [
    ratioAxis({ domain, place, top, bottom: y, labels: [top - 7] }),
    content,
  ]);
}

/*
 *  allocated                                      17   nameHeight, where there are several cases
 *  bytes=16 B               2.31× [2.28, 2.34]    15 ┐
 *           ├───■───┤                             29 │ rowHeight
 */
const [rowHeight, nameHeight, lineHeight] = [42, 24, 18];
const [labelAt, intervalAt] = [15, 29];
const top = 22;
/** Columns of a label that fit on a line of a phone. */
const longest = 40;

interface Row {
  readonly label: string;
  readonly ratio: Interval;
}

/** A group for each metric, of a row for each case; of a single case the metrics are one group without a name. */
function groupsOf({ cases }: ClaimReport): readonly { readonly name: string; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const { given, metrics: all } of cases) {
    for (const { metric, ratio } of all ?? []) {
      if (!ratio || !Object.values(ratio).every(drawable)) continue;
      const [name, label] = cases.length === 1 ? ['', metric] : [metric, oneLine(point(given))];
      groups.set(name, [...(groups.get(name) ?? []), { label, ratio }]);
    }
  }
  return Array.from(groups, ([name, rows]) => ({ name, rows }));
}

function heading(name: string, y: number): Content {
  return name === '' ? undefined : markup`<text class="figure" x="0" y="${y + 17}">${name}</text>`;
}

/** Where a label is long, the figures go to a line of their own below it. */
function drawn({ label, ratio }: Row, place: Place, y: number, own: boolean): Markup {
  const shift = own ? lineHeight : 0;
  return markup`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text x="0" y="${y + labelAt}">${cutLabel(label, longest)}</text><text class="figure" x="100%" y="${y + labelAt + shift}" text-anchor="end">${interval(ratio)}</text>${whisker(ratio, place, y + intervalAt + shift, estimate)}`;
}

/** There is no verdict on it, so it has a shape of its own. */
function estimate(x: string, y: number): Markup {
  return markup`<line class="estimate" x1="${x}" x2="${x}" y1="${y - 7}" y2="${y + 7}"/>`;
}

function describe({ favours, over }: ClaimReport, rows: readonly Row[]): string {
  const apart = rows.filter(({ ratio }) => ratio.low > 1 || ratio.high < 1).length;
  return `${count(rows.length, 'interval')} of ${over} divided by ${favours} on a logarithmic axis; 1× is within ${apart === 0 ? 'all' : rows.length - apart} of them.`;
}
