/** What changed between versions, on a terminal: claim by claim, with what is known to have changed there. */

import type { MatrixReport, MatrixShift } from '../../../model.ts';
import { linkSentence, noKnownChange, shifting, shiftSentence, sourceName } from '../../../shifts.ts';
import { hang, type Line } from '../../terminal/ink.ts';
import { titled } from './titled.ts';

export function changed(report: MatrixReport, columns: number): Line[] {
  const claims = shifting(report);
  if (claims.length === 0) return [];
  return [
    ...titled('What changed between versions', columns),
    ...claims.flatMap(({ says, shifts }) => [
      ...hang({ text: '  ' }, says, columns),
      ...shifts.flatMap((shift) => [
        ...hang({ text: '    ' }, shiftSentence(shift, report.runtimes), columns),
        ...whyShifted(shift).flatMap((why) => hang({ text: '      ' }, why, columns, 'dim')),
      ]),
    ]),
  ];
}

function whyShifted({ changes }: MatrixShift): readonly string[] {
  if (changes.length === 0) return [noKnownChange];
  return changes.map((change) => `${linkSentence(change)}, ${sourceName(change)}`);
}
