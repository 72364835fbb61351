/** One line for one judged case, as the run goes: `✓ confirmed  2.31× [2.28, 2.34]  buffers/concat… bytes=16`. */

import type { CaseReport, Verdict } from '../model.ts';
import { cut, oneLine, pad, width } from '../text.ts';
import { interval } from '../units.ts';
import { marks } from '../standings.ts';
import { draw, inks, type Paper } from './terminal/ink.ts';

/** Columns that a name needs to be told from others. */
const LEAST_ROOM = 24;

/** Without a newline at its end. */
export function progress(claim: string, one: CaseReport, paper: Paper): string {
  const { verdict, ratio, id } = one;
  const text = `${marks[verdict]} ${verdict}`;
  return progressLine({ text, verdict, ratio: ratio ? interval(ratio) : '–', claim, at: id }, paper);
}

export interface Looked {
  /** What came out, with its mark. */
  readonly text: string;
  /** The one whose colour it has. */
  readonly verdict: Verdict;
  readonly ratio: string;
  readonly claim: string;
  readonly at: string;
  /** What tells it from others of the same name: it is not cut. */
  readonly lead?: string;
}

/**
 * Where there is no room for all, the claim's name is shortened before the case's; on a narrow terminal both stand in a
 * line of their own.
 */
export function progressLine({ text, verdict, ratio: found, claim, at, lead = '' }: Looked, paper: Paper): string {
  const said = { text: pad(text, 14), ink: inks[verdict] };
  const ratio = pad(found, Math.max(22, width(found)));
  const first = lead === '' ? '' : `${lead}  `;
  const room = paper.width - width(said.text) - width(ratio) - width(first) - 4;
  const lines =
    room < LEAST_ROOM
      ? [
          [said, { text: `  ${first === '' ? found : `${ratio}  ${lead}`}` }],
          [{ text: `  ${named(claim, at, paper.width - 2)}` }],
        ]
      : [[said, { text: `  ${ratio}  ${first}` }, { text: named(claim, at, room) }]];
  return draw(lines, paper).trimEnd();
}

function named(claim: string, id: string, room: number): string {
  const at = oneLine(id);
  const name = cut(oneLine(claim), Math.max(Math.min(12, room), room - width(at) - 1));
  return cut(at === '' ? name : `${name} ${at}`, room);
}
