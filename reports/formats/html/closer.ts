/** The rounds of a claim from near: how each process came out, and every contender's turns in time order. */

import { bandText } from '../../band.ts';
import { processes, spreadOf } from '../../charts/processes.ts';
import { driftOf, namesOf, sayPoints, turns } from '../../charts/turns.ts';
import { type Content, type Markup, markup } from '../../markup.ts';
import { metricTextOf } from '../../metrics.ts';
import type { CaseReport, CaseSamples, ClaimReport, ProcessSamples, Samples } from '../../model.ts';
import { medianOf } from '../../quantile.ts';
import { duration, grouped, interval, point, share } from '../../units.ts';
import { folded, legend } from './folded.ts';
import { table } from './tables.ts';

/** Nothing where probes decided, which have no turns. `id` begins every id in it. */
export function closer(claim: ClaimReport, id: string, samples: Samples): Content {
  const sampled = claim.cases.flatMap((one) => {
    const found = samples.of(claim.id, one.id);
    return found && found.processes.some((each) => each.ratios.length > 0) ? [{ one, found }] : [];
  });
  if (sampled.length === 0) return undefined;
  const drawn = leastSure(sampled);
  const of = drawn.length < sampled.length ? ` at ${drawn.length} of ${grouped(sampled.length)} cases` : '';
  return folded(`Look closer: processes and turns${of}`, [
    introduction(claim, drawn, drawn.length < sampled.length, samples),
    drawn.map(({ one, found }, at) => oneCase(claim, one, found, `${id}-case-${at + 1}`)),
  ]);
}

interface Sampled {
  readonly one: CaseReport;
  readonly found: CaseSamples;
}

/** More of them would make the page slow. */
const MOST_DRAWN = 3;

/** What is sure needs no closer look: the inconclusive cases, or else the one that is nearest to it. */
function leastSure(sampled: readonly Sampled[]): readonly Sampled[] {
  const open = sampled.filter(({ one }) => one.verdict === 'inconclusive').length;
  const many = Math.min(Math.max(open, 1), MOST_DRAWN);
  const chosen = new Set(sampled.toSorted((a, b) => unsure(b.one) - unsure(a.one)).slice(0, many));
  return sampled.filter((each) => chosen.has(each));
}

/** By the verdict first, then by the doubts, then by the width of the interval. */
function unsure({ verdict, doubts, ratio }: CaseReport): number {
  const width = ratio && ratio.low > 0 ? Math.log(ratio.high / ratio.low) : 0;
  return (verdict === 'inconclusive' ? 1000 : 0) + 10 * doubts.length + Math.min(width, 9);
}

/** How both plots are read, once for all cases. */
function introduction(
  claim: ClaimReport,
  drawn: readonly Sampled[],
  isChoice: boolean,
  { file }: Samples,
): readonly Markup[] {
  const watching = drawn.some(({ found }) => found.processes.some(({ apart }) => apart));
  const chosen = isChoice ? ' Drawn are the cases of which least is sure.' : '';
  const strips = `Processes: a strip is a round, the first one on top. 90 of 100 cycles lie on its line, half of them in its box, and the stroke is their median; at the foot is the 95 % interval of the case. The band is ${bandText(claim)}.`;
  const hollow = ' Hollow and dashed are the rounds that did not decide.';
  const over = `Turns: ${metricTextOf(claim).measure}, as the median of neighbouring turns, and around it their extremes; a gap is the end of a process.`;
  const shaded = ' On shaded ground each contender had a process of its own.';
  return [
    markup`<p class="quiet">A round is a fresh process, in which the contenders take turns; a cycle is a turn of each.${chosen} Every turn of every case is in the results file${file ? `, ${file.name}: see the top of this page` : ''}.</p>\n`,
    markup`<ul class="notes quiet"><li>${strips}${watching ? hollow : ''}</li><li>${over}${watching ? shaded : ''}</li></ul>\n`,
  ];
}

function oneCase(claim: ClaimReport, one: CaseReport, found: CaseSamples, id: string): Markup {
  const names = namesOf(found);
  const strips = processes(claim, one, found, `${id}-processes`);
  const over = turns(one, found, `${id}-turns`);
  const heading = one.id === '' ? undefined : markup`<h3>${point(one.given)}</h3>\n`;
  return markup`${heading}${strips && markup`<figure class="gutter">${strips}</figure>\n`}${over && markup`<figure class="gutter">${over}${legend(names)}<figcaption>${sayPoints(found)}</figcaption></figure>\n`}${folded('The figures of both, a row for each process', processTable(one, found, names))}`;
}

/** Where a process is missing a figure, its cycles had no ratio, or there were too few turns for a drift. */
function processTable(one: CaseReport, { processes: all }: CaseSamples, names: readonly string[]): Markup {
  const rows = all.map(
    (process, at) =>
      markup`<tr><th scope="row">${at + 1}${process.apart ? ' apart' : ''}</th><td>${ratioOf(process)}</td>${names.map((name) => markup`<td>${turnsOf(process, name)}</td>`)}</tr>`,
  );
  const where = one.id === '' ? '' : `${point(one.given)}: `;
  const caption = `${where}medians, where 90 of 100 cycles lie, and the drift from the first third of the turns to the last`;
  return table(caption, 'samples', ['process', 'ratio', ...names], rows);
}

function ratioOf(process: ProcessSamples): string {
  const spread = spreadOf(process);
  return spread ? interval({ estimate: spread[2], low: spread[0], high: spread[4] }) : '–';
}

function turnsOf({ turns: all }: ProcessSamples, name: string): string {
  const values = (all.find((each) => each.name === name)?.values ?? []).filter((value) => !Number.isNaN(value));
  if (values.length === 0) return '–';
  const drift = driftOf(values);
  return `${duration(medianOf(values))}${drift === undefined ? '' : `, ${drift < 0 ? '' : '+'}${share(drift)}`}`;
}
