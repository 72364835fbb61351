/** What changed between versions, in Markdown: of all claims together, and of one with the changes that no verdict shows. */

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
import { markdownAddress, markdownText } from '../../markdown/escape.ts';

export function changed(report: MatrixReport): string {
  const items = shifting(report).map(({ says, shifts }) => {
    const told = shifts.map((shift) => `  - ${shiftText(shift, report.runtimes)}\n`);
    return `- **${markdownText(says)}**\n${told.join('')}`;
  });
  return items.length === 0 ? '' : `What changed between versions:\n\n${items.join('')}`;
}

/** A sentence a list item. */
export function claimShifts({ shifts, changes }: MatrixClaim, runtimes: readonly MatrixRuntime[]): string[] {
  const rest = changes.filter(({ effect }) => effect !== 'seen');
  return [
    ...shifts.map((shift) => shiftText(shift, runtimes)),
    ...rest.map((change) => `${markdownText(linkSentence(change))}, ${sourceLink(change)}; ${effectSentence(change)}.`),
  ];
}

function shiftText(shift: MatrixShift, runtimes: readonly MatrixRuntime[]): string {
  const links = shift.changes.map((change) => `${markdownText(linkSentence(change))}, ${sourceLink(change)}.`);
  const why = links.length > 0 ? links : [noKnownChange];
  return [markdownText(stopped(shiftSentence(shift, runtimes))), ...why].join(' ');
}

function sourceLink(change: VersionChange): string {
  const address = sourceAddress(change);
  const name = markdownText(sourceName(change));
  return address === undefined ? name : `[${name}](<${markdownAddress(address)}>)`;
}
