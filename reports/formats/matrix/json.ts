/** A matrix as JSON: as the model has it, fractions with 12 significant digits, a newline at the end. */

import type { MatrixReport } from '../../model.ts';
import { visible } from '../../text.ts';

/** The last bits of Math.exp differ between versions of V8: with fewer digits the same files give the same text. */
export function matrixJson(report: MatrixReport): string {
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
  return `${visible(JSON.stringify(report, rounded, 2))}\n`;
}
