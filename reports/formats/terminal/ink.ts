/** Lines made of inked pieces, and drawing them: never wider than the terminal, in colour only where it is asked for. */

import { styleText } from 'node:util';
import { cut, visible, width, wrap } from '../../text.ts';
import type { Standing } from '../../standings.ts';

export interface Paper {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
}

export type Ink = 'plain' | 'bold' | 'dim' | 'green' | 'red' | 'cyan' | 'yellow' | 'magenta';

export interface Piece {
  readonly text: string;
  readonly ink?: Ink;
}

export type Line = readonly Piece[];

export const inks: Readonly<Record<Standing, Ink>> = {
  confirmed: 'green',
  refuted: 'red',
  equivalent: 'cyan',
  inconclusive: 'yellow',
  mixed: 'magenta',
  broken: 'red',
  unasked: 'dim',
};

/** The lines as text; each ends with a newline. */
export function draw(lines: readonly Line[], paper: Paper): string {
  return lines.map((line) => `${drawLine(line, paper)}\n`).join('');
}

/** Columns: longer lines are hard to read, however wide the terminal is, and so are shorter ones. */
const READABLE = { least: 24, most: 120 };

/**
 * A paragraph that hangs under its label: the first line begins with the label, the others below its text. Where the label
 * would take too much of the line, it stands above.
 */
export function hang(label: Piece, text: string, columns: number, ink: Ink = 'plain'): Line[] {
  const indent = width(label.text);
  const room = Math.min(columns, READABLE.most);
  if (indent > room / 3 && room - indent < READABLE.least)
    return [[label], ...hang({ text: '    ' }, text, columns, ink)];
  return wrap(text, Math.max(1, room - indent)).map((line, at) => [
    at === 0 ? label : { text: ' '.repeat(indent) },
    { text: line, ink },
  ]);
}

function drawLine(line: Line, paper: Paper): string {
  let [drawn, left] = ['', paper.width];
  for (const [at, { text, ink = 'plain' }] of line.entries()) {
    const last = line.slice(at + 1).every((later) => later.text.trim() === '');
    const fitting = cut(visible(last ? text.trimEnd() : text).replaceAll(/[\n\t]/g, ' '), left);
    left -= width(fitting);
    drawn += inked(fitting, paper.colour ? ink : 'plain');
    if (last) break;
  }
  return drawn;
}

/** One format a call: an array of formats leaks escapes into pipes on Node 20. Later Nodes would look at stdout. */
function inked(text: string, ink: Ink): string {
  return ink === 'plain' || text === '' ? text : styleText(ink, text, { validateStream: false });
}
