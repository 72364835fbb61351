/** A forest plot: a row per case, its interval on a shared logarithmic axis, and the single rounds below it. */

import { bandOf, bandText } from '../band.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { CaseReport, ClaimReport } from '../model.ts';
import { oneLine } from '../text.ts';
import { count, grouped, interval, point } from '../units.ts';
import { marks, verdicts } from '../standings.ts';
import { range } from '../words.ts';
import { ratioAxis, whisker } from './ratio-axis.ts';
import { cutLabel, domainOf, drawable, fitBeside, image, logScale, type Place, shape, stretched } from './svg.ts';

/** Missing where no case has a ratio. `id` is unique in the document. */
export function forest(claim: ClaimReport, id: string): Markup | undefined {
  if (!claim.cases.some(({ ratio: found }) => found)) return undefined;
  const domain = domainOf(claim.cases, bandOf(claim), true);
  const place = logScale(domain, [2, 98]);
  const long = claim.cases.some((one) => !fitBeside(labelOf(one), figureOf(one)));
  const shift = long ? lineHeight : 0;
  let bottom = top;
  const rows = claim.cases.map((one) => {
    const y = bottom;
    // A case without a ratio has only its words.
    bottom += (one.ratio ? rowHeight : labelAt + wordsGap) + shift;
    return { one, y };
  });
  return image(id, bottom + foot, title(claim), describe(claim), [
    ratioAxis({ domain, band: bandOf(claim), place, top, bottom, labels: [top - 7, bottom + 17] }),
    stretched(
      ACROSS,
      bottom,
      rows.map(({ one, y }) => rounds(one, place, y + roundsAt + shift)),
    ),
    rows.map(({ one, y }) => row(one, place, y, shift)),
  ]);
}

/*
 *  label                         ✓ 2.31× [2.28, 2.34]     17 ┐
 *           ├────●────┤                                  34  │ rowHeight
 *         · ·· · · ·  ·  ·                               47 ─┘
 */
const rowHeight = 60;
const [labelAt, intervalAt, roundsAt] = [17, 34, 47];
const [lineHeight, wordsGap] = [18, 9];
/** Columns of a label that fit on a line of a phone. */
const longLabel = 40;
const ACROSS = 1000;
const top = 22;
const foot = 26;

/** Where a label of the claim is long, the figures go to a line of their own below it. */
function row(one: CaseReport, place: Place, y: number, shift: number): Markup {
  return markup`<g class="row ${one.verdict}"><line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="label" x="0" y="${y + labelAt}">${cutLabel(labelOf(one), longLabel)}</text><text class="figure" x="100%" y="${y + labelAt + shift}" text-anchor="end">${figureOf(one)}</text>${one.ratio && whisker(one.ratio, place, y + intervalAt + shift, (x, at) => shape(one.verdict, x, at))}</g>`;
}

/**
 * Those that decided are dots, those that only watched are strokes; a path for each kind. They are spread over four
 * heights, so that equal ones are seen to be many.
 */
function rounds({ ratio, together, apart, decidedBy }: CaseReport, place: Place, y: number): Content {
  if (!ratio) return undefined;
  const marked = (ratios: readonly number[], decided: boolean) => {
    const d = ratios.filter(drawable).map((value, at) => {
      const height = Math.round(y + ((at * 5) % 4) * 1.6);
      const x = Math.round((place(value) * ACROSS) / 100);
      return decided ? `M${x} ${height}h1` : `M${x} ${height - 3}v6`;
    });
    return d.length === 0 ? undefined : markup`<path class="${decided ? 'round' : 'watching'}" d="${d.join('')}"/>`;
  };
  return [marked(together, decidedBy === 'together'), marked(apart, decidedBy === 'apart')];
}

function figureOf({ ratio: found, verdict, ground }: CaseReport): string {
  return `${marks[verdict]} ${found ? interval(found) : ground === 'answers' ? 'by its answers' : 'not measured'}`;
}

function labelOf({ id, given }: CaseReport): string {
  return id === '' ? 'the only case' : oneLine(point(given));
}

function title({ says }: ClaimReport): string {
  return `Forest plot: ${says}`;
}

/** The figures of every case stand in the table below it. */
function describe(claim: ClaimReport): string {
  const { cases, counts, favours, over } = claim;
  const found = verdicts.flatMap((verdict) => (counts[verdict] > 0 ? [`${grouped(counts[verdict])} ${verdict}`] : []));
  return `${count(cases.length, 'case')} on a logarithmic axis of ${over} divided by ${favours}; the band is ${bandText(claim)}. ${found.join(', ')}: ${range(claim)}.`;
}
