/**
 * What GitHub shows beside the code: commands that its runner reads from the output.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and, for what is escaped how and
 * how long a message may be, ActionCommand.cs and ExecutionContext.cs of https://github.com/actions/runner.
 */

import { visible } from './text.ts';

/** One command with its newline; whatever the properties and the message hold stays in them. */
export function workflowCommand(
  kind: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const told = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${kind} ${told.join(',')}::${data(shortened(message, longest))}\n`;
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
