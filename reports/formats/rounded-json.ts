/** A model as JSON: as it is, fractions with 12 significant digits, a newline at the end. */

import { visible } from '../text.ts';

/** The last bits of Math.exp differ between versions of V8: with fewer digits the same files give the same text. */
export function roundedJson(model: object): string {
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
  return `${visible(JSON.stringify(model, rounded, 2))}\n`;
}
