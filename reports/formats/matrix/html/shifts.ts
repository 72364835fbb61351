/** What changed between versions, as the page has it: of all claims at its beginning, and of each claim in its section. */

import { type Content, type Markup, markup } from '../../../markup.ts';
import type { MatrixClaim, MatrixReport, MatrixRuntime, MatrixShift, VersionChange } from '../../../model.ts';
import {
  effectSentence,
  linkSentence,
  noKnownChange,
  shifting,
  shiftSentence,
  sourceAddress,
  sourceName,
} from '../../../shifts.ts';
import { stopped } from '../../../words.ts';

/** `anchor` names the section of the claim at a place of the list. */
export function allShifts(report: MatrixReport, anchor: (at: number) => string): Content {
  if (shifting(report).length === 0) return undefined;
  const items = report.claims.flatMap(({ says, shifts }, at) => {
    const told = shifts.map((shift) => shiftItem(shift, report.runtimes));
    return told.length === 0 ? [] : [markup`<li><a href="#${anchor(at)}">${says}</a><ul>${told}</ul></li>`];
  });
  return markup`<section class="shifts"><h2>What changed between versions</h2><ul class="notes">${items}</ul></section>`;
}

/** Of one claim, with the changes that no verdict shows. */
export function claimShifts({ shifts, changes }: MatrixClaim, runtimes: readonly MatrixRuntime[]): Content {
  const rest = changes.filter(({ effect }) => effect !== 'seen');
  if (shifts.length + rest.length === 0) return undefined;
  const items = [
    ...shifts.map((shift) => shiftItem(shift, runtimes)),
    ...rest.map(
      (change) => markup`<li>${linkSentence(change)}, ${sourceLink(change)}; ${effectSentence(change)}.</li>`,
    ),
  ];
  return markup`<h3>What changed between versions</h3><ul class="notes shifts">${items}</ul>`;
}

function shiftItem(shift: MatrixShift, runtimes: readonly MatrixRuntime[]): Markup {
  const links = shift.changes.map((change) => markup`<br>${linkSentence(change)}, ${sourceLink(change)}.`);
  const why = links.length > 0 ? links : markup` <span class="quiet">${noKnownChange}</span>`;
  return markup`<li>${stopped(shiftSentence(shift, runtimes))}${why}</li>`;
}

function sourceLink(change: VersionChange): Content {
  const address = sourceAddress(change);
  return address === undefined ? sourceName(change) : markup`<a href="${address}">${sourceName(change)}</a>`;
}
