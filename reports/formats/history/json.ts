/** A history as JSON: as the model has it. */

import type { HistoryReport } from '../../model.ts';
import { roundedJson } from '../rounded-json.ts';

export function historyJson(report: HistoryReport): string {
  return roundedJson(report);
}
