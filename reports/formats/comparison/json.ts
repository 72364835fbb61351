/** A comparison as JSON: as the model has it. */

import type { ComparisonReport } from '../../model.ts';
import { roundedJson } from '../rounded-json.ts';

export function comparisonJson(report: ComparisonReport): string {
  return roundedJson(report);
}
