/** An interval as a bar of characters on a logarithmic scale that all cases of a claim share. */

import { bandOf } from '../../band.ts';
import type { CaseReport, ClaimReport, Verdict } from '../../model.ts';
import { width } from '../../text.ts';
import { ratio } from '../../units.ts';

export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** From the lowest end of an interval to the highest, with 1× and the band around it; missing without intervals. */
export function scaleOf(claim: Pick<ClaimReport, 'cases' | 'margin' | 'atLeast'>): Scale | undefined {
  const { cases } = claim;
  const ends = cases.flatMap(({ ratio: found }) => (found ? [found.low, found.high] : [])).filter(drawable);
  if (ends.length === 0) return undefined;
  return { low: Math.min(...ends, ...bandOf(claim)), high: Math.max(...ends, ...bandOf(claim)) };
}

/** `  ├──●──┤  │  `: the interval, the estimate in the verdict's shape, and the 1× mark. */
export function bar(
  { ratio: found, verdict }: Pick<CaseReport, 'ratio' | 'verdict'>,
  scale: Scale,
  columns: number,
): string {
  const cells = Array.from({ length: columns }, () => ' ');
  const one = column(1, scale, columns);
  cells[one] = '│';
  if (found === undefined || ![found.low, found.high].every(drawable)) return cells.join('');
  const [from, to] = [column(found.low, scale, columns), column(found.high, scale, columns)];
  for (let at = from; at <= to; at += 1) cells[at] = at === one ? '┼' : '─';
  if (from !== one) cells[from] = '├';
  if (to !== one) cells[to] = '┤';
  cells[column(found.estimate, scale, columns)] = shapes[verdict];
  return cells.join('');
}

/** The head of the bars: where 1× is, and both ends where there is room: `0.91×   1×        3.41×`. */
export function scaleHead(scale: Scale, columns: number): string {
  const low = ratio(scale.low);
  const high = ratio(scale.high);
  const at = Math.min(column(1, scale, columns), columns - 2);
  const left = width(low) < at ? low.padEnd(at) : ' '.repeat(at);
  const room = columns - at - 2;
  return `${left}1×${width(high) < room ? high.padStart(room) : ' '.repeat(room)}`;
}

const shapes: Readonly<Record<Verdict, string>> = {
  confirmed: '●',
  refuted: '◆',
  equivalent: '■',
  inconclusive: '○',
};

function column(value: number, { low, high }: Scale, columns: number): number {
  const along = (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
  return Math.min(columns - 1, Math.max(0, Math.round(along * (columns - 1))));
}

function drawable(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
