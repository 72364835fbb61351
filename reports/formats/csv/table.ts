/** A table in CSV (RFC 4180): what stands in a cell is never taken for a formula, and comes back as it was. */

import { oneLine } from '../../text.ts';

export type Cell = string | number | boolean | undefined;

export type CsvColumn<Row> = (row: Row) => Cell;

/** A head with the names of the columns, then a record for each row. */
export function csvTable<Row>(columns: Readonly<Record<string, CsvColumn<Row>>>, rows: readonly Row[]): string {
  const head = Object.keys(columns).map((name) => write(name));
  const records = rows.map((row) => Object.values(columns).map((cell) => write(cell(row))));
  return [head, ...records].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Of the last bits versions of V8 disagree, so a fraction has 12 significant digits, as in JSON. */
function write(cell: Cell): string {
  if (typeof cell === 'number') return String(Number.isInteger(cell) ? cell : Number(cell.toPrecision(12)));
  const text = harmless(oneLine(String(cell ?? '')));
  return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet takes text that begins so for a formula, behind a semicolon too, where that is what it splits at. Behind
 * an apostrophe it is text. Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(text: string): string {
  return text.replaceAll(/(?:^|;)["\s]*(?=[=+\-@＝＋－＠])/g, "$&'");
}
