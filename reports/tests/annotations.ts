/** Failures as GitHub shows them beside the code. */

import type { TestsReport } from '../model.ts';
import { count } from '../units.ts';
import { workflowCommand } from '../workflow-command.ts';
import { failedTests, fullTitle, notRunText, placeText, type Told } from './each.ts';

/** GitHub shows ten of a kind for a step; the last one says how many are not there. Each line ends with a newline. */
export function annotations(report: TestsReport, most = 10): string {
  const failed = failedTests(report);
  const shown = failed.length > most ? failed.slice(0, most - 1) : failed;
  const left = failed.length - shown.length;
  const more = `and ${count(left, 'more test')} failed: the log has them, and the specification among the artifacts`;
  return [
    ...shown.map(annotation),
    ...(left > 0 ? [workflowCommand('error', { title: 'More failures' }, more)] : []),
  ].join('');
}

function annotation(told: Told): string {
  const { test, file: own } = told;
  const [first] = test.errors ?? [];
  const { file = own, line, column } = first?.place ?? {};
  const place = { ...(file === '' ? {} : { file }), ...(line ? { line } : {}), ...(column ? { col: column } : {}) };
  const said = (test.errors ?? []).map(({ message, diff }) => [message, diff].filter(Boolean).join('\n\n'));
  const text = [...said, notRunText(test) ?? '', line === undefined ? placeText(told) : ''];
  return workflowCommand('error', { ...place, title: fullTitle(told) }, text.filter(Boolean).join('\n\n'));
}
