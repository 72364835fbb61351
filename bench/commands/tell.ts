/** Tells a judged run: on the terminal, and as files in every format. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { json } from '../../reports/formats/json.ts';
import { terminal } from '../../reports/formats/terminal.ts';
import type { RunReport, Samples } from '../../reports/model.ts';
import { written } from '../../reports/write.ts';
import { sentenceOf, TouchstoneError } from '../errors.ts';
import { BENCH_REPORTS } from '../reports-folder.ts';
import { writeWhole } from '../write-whole.ts';
import { paperOf, type Streams } from './terminal.ts';

export function tellReport(report: RunReport, asJson: boolean, { out, env }: Pick<Streams, 'out' | 'env'>): void {
  out.write(asJson ? json(report) : terminal(report, paperOf(out, env)));
}

/**
 * 0 where everything was measured, whatever came out; 3 where something broke or nothing was measured; 2 where it is
 * asked to be strict and something could not be told.
 */
export function exitCodeOf({ broken, claims, controlClaims, counts, controls }: RunReport, strict: boolean): number {
  const all = [...claims, ...controlClaims];
  if (broken.length > 0 || all.some((claim) => claim.broken.length > 0)) return 3;
  if (all.every(({ cases }) => cases.length === 0)) return 3;
  return strict && (counts.inconclusive > 0 || !controls.passed) ? 2 : 0;
}

/**
 * Writes the report in every format, and the front page anew where that leads to it.
 *
 * @returns lines that say where
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export async function writeReports(report: RunReport, samples: Samples, folder: string): Promise<string> {
  let lines;
  try {
    mkdirSync(folder, { recursive: true });
    const files = await written(report, samples);
    writeWhole(files.map(({ name, text }) => ({ path: join(folder, name), text })));
    lines = files.map(({ name }) => `report:  ${join(folder, name)}\n`).join('');
  } catch (error) {
    const remedy = 'Choose another folder with --out DIR, or make room.';
    throw new TouchstoneError('OUTPUT_FAILED', `Cannot write to ${folder}: ${sentenceOf(error)}`, remedy, {
      cause: error,
    });
  }
  if (resolve(folder) !== resolve(BENCH_REPORTS)) return lines;
  const { writeFrontPage } = await import('../front-page.ts');
  return `${lines}all:     ${writeFrontPage()}\n`;
}
