/** The changes of a comparison on one logarithmic axis: the interval of each, and below it what the twin reads. */

import { changeName, changeRatio, changes, drawnAs, toleratedBand } from '../comparison.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { ChangeReport, ComparisonReport, Interval } from '../model.ts';
import { marks } from '../standings.ts';
import { oneLine } from '../text.ts';
import { count, grouped, share } from '../units.ts';
import { ratioAxis, whisker } from './ratio-axis.ts';
import { cutLabel, drawable, fitBeside, image, logScale, percent, type Place, shape } from './svg.ts';

/** What lies beyond is drawn at the edge: the figures beside it say how far it is. */
const FARTHEST = 16;

/**
 * Missing where none of them has a ratio.
 *
 * @param shown those that are drawn, of all in the report
 * @param id unique in the document
 */
export function changesChart(report: ComparisonReport, shown: readonly ChangeReport[], id: string): Markup | undefined {
  const drawn = shown.filter(({ ratio }) => ratio);
  if (drawn.length === 0) return undefined;
  const band = toleratedBand(report);
  const domain = domainOf(drawn, band);
  const place = logScale(domain, [2, 98]);
  const labels = drawn.map((one) => oneLine(changeName(one, report)));
  const shift = drawn.some((one, at) => !fitBeside(labels[at]!, figureOf(one))) ? lineHeight : 0;
  const height = rowHeight + shift + (report.of === 'revisions' ? twinHeight : 0);
  let bottom = top;
  const rows = drawn.map((one, at) => {
    const heads = one.claim !== drawn[at - 1]?.claim;
    const head = heads ? heading(one, bottom) : undefined;
    bottom += heads ? headHeight : 0;
    const drawnRow = row(one, { label: labels[at]!, place, y: bottom, shift });
    bottom += height;
    return [head, drawnRow];
  });
  return image(id, bottom + foot, `Forest plot: ${report.sentence}`, describe(report, drawn, band), [
    ratioAxis({ domain, band, place, top, bottom, labels: [top - 7, bottom + 17] }),
    rows,
  ]);
}

/*
 *  buffers/concat-beats-joining                           24    headHeight
 *  concat at bytes=16            ✗ 1.21× [1.18, 1.24]     17 ┐
 *              ├────◆────┤                                34  │ rowHeight
 *        ├──┼──┤           the twin                       47 ─┘ twinHeight
 */
const headHeight = 32;
const headAt = 24;
const rowHeight = 46;
const twinHeight = 12;
const [labelAt, intervalAt, twinAt] = [17, 34, 47];
const lineHeight = 18;
/** Columns of a label, and of a bold one, that fit on a line of a phone. */
const longLabel = 38;
const longHeading = 34;
const top = 22;
const foot = 26;

/** Which claim the rows below are of. */
function heading({ claim }: ChangeReport, y: number): Markup {
  return markup`<text class="figure" x="0" y="${y + headAt}">${cutLabel(oneLine(claim), longHeading)}</text>`;
}

interface Row {
  readonly label: string;
  readonly place: Place;
  readonly y: number;
  readonly shift: number;
}

function row(one: ChangeReport, { label, place, y, shift }: Row): Markup {
  const verdict = drawnAs[one.is];
  const change = one.ratio && whisker(one.ratio, place, y + intervalAt + shift, (x, at) => shape(verdict, x, at));
  return markup`<g class="row ${verdict}"><line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="label" x="0" y="${y + labelAt}">${cutLabel(label, longLabel)}</text><text class="figure" x="100%" y="${y + labelAt + shift}" text-anchor="end">${figureOf(one)}</text>${change}</g>${twin(one.twin, place, y + twinAt + shift)}`;
}

/** Thin and without a shape: how far the same lies from the same. */
function twin(found: Interval | undefined, place: Place, y: number): Content {
  if (!found || ![found.low, found.estimate, found.high].every(drawable)) return undefined;
  const [low, middle, high] = [found.low, found.estimate, found.high].map((end) => percent(place(end)));
  return markup`<g class="twin"><line x1="${low}" x2="${high}" y1="${y}" y2="${y}"/><line x1="${middle}" x2="${middle}" y1="${y - 3}" y2="${y + 3}"/></g>`;
}

function domainOf(all: readonly ChangeReport[], band: readonly [number, number]): [number, number] {
  const found = all.flatMap(({ ratio, twin: same }) =>
    [ratio, same].flatMap((one) => (one ? [one.low, one.high] : [])),
  );
  const ends = found.filter(drawable);
  // An axis of less than this would make much of little, and of 1× alone there is none.
  const low = Math.min(1 / 1.02, ...band, ...ends);
  const high = Math.max(1.02, ...band, ...ends);
  return [Math.max(1 / FARTHEST, low), Math.min(FARTHEST, high)];
}

function figureOf(one: ChangeReport): string {
  return `${marks[drawnAs[one.is]]} ${changeRatio(one)}`;
}

/** The figures stand in the table below it. */
function describe(report: ComparisonReport, drawn: readonly ChangeReport[], band: readonly [number, number]): string {
  const { baseline, counts } = report;
  const said = changes.flatMap((is) => (counts[is] > 0 ? [`${grouped(counts[is])} ${is}`] : []));
  return `${count(drawn.length, 'comparison')} on a logarithmic axis of the metric, divided by that of ${baseline.name}; the band is the tolerance of ${share(band[1] - 1)} around 1×. ${said.join(', ')}.`;
}
