/** What is slower, and what may be, as GitHub shows it beside the code of its claim. */

import { brokenText, changeName, changeText, telling } from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { count } from '../../units.ts';
import { workflowCommand } from '../../workflow-command.ts';

/**
 * GitHub shows ten of a kind for a step: of either kind the last one says how many are not there. Each line ends with a
 * newline; of runtimes there are none, since none of them must not be slower, and of a shard by itself neither: what it saw
 * is told when all are merged.
 */
export function comparisonAnnotations(report: ComparisonReport, most = 10): string {
  if (report.of !== 'revisions' || report.shard) return '';
  const all = telling(report);
  const slower = all.filter(({ is }) => is === 'slower');
  const open = all.filter(({ is }) => is !== 'slower');
  const title = 'Not fit to compare';
  const failed = report.outcome === 'broken' || report.outcome === 'regression';
  const broke = brokenText(report).map((says) =>
    workflowCommand(failed ? 'error' : 'warning', { title: 'Could not be measured' }, says),
  );
  // Where nothing is believed, each of them would say the same.
  if (!report.controls.passed && slower.length === 0)
    return [...broke.slice(0, most - 1), workflowCommand('warning', { title }, report.controls.says)].join('');
  return [
    ...commands('error', slower, 'More is slower', report, most),
    ...commands('warning', open, 'More may be slower', report, most),
    ...broke.slice(0, Math.max(0, most - (failed ? slower : open).length)),
  ].join('');
}

function commands(
  kind: 'error' | 'warning',
  all: readonly ChangeReport[],
  said: string,
  report: ComparisonReport,
  most: number,
): string[] {
  const shown = all.length > most ? all.slice(0, most - 1) : all;
  const left = all.length - shown.length;
  const more = `and ${count(left, 'other')}: the summary of the job has them`;
  return [
    ...shown.map((one) => {
      const title = `${changeText(one.is)}: ${one.claim}, ${changeName(one, report)}`;
      return workflowCommand(kind, { file: one.file, title }, one.reason);
    }),
    ...(left > 0 ? [workflowCommand(kind, { title: said }, more)] : []),
  ];
}
