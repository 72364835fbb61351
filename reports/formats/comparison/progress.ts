/** One line for one comparison, as the run goes: `✗ slower  1.21× [1.18, 1.24]  buffers/concat…, concat at bytes=16`. */

import { changeRatio, changeText, drawnAs, placeName } from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { pad, oneLine, width } from '../../text.ts';
import { progressLine } from '../progress.ts';
import type { Paper } from '../terminal/ink.ts';

/** Without a newline at its end. */
export function changeProgress(change: ChangeReport, { sides }: Pick<ComparisonReport, 'sides'>, paper: Paper): string {
  const { is, claim, side } = change;
  const lead = sides.length > 1 ? pad(oneLine(side), Math.max(...sides.map(({ name }) => width(oneLine(name))))) : '';
  return progressLine(
    {
      text: changeText(is),
      verdict: drawnAs[is],
      ratio: changeRatio(change),
      claim: `${claim},`,
      at: placeName(change),
      lead,
    },
    paper,
  );
}
