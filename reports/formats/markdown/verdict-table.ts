/** The table of verdicts in Markdown: a row per claim, as the README and the head of a report have it. */

import type { CaseReport, ClaimReport } from '../../model.ts';
import { interval, point } from '../../units.ts';
import { marks, standing } from '../../standings.ts';
import { extremes } from '../../words.ts';
import { markdownText } from './escape.ts';

export function verdictTable(claims: readonly ClaimReport[]): string {
  return tableOf(['', 'claim', 'verdict', 'weakest', 'strongest'], claims.map(verdictRow));
}

/**
 * A table of cells that are Markdown already; it ends with a newline.
 *
 * @param under what stands below each head: `---`, `:-:` for a column in the middle, `--:` for one to the right
 */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  under: readonly string[] = head.map(() => '---'),
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [head, under, ...rows].map(line).join('');
}

function verdictRow(claim: ClaimReport): string[] {
  const { weakest, strongest } = extremes(claim);
  return [
    marks[standing(claim)],
    markdownText(claim.says),
    markdownText(claim.sentence),
    ratioAt(claim, weakest),
    ratioAt(claim, strongest),
  ];
}

function ratioAt({ cases }: ClaimReport, one: CaseReport | undefined): string {
  if (one?.ratio === undefined) return '–';
  return interval(one.ratio) + (cases.length > 1 ? `<br>${markdownText(point(one.given))}` : '');
}
