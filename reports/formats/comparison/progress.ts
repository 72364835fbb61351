/** One line for one comparison, as the run goes: `✗ slower  1.21× [1.18, 1.24]  buffers/concat…, concat at bytes=16`. */

import { changeName, changeRatio, changeText, drawnAs } from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { progressLine } from '../progress.ts';
import type { Paper } from '../terminal/ink.ts';

/** Without a newline at its end. */
export function changeProgress(change: ChangeReport, report: Pick<ComparisonReport, 'sides'>, paper: Paper): string {
  const { is, claim } = change;
  return progressLine(
    {
      text: changeText(is),
      verdict: drawnAs[is],
      ratio: changeRatio(change),
      claim: `${claim},`,
      at: changeName(change, report),
    },
    paper,
  );
}
