/** Memory drawn step by step: each space as a bar of cells to scale, and a line from where a cell lay to where it lies. */

import { type Content, type Markup, markup } from '../markup.ts';
import type { CellState, Drawing, DrawnCell, DrawnSpace } from '../model.ts';
import { oneLine, width } from '../text.ts';
import { bytes } from '../units.ts';
import { fixed, image, percent } from './svg.ts';

/** What each state is called, for the legend and for whoever hears the page; they differ by their shape. */
const meanings: Readonly<Record<CellState, string>> = {
  allocated: 'not looked at yet',
  grey: 'reached, its references still to be followed',
  live: 'reached',
  forwarded: 'copied elsewhere',
  moved: 'has just come here',
  dead: 'garbage',
  free: 'free',
};

/** The steps as a list of pictures, and the legend of the states that occur. `id` is unique in the document. */
export function memory({ title, steps }: Drawing, id: string): Markup {
  // A space in which nothing ever lies says nothing.
  const used = new Set(steps.flatMap(({ spaces }) => spaces.filter(isUsed).map(({ name }) => name)));
  const pictures = steps.map(({ says, spaces }, at) => {
    const shown = spaces.filter(({ name }) => used.has(name));
    return markup`<li><p>${says}</p>${picture(shown, `${id}-${at + 1}`, `${title}, ${at + 1}`)}</li>`;
  });
  const found = new Set(steps.flatMap(({ spaces }) => spaces.flatMap(({ cells }) => cells.map(({ state }) => state))));
  const states = (Object.keys(meanings) as CellState[]).filter((state) => found.has(state));
  return markup`<ol class="steps">${pictures}</ol>${legend(states)}\n`;
}

/** What the pictures show, in words: a row for each space of each step. */
export function memoryRows({ steps }: Drawing): readonly { step: number; space: string; cells: string }[] {
  return steps.flatMap(({ spaces }, at) =>
    spaces.filter(isUsed).map(({ name, cells }) => ({
      step: at + 1,
      space: name,
      cells: cells.map(describeCell).join('; '),
    })),
  );
}

function isUsed({ cells }: DrawnSpace): boolean {
  return cells.some(({ state }) => state !== 'free');
}

/*
 *  new space, 96 B               14 ┐
 *  ┌──┬────┬─┬──────────┐        20 │ spaceHeight
 *  │a │ b  │c│          │           │
 *  └──┴────┴─┴──────────┘        46 ┘
 */
const spaceHeight = 58;
const [nameAt, cellsAt, cellHeight] = [14, 20, 26];

interface Paper {
  /** From bytes to a share of the width in percent. */
  readonly place: (at: number) => number;
  readonly spaces: readonly DrawnSpace[];
}

function picture(spaces: readonly DrawnSpace[], id: string, title: string): Markup {
  const widest = Math.max(...spaces.map((space) => space.bytes));
  const paper: Paper = { place: (at) => fixed((100 * at) / widest), spaces };
  const rows = spaces.map((space, row) => spaceRow(space, row, paper));
  const ways = spaces.flatMap(({ cells }, row) => cells.map((cell) => way(cell, row, paper)));
  // Names come last, so that no line crosses them.
  const names = spaces.map(
    ({ name, bytes: size }, row) =>
      markup`<text class="tick" x="0" y="${row * spaceHeight + nameAt}">${oneLine(name)}, ${bytes(size)}</text>`,
  );
  return image(id, spaces.length * spaceHeight, title, describe(spaces), [rows, ways, names]);
}

function spaceRow({ bytes: size, cells }: DrawnSpace, row: number, { place }: Paper): Markup {
  const y = row * spaceHeight;
  const drawn = cells.map((cell) => cellAt(cell, y + cellsAt, place));
  return markup`${drawn}${frame(place(size), y + cellsAt)}`;
}

function frame(right: number, y: number): Markup {
  return markup`<rect class="space" x="0" y="${y}" width="${percent(right)}" height="${cellHeight}"/>`;
}

function cellAt({ at, bytes: size, label, state }: DrawnCell, y: number, place: Paper['place']): Markup {
  const [left, right, middle] = [place(at), place(at + size), place(at + size / 2)];
  const line = (from: number, to: number) =>
    markup`<line class="gone" x1="${percent(left)}" x2="${percent(right)}" y1="${y + from}" y2="${y + to}"/>`;
  // On a phone a percent of the width is three pixels, and a letter takes eight.
  const fits = width(label) * 8 <= (right - left) * 3;
  return markup`<rect class="cell ${state}" x="${percent(left)}" y="${y}" width="${percent(fixed(right - left))}" height="${cellHeight}"/>${state === 'grey' ? strip(left, right, y + cellHeight / 2) : undefined}${state === 'moved' ? strip(left, right, y) : undefined}${state === 'dead' ? [line(0, cellHeight), line(cellHeight, 0)] : undefined}${label !== '' && fits ? markup`<text x="${percent(middle)}" y="${y + 18}" text-anchor="middle">${oneLine(label)}</text>` : undefined}`;
}

/** Half of the height of a cell, filled. */
function strip(left: number, right: number, y: number): Markup {
  return markup`<rect class="half" x="${percent(left)}" y="${y}" width="${percent(fixed(right - left))}" height="${cellHeight / 2}"/>`;
}

/** From the middle of where it lay to the middle of where it lies; within one space along its upper edge. */
function way({ at, bytes: size, cameFrom }: DrawnCell, row: number, { place, spaces }: Paper): Content {
  const source = cameFrom ? spaces.findIndex(({ name }) => name === cameFrom.space) : -1;
  if (!cameFrom || source === -1) return undefined;
  const edge = (of: number) => of * spaceHeight + cellsAt;
  const [from, to] = source < row ? [edge(source) + cellHeight, edge(row)] : [edge(source), edge(row) + cellHeight];
  const level = source === row;
  const [x1, x2] = [percent(place(cameFrom.at + size / 2)), percent(place(at + size / 2))];
  const [y1, y2] = level ? [edge(row) - 3, edge(row) - 3] : [from, to];
  return markup`<line class="way" x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}"/><circle class="arrived" cx="${x2}" cy="${y2}" r="3"/>`;
}

/** `from: 1 copied elsewhere, 1 garbage, 1 free.` What lies where stands in the table. */
function describe(spaces: readonly DrawnSpace[]): string {
  const told = spaces.map(({ name, cells }) => {
    const many = new Map<CellState, number>();
    for (const { state } of cells) many.set(state, (many.get(state) ?? 0) + 1);
    return `${name}: ${Array.from(many, ([state, times]) => `${times} ${meanings[state]}`).join(', ')}.`;
  });
  return told.join(' ');
}

function describeCell({ at, bytes: size, label, state, cameFrom }: DrawnCell): string {
  const from = cameFrom ? ` from ${cameFrom.at} of ${cameFrom.space}` : '';
  const place = `${bytes(size)} at ${at}`;
  return label === '' ? `${meanings[state]}, ${place}` : `${label}, ${place}, ${meanings[state]}${from}`;
}

function legend(states: readonly CellState[]): Markup {
  const items = states.map((state) => {
    const cell = cellAt({ at: 0, bytes: 1, label: '', state }, 0, (at) => 100 * at);
    return markup`<li><svg class="chart" style="display:inline" aria-hidden="true" width="36" height="${cellHeight}">${cell}${frame(100, 0)}</svg>${meanings[state]}</li>`;
  });
  return markup`<ul class="legend">${items}</ul>`;
}
