/** Who wins where, on a terminal: a line of characters for each runtime. */

import { evenMeaning } from '../../../crossings.ts';
import type { MatrixClaim, MatrixReport, MatrixRuntime } from '../../../model.ts';
import { pad, width } from '../../../text.ts';
import { evenSentence, isTelling, placesMeaning, shapesMeaning, shapesOf, winnerLines } from '../../../winners.ts';
import { hang, type Line } from '../../terminal/ink.ts';
import { titled } from './titled.ts';

/** Only where the winner changes along the axis, or from one runtime to another. */
export function maps({ claims, runtimes }: MatrixReport, columns: number): Line[] {
  const drawn = claims.flatMap((claim) => map(claim, runtimes, columns));
  return drawn.length === 0
    ? []
    : [...titled('Who wins where', columns), ...drawn, [], ...hang({ text: '' }, evenMeaning, columns, 'dim')];
}

function map(claim: MatrixClaim, runtimes: readonly MatrixRuntime[], columns: number): Line[] {
  const lines = winnerLines(claim, runtimes);
  const telling = lines.filter(isTelling);
  if (telling.length === 0) return [];
  const label = Math.max(...runtimes.map(({ short }) => width(short))) + 2;
  return [
    ...hang({ text: '  ' }, claim.says, columns),
    ...hang({ text: '    ' }, `${shapesMeaning(claim)}, over ${placesMeaning(lines, claim)}`, columns, 'dim'),
    ...telling.flatMap((line) => [
      ...(line.name === '' ? [] : hang({ text: '    ' }, line.name, columns)),
      ...line.rows.flatMap((row) => {
        const head = `    ${pad(row.runtime.short, label)}`;
        return hang({ text: head }, `${shapesOf(row)}  ${evenSentence(row)}`.trimEnd(), columns);
      }),
    ]),
  ];
}
