/** The ratio of one case run after run: intervals, verdicts, the levels between changes, and what changed meanwhile. */
import { scaleLinear } from 'd3-scale';
import { bandOf } from '../band.ts';
import { dayOf, lineName, lineSentence, shortCommit } from '../history.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { HistoryLine, HistoryPoint, Interval, MachineHistory, Verdict } from '../model.ts';
import { cut, oneLine } from '../text.ts';
import { count } from '../units.ts';
import { verdicts } from '../standings.ts';
import { plain } from './ratio-axis.ts';
import { drawable, fixed, image, logScale, paths, percent, type Place, ratioTicks, stretched } from './svg.ts';

/** Drawn once in a document, and used for every run. */
export function verdictShapes(): Markup {
  const drawn = verdicts.map(
    (verdict) => markup`<path id="is-${verdict}" class="seen ${verdict}" d="${paths[verdict]}" transform="scale(.6)"/>`,
  );
  return markup`<svg class="chart" width="0" height="0" style="position:absolute" aria-hidden="true"><defs>${drawn}</defs></svg>`;
}

/*
 *   1     2                      numbers of changes   13, 27
 *  ───┬─────────────────                     top     34
 *     │  · ·│·                  the ratio
 *  ───┴─────┴───────────                     bottom 214
 *   a      b                     marks of the machine 228
 *  2026-09-01      2026-11-22                         246
 *  abc1234            def5678                         261
 */
const [top, bottom, marksAt, daysAt, commitsAt, height] = [34, 214, 229, 247, 262, 268];
const numbersAt = [13, 27];

/** In percent: to the left of the first run there is room for the figures of the scale on a phone. */
const [first, last] = [13, 97];

/** `id` is unique in the document. Missing where no run has a ratio. */
export function historyChart(line: HistoryLine, machine: MachineHistory, id: string): Markup | undefined {
  const drawn = withRatios(line);
  if (drawn.length === 0) return undefined;
  const domain = domainOf(drawn);
  const y = logScale(domain, [bottom - 8, top + 8]);
  const x = placeOf(machine.runs.length);
  return image(id, height, `Ratio over runs: ${lineName(line)}`, describe(line, machine), [
    ground(bandOf(line), domain, y),
    ratioTicks(domain, 4)
      .filter((tick) => tick >= domain[0] && tick <= domain[1])
      .map((tick) => gridLine(tick, y)),
    markup`<rect class="frame" x="0" y="${top}" width="100%" height="${bottom - top}"/>`,
    machine.marks.map(({ run }) => upright('mark', x(run))),
    line.pieces.slice(1).map(({ from }) => upright('break', x(from - 0.5))),
    line.changes.map(({ run, certain }) => upright(certain ? 'change' : 'change possible', x(run - 0.5))),
    stretched(100, height, [
      markup`<path class="interval" d="${whiskers(drawn, x, y)}"/>`,
      markup`<path class="line" d="${joined(line, drawn, x, y)}"/>`,
      markup`<path class="level" d="${levels(line, x, y)}"/>`,
      markup`<path class="noted" d="${noted(drawn, machine, x)}"/>`,
    ]),
    verdicts.map((verdict) => shapes(drawn, verdict, x, y)),
    letters(
      machine.marks.map(({ run }) => x(run)),
      [marksAt],
      letterOf,
    ),
    letters(
      line.changes.map(({ run }) => x(run - 0.5)),
      numbersAt,
      (at) => String(at + 1),
    ),
    foot(machine, x),
  ]);
}

/** The same in a line of a table, without words. */
export function sparkline(line: HistoryLine, machine: MachineHistory): Markup | undefined {
  const drawn = withRatios(line);
  if (drawn.length === 0) return undefined;
  const [low, high] = domainOf(drawn);
  const y = logScale([low, high], [33, 3]);
  const x = placeOf(machine.runs.length, [2, 98]);
  return markup`<svg class="chart small" role="img" aria-label="${count(drawn.length, 'run')}: ${lineSentence(line)}" width="100%" height="36" viewBox="0 0 100 36" preserveAspectRatio="none"><path class="interval" d="${whiskers(drawn, x, y)}"/><path class="line" d="${joined(line, drawn, x, y)}"/><path class="level" d="${levels(line, x, y)}"/></svg>`;
}

/** `a`, `b`, … for the marks of a machine; after `z` comes `a2`. */
export function letterOf(at: number): string {
  const round = Math.floor(at / 26);
  return `${String.fromCodePoint(97 + (at % 26))}${round === 0 ? '' : round + 1}`;
}

interface Drawn extends HistoryPoint {
  readonly ratio: Interval;
}

function withRatios({ points }: HistoryLine): readonly Drawn[] {
  return points.filter((one): one is Drawn => one.ratio !== undefined && Object.values(one.ratio).every(drawable));
}

/** All estimates, and nearly all ends of intervals: a run that was cut short must not press the others flat. */
function domainOf(drawn: readonly Drawn[]): [number, number] {
  const ends = (end: (ratio: Interval) => number, share: number) => {
    const sorted = drawn.map(({ ratio }) => end(ratio)).sort((a, b) => a - b);
    return sorted[Math.round((sorted.length - 1) * share)]!;
  };
  const estimates = drawn.map(({ ratio }) => ratio.estimate);
  const low = Math.min(
    ...estimates,
    ends((ratio) => ratio.low, 0.1),
  );
  const high = Math.max(
    ...estimates,
    ends((ratio) => ratio.high, 0.9),
  );
  // Of a ratio that never moves a little is shown around it.
  return [Math.min(low, high / least), Math.max(high, low * least)];
}

const least = 1.05;

function placeOf(runs: number, [from, to]: readonly [number, number] = [first, last]): Place {
  const scale = scaleLinear()
    .domain([0, Math.max(1, runs - 1)])
    .range([from, to]);
  return (run) => fixed(runs === 1 ? (from + to) / 2 : scale(run));
}

function ground([low, high]: readonly [number, number], domain: readonly [number, number], y: Place): Content {
  if (high <= domain[0] || low >= domain[1]) return undefined;
  const [from, to] = [y(Math.min(high, domain[1])), y(Math.max(low, domain[0]))];
  const one = domain[0] <= 1 && domain[1] >= 1;
  return [
    markup`<rect class="band" x="0" y="${from}" width="100%" height="${fixed(to - from)}"/>`,
    one ? markup`<line class="one" x1="0" x2="100%" y1="${y(1)}" y2="${y(1)}"/>` : undefined,
  ];
}

function gridLine(tick: number, y: Place): Markup {
  return markup`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="0" y="${fixed(y(tick) - 3)}">${plain(tick)}</text>`;
}

function upright(kind: string, x: number): Markup {
  return markup`<line class="${kind}" x1="${percent(x)}" x2="${percent(x)}" y1="${top}" y2="${bottom}"/>`;
}

function whiskers(drawn: readonly Drawn[], x: Place, y: Place): string {
  return drawn.map(({ run, ratio }) => `M${x(run)} ${short(y(ratio.low))}V${short(y(ratio.high))}`).join('');
}

/** A piece is one line; between two of them another question was asked. */
function joined({ pieces }: HistoryLine, drawn: readonly Drawn[], x: Place, y: Place): string {
  const lines = pieces.map(({ from, to }) =>
    drawn
      .filter(({ run }) => run >= from && run <= to)
      .map(({ run, ratio }) => `${x(run)} ${short(y(ratio.estimate))}`)
      .join('L'),
  );
  return lines
    .filter((line) => line !== '')
    .map((line) => `M${line}`)
    .join('');
}

function levels({ pieces }: HistoryLine, x: Place, y: Place): string {
  return pieces
    .flatMap((piece) => piece.levels)
    .map(({ from, to, ratio }) => `M${x(from - 0.4)} ${short(y(ratio.estimate))}H${x(to + 0.4)}`)
    .join('');
}

/** A tick at the foot for a run that is to be read with care: the table says why. */
function noted(drawn: readonly Drawn[], { runs }: MachineHistory, x: Place): string {
  const those = drawn.filter(({ run }) => {
    const { fit, quick, complete } = runs[run]!;
    return !fit || quick || !complete;
  });
  return those.map(({ run }) => `M${x(run)} ${bottom - 7}V${bottom}`).join('');
}

function short(value: number): number {
  return Number(value.toFixed(1));
}

function shapes(drawn: readonly Drawn[], verdict: Verdict, x: Place, y: Place): Content {
  const ours = drawn.filter((one) => one.verdict === verdict);
  if (ours.length === 0) return undefined;
  const used = ours.map(
    ({ run, ratio }) => markup`<use href="#is-${verdict}" x="${percent(x(run))}" y="${short(y(ratio.estimate))}"/>`,
  );
  return markup`<g class="${verdict}">${used}</g>`;
}

/** Labels in turn on the given rows; where one would run into the one before it on its row, the legend alone has it. */
function letters(places: readonly number[], rows: readonly number[], name: (at: number) => string): Markup[] {
  const until = rows.map(() => Number.NEGATIVE_INFINITY);
  return places.flatMap((place, at) => {
    const row = at % rows.length;
    if (place - until[row]! < apart) return [];
    until[row] = place;
    return [
      markup`<text class="figure" x="${percent(place)}" y="${rows[row]}" text-anchor="middle">${name(at)}</text>`,
    ];
  });
}

/** Percent of the width that two figures take on a phone. */
const apart = 6;

/** The first run, the last, and one in the middle where there is one: three labels fit beside each other on a phone. */
function foot({ runs }: MachineHistory, x: Place): Markup[] {
  const ends = [
    { run: 0, anchor: runs.length === 1 ? 'middle' : 'start' },
    ...(runs.length > 2 ? [{ run: Math.round((runs.length - 1) / 2), anchor: 'middle' }] : []),
    ...(runs.length > 1 ? [{ run: runs.length - 1, anchor: 'end' }] : []),
  ];
  // With a few runs the middle one may stand beside the middle.
  const fitting = ends.filter(({ run, anchor }) => anchor !== 'middle' || runs.length === 1 || centred(x(run)));
  return fitting.map(({ run, anchor }) => {
    const { started, commit } = runs[run]!;
    const label = (text: string, y: number) =>
      markup`<text class="tick" x="${percent(x(run))}" y="${y}" text-anchor="${anchor}">${text}</text>`;
    return markup`${label(dayOf(started), daysAt)}${commit === undefined ? undefined : label(cut(oneLine(shortCommit(commit)), 9), commitsAt)}`;
  });
}

function centred(place: number): boolean {
  return place > 47 && place < 63;
}

function describe(line: HistoryLine, { runs, marks }: MachineHistory): string {
  const told = marks.length === 0 ? '' : ` ${count(marks.length, 'mark')} below: the runtime or the system changed.`;
  return `${line.over} divided by ${line.favours} in ${count(line.points.length, 'run')} of ${runs.length}, in the order of time, with 95 % intervals, on a logarithmic scale. ${lineSentence(line)}.${told}`;
}
