/** A comparison in every format that goes into a file. */

import { comparisonComment } from './formats/comparison/comment.ts';
import { comparisonHtml } from './formats/comparison/html.ts';
import { comparisonJson } from './formats/comparison/json.ts';
import { comparisonMarkdown } from './formats/comparison/markdown.ts';
import type { ComparisonReport } from './model.ts';
import type { WrittenFile } from './write.ts';

export function writtenComparison(report: ComparisonReport): readonly WrittenFile[] {
  return [
    { name: 'comparison.md', text: comparisonMarkdown(report) },
    { name: 'comparison.comment.md', text: comparisonComment(report) },
    { name: 'comparison.json', text: comparisonJson(report) },
    { name: 'comparison.html', text: comparisonHtml(report) },
  ];
}
