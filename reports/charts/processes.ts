/** The rounds of a case, a strip for each process in time order: how its cycles are spread on the claim's axis of ratios. */

import { bandOf } from '../band.ts';
import { type Markup, markup } from '../markup.ts';
import type { CaseReport, CaseSamples, ClaimReport, ProcessSamples } from '../model.ts';
import { quantile } from '../quantile.ts';
import { count, interval, point } from '../units.ts';
import { ratioAxis, whisker } from './ratio-axis.ts';
import { drawable, image, logScale, type Place, shape, stretched } from './svg.ts';

/** How the cycles of a process are spread: 5, 25, 50, 75 and 95 of a hundred lie below. */
export type Spread = readonly [number, number, number, number, number];

/** Missing where no cycle has a ratio. `id` is unique in the document. */
export function processes(claim: ClaimReport, one: CaseReport, samples: CaseSamples, id: string): Markup | undefined {
  const strips = samples.processes.map((process) => ({ process, spread: spreadOf(process) }));
  const shown = strips.flatMap(({ spread }) => spread ?? []);
  if (shown.length === 0) return undefined;
  const band = bandOf(claim);
  const all = [...shown, ...band, ...(one.ratio ? [one.ratio.low, one.ratio.high].filter(drawable) : [])];
  const domain: [number, number] = [Math.min(...all), Math.max(...all)];
  const place = logScale(domain, [2, 98]);
  const bottom = top + strips.length * pitch + foot;
  const title = `Processes${one.id === '' ? '' : `, ${point(one.given)}`}`;
  return image(id, bottom + 4, title, describe(claim, one, samples), [
    ratioAxis({ domain, band, place, top, bottom, labels: [top - 7] }),
    numbers(strips.length),
    stretched(ACROSS, bottom, stripsOf(strips, one, place)),
    one.ratio && verdictAt(one, place, bottom - foot / 2),
  ]);
}

/** Missing where no cycle of the process has a ratio that can be drawn. */
export function spreadOf({ ratios }: ProcessSamples): Spread | undefined {
  const found = ratios.filter(drawable);
  if (found.length === 0) return undefined;
  const [least, lower, middle, upper, most] = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => quantile(found, share));
  return [least!, lower!, middle!, upper!, most!];
}

/*
 *  1     ──▐██|███▌────        a process that decides: 5th ─ 25th █ median | 75th ─ 95th
 *  2   ┄┄▯▯|▯▯▯┄┄┄             one that only watches
 *         ├──●──┤              the interval of the verdict
 */
const [top, pitch, foot] = [22, 12, 28];
const half = 3;
const ACROSS = 1000;

interface Strip {
  readonly process: ProcessSamples;
  readonly spread: Spread | undefined;
}

/** All strips are five paths, however many there are. */
function stripsOf(strips: readonly Strip[], { decidedBy }: CaseReport, place: Place): Markup {
  const paths = { thin: '', box: '', thinWatching: '', boxWatching: '', middle: '' };
  strips.forEach(({ process, spread }, at) => {
    if (!spread) return;
    const [least, lower, middle, upper, most] = spread.map((value) => Math.round((place(value) * ACROSS) / 100));
    const y = top + at * pitch + pitch / 2;
    const decides = process.apart === (decidedBy === 'apart');
    paths[decides ? 'thin' : 'thinWatching'] += `M${least} ${y}H${lower}M${upper} ${y}H${most}`;
    paths[decides ? 'box' : 'boxWatching'] += `M${lower} ${y - half}H${upper}v${2 * half}H${lower}z`;
    paths.middle += `M${middle} ${y - half - 1}v${2 * half + 2}`;
  });
  const drawn = (kind: string, d: string) => (d === '' ? undefined : markup`<path class="${kind}" d="${d}"/>`);
  return markup`${drawn('spread', paths.thin)}${drawn('spread watching', paths.thinWatching)}${drawn('box', paths.box)}${drawn('box watching', paths.boxWatching)}${drawn('middle', paths.middle)}`;
}

/** In the gutter on the left: the first, the last, and every fifth that is not beside the last. */
function numbers(many: number): Markup {
  const all = Array.from({ length: many }, (_, at) => at + 1);
  const told = all.filter((n) => n === many || n === 1 || (n % 5 === 0 && many - n > 1));
  const labels = told.map((n) => markup`<text x="-8" y="${top + n * pitch - 2}">${n}</text>`);
  return markup`<g class="tick" text-anchor="end">${labels}</g>`;
}

function verdictAt({ ratio, verdict }: CaseReport, place: Place, y: number): Markup | undefined {
  const found = ratio && whisker(ratio, place, y, (x, at) => shape(verdict, x, at));
  return found && markup`<g class="${verdict}">${found}</g>`;
}

function describe(claim: ClaimReport, { verdict, ratio }: CaseReport, { processes: all }: CaseSamples): string {
  const found = ratio ? `${verdict}, ${interval(ratio)}` : verdict;
  return `${count(all.length, 'process', 'processes')} on a logarithmic axis of ${claim.over} divided by ${claim.favours}; all together: ${found}.`;
}
