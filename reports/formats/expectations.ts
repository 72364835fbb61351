/** What came out where a run was held against what its claims expect: a line, and what GitHub shows beside the code. */

import { unmetText } from '../life.ts';
import type { RunReport } from '../model.ts';
import { count } from '../units.ts';
import { workflowCommand } from '../workflow-command.ts';

/** With a newline at its end. `name` tells the run from others. */
export function asserted({ expectations }: RunReport, name = ''): string {
  const says = expectations?.sentence ?? 'No claim of this run expects a verdict, so that nothing was asserted.';
  return `assert:  ${name === '' ? '' : `${name}: `}${says}\n`;
}

/** GitHub shows ten of a kind for a step: the last one says how many are not there. Each line ends with a newline. */
export function assertedAnnotations({ expectations }: RunReport, most = 10): string {
  const unmet = expectations?.outcome === 'unmet' ? expectations.unmet : [];
  const shown = unmet.length > most ? unmet.slice(0, most - 1) : unmet;
  const left = unmet.length - shown.length;
  const title = 'Other than expected';
  return [
    ...shown.map((one) =>
      workflowCommand('error', { title: `${title}: ${one.claim}` }, `${unmetText(one)}: ${one.reason}`),
    ),
    ...(left > 0 ? [workflowCommand('error', { title }, `and ${count(left, 'other')}: the report has them`)] : []),
  ].join('');
}
