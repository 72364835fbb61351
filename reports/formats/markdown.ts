/** The whole run in Markdown: the sentence, the table of verdicts, the claims folded. */

import type { Format } from '../format.ts';
import type { RunReport } from '../model.ts';
import { closing, opening } from './markdown/blocks.ts';
import { details } from './markdown/details.ts';
import { verdictTable } from './markdown/verdict-table.ts';

export { verdictTable } from './markdown/verdict-table.ts';

export const format: Format = { file: 'report.md', write: (report) => markdown(report) };

export function markdown(report: RunReport): string {
  const { claims } = report;
  return [
    ...opening(report),
    ...(claims.length === 0 ? [] : [verdictTable(claims)]),
    ...claims.map(details),
    closing(report),
  ].join('\n');
}
