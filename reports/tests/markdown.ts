/** What a person must know of a run of the suites, as Markdown: the counts, the failures, and what was skipped and why. */

import { markdownText } from '../formats/markdown/escape.ts';
import type { TestsReport } from '../model.ts';
import { oneLine } from '../text.ts';
import { count } from '../units.ts';
import { failedTests, fullTitle, notRunText, placeText, sentence, skippedTests, type Told } from './each.ts';

/** GitHub's page of a job takes 1 MiB: of more failures than these the rest is counted. */
export function markdown(report: TestsReport, most = 50): string {
  const failed = failedTests(report);
  const left = failed.length - most;
  const items = [
    ...failed.slice(0, most).map((told) => failure(told)),
    ...(left > 0 ? [`- and ${count(left, 'more failure')}\n`] : []),
    ...skippedTests(report).map(({ why, tests }) => `- skipped ${count(tests.length, 'test')}: ${markdownText(why)}\n`),
  ];
  return `## Tests\n\n${sentence(report)}, on Node.js ${markdownText(report.node)}\n${items.length > 0 ? `\n${items.join('')}` : ''}`;
}

function failure(told: Told): string {
  const [first] = told.test.errors ?? [];
  const message = oneLine(first?.message ?? '');
  const short = message.length > 500 ? `${message.slice(0, 500)}…` : message;
  const place = placeText(told);
  const notRun = notRunText(told.test);
  const parts = [
    markdownText(fullTitle(told)),
    ...(place === '' ? [] : [` (${markdownText(place)})`]),
    `: ${markdownText(short)}`,
    ...(notRun === undefined ? [] : [`; ${notRun}`]),
  ];
  return `- **failed** ${parts.join('')}\n`;
}
