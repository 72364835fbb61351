/** The turns of a case in time order, processes side by side: what was measured of each contender, so that drift is seen. */

import { type Markup, markup } from '../markup.ts';
import type { CaseReport, CaseSamples, ProcessSamples } from '../model.ts';
import { medianOf, quantile } from '../quantile.ts';
import { count, duration, point } from '../units.ts';
import {
  drawable,
  fixed,
  image,
  keptApart,
  logScale,
  percent,
  type Place,
  roundTicks,
  stretched,
  strokes,
} from './svg.ts';

/** Missing where no turn took any time. `id` is unique in the document. */
export function turns(one: CaseReport, samples: CaseSamples, id: string): Markup | undefined {
  const values = valuesOf(samples);
  if (values.length === 0) return undefined;
  const domain = domainOf(values);
  const y = logScale(domain, [bottom, top]);
  const blocks = blocksOf(samples.processes, turnsAPoint(samples));
  const last = blocks.at(-1)!;
  const across = last.from + last.wide;
  const title = `Turns in time order${one.id === '' ? '' : `, ${point(one.given)}`}`;
  const ticks = roundTicks(domain, 5);
  return image(id, bottom + foot, title, describe(samples), [
    stretched(across, bottom, [
      ground(blocks, ticks.map(y), across),
      namesOf(samples).map((name, at) => contender(blocks, name, at, y)),
    ]),
    markup`<g class="tick" text-anchor="end">${ticks.map((tick) => markup`<text x="-8" y="${fixed(y(tick) + 4)}">${roundDuration(tick)}</text>`)}</g>`,
    markup`<g class="tick" text-anchor="middle">${numbers(blocks, across)}<text x="50%" y="${bottom + 34}">process, in time order</text></g>`,
  ]);
}

/** The contenders of the case, each with the stroke of its place. */
export function namesOf({ processes }: CaseSamples): readonly string[] {
  return Array.from(new Set(processes.flatMap(({ turns: all }) => all.map(({ name }) => name))));
}

/** How many neighbouring turns are one point of the line: as few as the width can show. */
export function turnsAPoint({ processes }: CaseSamples): number {
  const all = processes.map(({ turns: each }) => Math.max(0, ...each.map(({ values }) => values.length)));
  return Math.max(1, Math.ceil(all.reduce((sum, many) => sum + many, 0) / POINTS));
}

/** How many turns a point is, and how many could not be shown in their place: for those who see the plot, too. */
export function sayPoints(samples: CaseSamples): string {
  const each = turnsAPoint(samples);
  const values = valuesOf(samples);
  const [low, high] = domainOf(values);
  const beyond = values.filter((value) => value < low || value > high).length;
  const held = beyond === 0 ? '' : `; ${count(beyond, 'turn lies', 'turns lie')} beyond the axis, drawn at its edge`;
  return `A point is ${each === 1 ? 'a turn' : `${each} turns`}${held}.`;
}

/** The median of the last third of its turns by that of the first, less 1; missing where they are too few. */
export function driftOf(values: readonly number[]): number | undefined {
  const third = Math.floor(values.length / 3);
  if (third < 1) return undefined;
  const drift = medianOf(values.slice(-third)) / medianOf(values.slice(0, third)) - 1;
  return Number.isFinite(drift) ? drift : undefined;
}

/** More than that many points in a line are not seen on a phone, and every one of them takes its bytes. */
const POINTS = 60;
/** Points' widths that are left free between two processes. */
const GAP = 1;
const [top, bottom, foot] = [8, 190, 42];

interface Block {
  readonly process: ProcessSamples;
  readonly from: number;
  readonly wide: number;
  /** Turns of a point. */
  readonly each: number;
}

function valuesOf({ processes }: CaseSamples): readonly number[] {
  return processes.flatMap(({ turns: all }) => all.flatMap(({ values }) => values)).filter(drawable);
}

/** A single stall of a hundred would make a flat line of all the others: it is held at the edge. */
function domainOf(values: readonly number[]): [number, number] {
  return [quantile(values, 0.01) / 1.04, quantile(values, 0.99) * 1.04];
}

function blocksOf(processes: readonly ProcessSamples[], each: number): readonly Block[] {
  let from = 0;
  return processes.map((process) => {
    const most = Math.max(0, ...process.turns.map(({ values }) => values.length));
    const block = { process, from, wide: Math.max(1, Math.ceil(most / each)), each };
    from += block.wide + GAP;
    return block;
  });
}

/** The axis, a rule between processes, and a ground of their own below those in which each contender was alone. */
function ground(blocks: readonly Block[], ticks: readonly number[], across: number): Markup {
  const watched = blocks
    .filter(({ process }) => process.apart)
    .map(({ from, wide }) => `M${from} ${top}h${wide}V${bottom}h${-wide}z`);
  const rules = blocks.slice(1).map(({ from }) => `M${from - GAP / 2} ${top}V${bottom}`);
  const axis = ticks.map((place) => `M0 ${place}H${across}`);
  return markup`<path class="band" d="${watched.join('')}"/><path class="grid" d="${[...rules, ...axis].join('')}"/>`;
}

/** One path for the extremes of each point's turns, and one for their medians. */
function contender(blocks: readonly Block[], name: string, at: number, y: Place): Markup {
  const lines = blocks.map(({ process, from, each }) => {
    const values = process.turns.find((one) => one.name === name)?.values ?? [];
    return lineOf(values, each, from, (value) => Math.round(y(value)));
  });
  const around = lines.map(({ range }) => range).join('');
  return markup`<g class="stroke-${at % strokes}">${around === '' ? undefined : markup`<path class="within" d="${around}"/>`}<path class="line" d="${lines.map(({ middle }) => middle).join('')}"/></g>`;
}

function lineOf(values: readonly number[], each: number, from: number, y: Place): { range: string; middle: string } {
  const points = Array.from({ length: Math.ceil(values.length / each) }, (_, at) =>
    values.slice(at * each, (at + 1) * each).filter(drawable),
  ).flatMap((some, at) =>
    some.length === 0 ? [] : [{ at, low: y(Math.min(...some)), middle: y(medianOf(some)), high: y(Math.max(...some)) }],
  );
  const [first] = points;
  if (!first) return { range: '', middle: '' };
  // A single point has no length of its own.
  if (points.length === 1) points.push({ ...first, at: first.at + 1 });
  const upper = points.map(({ at, high }) => [at, high] as const);
  const lower = points.toReversed().map(({ at, low }) => [at, low] as const);
  return {
    range: each === 1 ? '' : `${way([...upper, ...lower], from)}z`,
    middle: way(
      points.map(({ at, middle }) => [at, middle] as const),
      from,
    ),
  };
}

/** Steps from one place to the next, which take fewer letters than places. */
function way(places: readonly (readonly [number, number])[], from: number): string {
  const steps = places.map(([x, y], at) => {
    const [beforeX, beforeY] = places[at - 1] ?? [-from, 0];
    return `${x - beforeX} ${y - beforeY}`;
  });
  return `M${steps[0]}l${steps.slice(1).join(' ')}`.replaceAll(' -', '-');
}

/** A round duration without the zeros of a measured one: `2 µs`. */
function roundDuration(tick: number): string {
  return duration(tick).replace(/\.(\d*?)0+(?= )/, (_, digits: string) => (digits === '' ? '' : `.${digits}`));
}

function numbers(blocks: readonly Block[], across: number): Markup[] {
  const middle = ({ from, wide }: Block) => fixed((100 * (from + wide / 2)) / across);
  return keptApart([...blocks.slice(-1), ...blocks.slice(0, -1)], middle, () => 12).map(
    (block) => markup`<text x="${percent(middle(block))}" y="${bottom + 16}">${blocks.indexOf(block) + 1}</text>`,
  );
}

function describe(samples: CaseSamples): string {
  return `The turns of ${count(namesOf(samples).length, 'contender')} in ${count(samples.processes.length, 'process', 'processes')}, on a logarithmic axis. ${sayPoints(samples)}`;
}
