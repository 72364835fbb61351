/**
 * Failures as GitHub shows them beside the code: commands that its runner reads from the output.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and, for what is escaped how and
 * how long a message may be, ActionCommand.cs and ExecutionContext.cs of https://github.com/actions/runner.
 */

import type { TestsReport } from '../model.ts';
import { visible } from '../text.ts';
import { count } from '../units.ts';
import { failedTests, fullTitle, notRunText, placeText, type Told } from './each.ts';

/** GitHub shows ten of a kind for a step; the last one says how many are not there. Each line ends with a newline. */
export function annotations(report: TestsReport, most = 10): string {
  const failed = failedTests(report);
  const shown = failed.length > most ? failed.slice(0, most - 1) : failed;
  const left = failed.length - shown.length;
  const more = `and ${count(left, 'more test')} failed: the log has them, and the specification among the artifacts`;
  return [...shown.map(annotation), ...(left > 0 ? [command({ title: 'More failures' }, more)] : [])].join('');
}

function annotation(told: Told): string {
  const { test, file: own } = told;
  const [first] = test.errors ?? [];
  const { file = own, line, column } = first?.place ?? {};
  const place = { ...(file === '' ? {} : { file }), ...(line ? { line } : {}), ...(column ? { col: column } : {}) };
  const said = (test.errors ?? []).map(({ message, diff }) => [message, diff].filter(Boolean).join('\n\n'));
  const text = [...said, notRunText(test) ?? '', line === undefined ? placeText(told) : ''];
  return command({ ...place, title: fullTitle(told) }, text.filter(Boolean).join('\n\n'));
}

function command(properties: Readonly<Record<string, string | number>>, message: string): string {
  const told = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::error ${told.join(',')}::${data(shortened(message, longest))}\n`;
}

/** The runner cuts a message after so many characters. */
const longest = 4096;

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function property(text: string): string {
  return data(shortened(text, 500)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Whatever the runner would not show is made visible first; the halves of a character that was cut too. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
