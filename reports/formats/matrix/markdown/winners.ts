/** Who wins where, in Markdown: a line of characters for each runtime. */

import { evenMeaning } from '../../../crossings.ts';
import type { MatrixClaim, MatrixRuntime } from '../../../model.ts';
import { evenSentence, placesMeaning, shapesMeaning, shapesOf, winnerLines } from '../../../winners.ts';
import { markdownText } from '../../markdown/escape.ts';
import { tableOf } from '../../markdown/verdict-table.ts';

/** A table for every combination of the other parameters together, and how it is read; nothing without an axis. */
export function winners(claim: MatrixClaim, runtimes: readonly MatrixRuntime[]): string[] {
  const lines = winnerLines(claim, runtimes);
  if (lines.length === 0) return [];
  const rows = lines.flatMap((line) =>
    line.rows.map((row) => [
      ...(lines.length > 1 ? [markdownText(line.name)] : []),
      markdownText(row.runtime.name),
      shapesOf(row),
      markdownText(evenSentence(row)),
    ]),
  );
  const head = [
    ...(lines.length > 1 ? ['line'] : []),
    'runtime',
    markdownText(placesMeaning(lines, claim)),
    'the winner changes',
  ];
  return [tableOf(head, rows), `${markdownText(shapesMeaning(claim))}. ${evenMeaning}\n`];
}
