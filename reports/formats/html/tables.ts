/** The tables of a claim: the cases of a claim, the ratio over an axis, and what each contender took. */

import { placesOf, seriesOf } from '../../charts/crossing.ts';
import { memoryRows } from '../../charts/memory.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import { isUnmet } from '../../life.ts';
import { sweepRows } from '../../load.ts';
import { metricTextOf } from '../../metrics.ts';
import type { CaseReport, ClaimReport, ContenderReport, Drawing, Interval, SweepReport, Value } from '../../model.ts';
import { oneLine } from '../../text.ts';
import { duration, durations, grouped, interval, parameter, point, share } from '../../units.ts';
import { marks, type Standing } from '../../standings.ts';
import { metricWords } from '../../words.ts';

/** The figures of the forest plot, with the reason for each verdict. */
export function caseTable(claim: ClaimReport): Markup {
  const axes = Object.keys(claim.axes);
  const rows = claim.cases.map(
    (one) =>
      markup`<tr>${axes.map((axis) => valueCell(axis, one.given[axis]))}<td>${badge(one.verdict)}</td><td class="figures">${one.ratio ? interval(one.ratio) : '–'}</td><td class="number">${roundsOf(one)}</td><td class="wide">${one.reason}${small(asides(one))}</td></tr>`,
  );
  return table('The cases', 'cases', [...axes, 'verdict', 'ratio', 'rounds', 'why'], rows);
}

/** The figures of the plot over the crossing axis: a row per place, a column per line. */
export function crossingTable(claim: ClaimReport): Markup {
  const axis = claim.crossingAxis ?? '';
  const series = seriesOf(claim);
  const rows = placesOf(series).map((at) => {
    const cells = series.map(({ points }) => {
      const found = points.find((each) => each.at === at);
      return markup`<td class="figures">${found ? `${marks[found.one.verdict]} ${interval(found.ratio)}` : '–'}</td>`;
    });
    return markup`<tr><th scope="row" class="figures">${parameter(axis, at)}</th>${cells}</tr>`;
  });
  const names = series.map(({ name }) => (name === '' ? 'ratio' : name));
  return table(`The ratio over ${axis}`, 'crossing', [axis, ...names], rows);
}

/** What a call took of each contender at each case, wrong answers among them. */
export function contenderTable(claim: ClaimReport): Markup {
  const rows = claim.cases.flatMap((one) =>
    one.contenders.map(
      (contender) =>
        markup`<tr>${caseCell(one)}<th scope="row">${cell(contender.name)}</th><td class="figures">${contender.value ? valueWithRange(claim, contender.value) : '–'}</td><td class="figures">${timesFavoured(contender)}</td><td>${answer(contender)}</td></tr>`,
    ),
  );
  const head = ['case', 'contender', metricTextOf(claim).head];
  return table(
    'What each contender took: the median round, and the middle half of the rounds',
    'contenders',
    [...head, `in units of ${claim.favours}`, 'answer'],
    rows,
  );
}

/** Answers a second of every server over connections. */
export function sweepTable(at: string, sweeps: readonly SweepReport[]): Markup {
  const { head, rows } = sweepRows(sweeps);
  const cells = rows.map((row) => markup`<tr>${row.map((each) => markup`<td class="figures">${each}</td>`)}</tr>`);
  const caption = `Answers a second over connections${at === '' ? '' : `, ${at}`}: the median round`;
  return table(caption, 'sweep', head, cells);
}

/** What lies where in memory, step by step. */
export function drawingTable(drawing: Drawing): Markup {
  const rows = memoryRows(drawing).map(
    ({ step, space, cells }) =>
      markup`<tr><th scope="row">${step}</th><td>${space}</td><td class="wide">${cells}</td></tr>`,
  );
  return table(`${drawing.title}: what lies where`, 'drawing', ['step', 'space', 'cells, by their address'], rows);
}

/** The metrics beside the claim's own: a row for each at each case. */
export function metricTable({ cases }: ClaimReport): Markup {
  const rows = cases.flatMap((one) =>
    (one.metrics ?? []).map((each) => {
      const { ratio, values } = metricWords(each);
      return markup`<tr>${caseCell(one)}<th scope="row">${each.metric}</th><td class="figures">${ratio}</td><td class="wide">${values}</td></tr>`;
    }),
  );
  return table('Metrics beside', 'metrics', ['case', 'metric', 'ratio', 'the median round of each contender'], rows);
}

/** A verdict in a word, with its mark and its colour. */
export function badge(stands: Standing): Markup {
  return markup`<span class="verdict ${stands}"><span aria-hidden="true">${marks[stands]}</span> ${stands}</span>`;
}

/** A table that scrolls in a box of its own, which the keyboard can reach. */
export function table(caption: string, kind: string, head: readonly string[], rows: readonly Markup[]): Markup {
  const heads = head.map((name) => markup`<th scope="col">${cell(name)}</th>`);
  return markup`<div class="scroll" role="group" tabindex="0" aria-label="${oneLine(caption)}"><table class="${kind}"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
}

function valueCell(axis: string, value: Value | undefined): Markup {
  if (value === undefined) return markup`<td></td>`;
  return markup`<th scope="row"${typeof value === 'number' ? markup` class="figures"` : undefined}>${cell(parameter(axis, value))}</th>`;
}

function caseCell({ id, given, shard }: CaseReport): Markup {
  const where = shard === undefined ? undefined : small([`shard ${shard}`]);
  return markup`<th scope="row">${cell(id === '' ? 'the only case' : point(given))}${where}</th>`;
}

function roundsOf({ together, apart }: CaseReport): string {
  return apart.length === 0 ? grouped(together.length) : `${grouped(together.length)} + ${grouped(apart.length)} apart`;
}

function asides(one: CaseReport): string[] {
  const clock = one.clock === 'wall' ? 'processor' : 'wall';
  return [
    ...(isUnmet(one) ? [`The claim expects ${one.expected}.`] : []),
    ...(one.decidedBy === 'apart' ? ['Decided by the rounds that were apart.'] : []),
    ...(one.apartRatio && one.decidedBy === 'together' ? [`Apart: ${interval(one.apartRatio)}.`] : []),
    ...(one.shard === undefined ? [] : [`Measured by shard ${one.shard}.`]),
    ...(one.clock === 'cpu' ? ['Decided by the time spent on processors.'] : []),
    ...(one.otherClock ? [`By ${clock} time: ${interval(one.otherClock)}.`] : []),
    ...(one.spread
      ? [`Spread: ${share(one.spread.processes)} between processes, ${share(one.spread.cycles)} between turns.`]
      : []),
    ...one.doubts.map(({ says }) => says),
  ];
}

function valueWithRange(claim: ClaimReport, value: Interval): string {
  const { figure, rate } = metricTextOf(claim);
  if (figure === duration) return durations(value);
  const [from, to] = rate ? [value.high, value.low] : [value.low, value.high];
  return `${figure(value.estimate)} [${figure(from)}, ${figure(to)}]`;
}

function timesFavoured({ role, timesFavoured: times }: ContenderReport): string {
  if (role === 'favoured') return '1×';
  return times ? interval(times) : '–';
}

function answer({ answer: is, wrongBecause, shown }: ContenderReport): Content {
  if (is === 'right') return 'right';
  const why = wrongBecause ?? `not said by the claim: ${shown}`;
  return [markup`<span class="verdict refuted">${marks.refuted} wrong</span>`, small([why])];
}

function small(sentences: readonly string[]): Content {
  return sentences.map((sentence) => markup`<small>${sentence}</small>`);
}

function cell(text: string): Markup {
  return markup`<span class="cell">${text}</span>`;
}
