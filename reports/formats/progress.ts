/** One line for one judged case, as the run goes: `✓ confirmed  2.31× [2.28, 2.34]  buffers/concat… bytes=16`. */

import type { CaseReport } from '../model.ts';
import { cut, oneLine, pad, width } from '../text.ts';
import { interval } from '../units.ts';
import { marks } from '../standings.ts';
import { draw, inks, type Paper } from './terminal/ink.ts';

/** Columns that a name needs to be told from others. */
const LEAST_ROOM = 24;

/**
 * Without a newline at its end. Where there is no room for all, the claim's name is shortened before the case's; on a
 * narrow terminal both stand in a line of their own.
 */
export function progress(claim: string, one: CaseReport, paper: Paper): string {
  const verdict = { text: pad(`${marks[one.verdict]} ${one.verdict}`, 14), ink: inks[one.verdict] };
  const found = one.ratio ? interval(one.ratio) : '–';
  const ratio = pad(found, Math.max(22, width(found)));
  const room = paper.width - width(verdict.text) - width(ratio) - 4;
  const lines =
    room < LEAST_ROOM
      ? [[verdict, { text: `  ${found}` }], [{ text: `  ${named(claim, one.id, paper.width - 2)}` }]]
      : [[verdict, { text: `  ${ratio}  ` }, { text: named(claim, one.id, room) }]];
  return draw(lines, paper).trimEnd();
}

function named(claim: string, id: string, room: number): string {
  const at = oneLine(id);
  const name = cut(oneLine(claim), Math.max(Math.min(12, room), room - width(at) - 1));
  return cut(at === '' ? name : `${name} ${at}`, room);
}
