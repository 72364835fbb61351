/** One line for one judged case, as the run goes: `✓ confirmed  2.31× [2.28, 2.34]  buffers/concat… bytes=16`. */

import type { CaseReport } from '../model.ts';
import { cut, oneLine, pad, width } from '../text.ts';
import { interval } from '../units.ts';
import { marks } from '../words.ts';
import { draw, inks, type Paper } from './terminal/ink.ts';

/** Without a newline at its end. Where there is no room for all, the claim's name is shortened before the case's. */
export function progress(claim: string, one: CaseReport, paper: Paper): string {
  const verdict = pad(`${marks[one.verdict]} ${one.verdict}`, 14);
  const ratio = pad(one.ratio ? interval(one.ratio) : '–', 22);
  const room = Math.max(0, paper.width - width(verdict) - width(ratio) - 4);
  const id = oneLine(one.id);
  const name = cut(oneLine(claim), Math.max(Math.min(12, room), room - width(id) - 1));
  const where = cut(id === '' ? name : `${name} ${id}`, room);
  const line = [{ text: verdict, ink: inks[one.verdict] }, { text: `  ${ratio}  ` }, { text: where }];
  return draw([line], paper).trimEnd();
}
