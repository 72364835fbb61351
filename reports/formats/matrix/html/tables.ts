/** The tables of the page: claims down and runtimes across, and the cases of a claim. Each scrolls in a box of its own. */

import { axis, type SharedAxis, sharedAxis, strip, type Stripped } from '../../../charts/strip.ts';
import { cellRange, differs, onEvery, rangeMeaning } from '../../../matrix.ts';
import { type Content, type Markup, markup } from '../../../markup.ts';
import type { MatrixCase, MatrixClaim, MatrixReport, MatrixRuntime } from '../../../model.ts';
import { interval, moment, point } from '../../../units.ts';
import { badge } from '../../html/tables.ts';

/** Ticks of an axis that is as wide as a cell. */
const NARROW = 3;

/** `anchor` names the section of the claim at a place of the list. */
export function claimMatrix(report: MatrixReport, anchor: (at: number) => string): Markup {
  const { claims, runtimes, across } = report;
  const shared = sharedAxis(
    claims.flatMap((claim) => runtimes.map((_, at) => strippedOf(claim, at))),
    NARROW,
  );
  const topics = Array.from(new Set(claims.map(({ topic }) => topic)));
  const groups = topics.map((topic) => {
    const rows = claims.flatMap((claim, at) => (claim.topic === topic ? [row(claim, report, anchor(at), shared)] : []));
    return markup`<tbody><tr class="group"><th scope="rowgroup" colspan="${runtimes.length + 1}">${topic}</th></tr>${rows}</tbody>`;
  });
  const legend = `Each line is the 95 % interval of a case, on one logarithmic axis that all cells share: to the right of 1× the favoured contender wins. ● confirmed, ❘ refuted, ■ equivalent, ○ inconclusive; the band is the margin of the claim. ${rangeMeaning} ${differs} verdicts differ between ${across}.`;
  const table = scrolling(
    `All claims ${onEvery(report)}`,
    markup`<table class="matrix"><caption>Claims down, ${across} across</caption><thead><tr><th scope="col">claim</th>${runtimes.map((one) => head(one, axis(shared)))}</tr></thead>${groups}</table>`,
  );
  return markup`<p class="quiet">${legend}</p>${table}`;
}

/** The same for the cases of one claim, each with its interval in figures. */
export function caseMatrix({ cases }: MatrixClaim, report: MatrixReport): Markup {
  const { runtimes } = report;
  const rows = cases.map(
    (one) =>
      markup`<tr><th scope="row">${mark(one.agreement, report)}<span class="cell">${one.id === '' ? 'the only case' : point(one.given)}</span></th>${one.found.map(found)}</tr>`,
  );
  return scrolling(
    `Its cases ${onEvery(report)}`,
    markup`<table class="matrix cases"><caption>The verdict at each case, with the 95 % interval of the ratio</caption><thead><tr><th scope="col">case</th>${runtimes.map((one) => head(one))}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function scrolling(name: string, table: Markup): Markup {
  return markup`<div class="scroll" role="group" tabindex="0" aria-label="${name}">${table}</div>\n`;
}

function head({ name, run }: MatrixRuntime, below?: Markup): Markup {
  const when = run ? moment(run.started).slice(0, 10) : 'not measured';
  return markup`<th scope="col"><span class="cell">${name}</span><small>${when}</small>${below}</th>`;
}

function row(claim: MatrixClaim, report: MatrixReport, anchor: string, shared: SharedAxis): Markup {
  const cells = claim.cells.map((cell, at) => {
    const range = cellRange(cell);
    // Where there is no case, the sentence is the reason.
    const why = cell.is === 'unasked' || cell.is === 'broken' ? markup`<small>${cell.sentence}</small>` : undefined;
    const figures = range === '' ? undefined : markup`<small class="range">${range}</small>`;
    return markup`<td>${badge(cell.is)}${figures}${why}${strip(strippedOf(claim, at), shared)}</td>`;
  });
  return markup`<tr><th scope="row">${mark(claim.agreement, report)}<a href="#${anchor}">${claim.says}</a></th>${cells}</tr>`;
}

/** Read aloud as words. */
function mark(agreement: MatrixClaim['agreement'], { across }: MatrixReport): Content {
  if (agreement !== 'differs') return undefined;
  return markup`<span class="differs" role="img" aria-label="differs between ${across}:">${differs}</span> `;
}

function strippedOf({ margin, atLeast, cases }: MatrixClaim, at: number): Stripped {
  return { margin, ...(atLeast !== undefined && { atLeast }), cases: cases.flatMap(({ found: all }) => all[at] ?? []) };
}

function found(one: MatrixCase['found'][number]): Markup {
  if (!one) return markup`<td>${badge('unasked')}</td>`;
  const { verdict, ratio, ground } = one;
  const shown = ratio ? interval(ratio) : ground === 'answers' ? 'by its answers' : 'no ratio';
  return markup`<td>${badge(verdict)}<small class="range">${shown}</small></td>`;
}
