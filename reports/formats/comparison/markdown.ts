/** A comparison in Markdown, as the summary of a job has it: short first, everything else folded. */

import type { ComparisonReport } from '../../model.ts';
import { foldedBlocks, openingBlocks, powerBlocks, tellingBlocks } from './markdown-blocks.ts';

export function comparisonMarkdown(report: ComparisonReport): string {
  const all = Number.POSITIVE_INFINITY;
  return [
    ...openingBlocks(report),
    ...tellingBlocks(report, all),
    ...powerBlocks(report),
    ...foldedBlocks(report, all),
  ].join('\n');
}
