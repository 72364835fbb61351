/** Tells a judged run or comparison: on the terminal, and as files in every format. */
import { join, resolve } from 'node:path';
import { comparisonAnnotations } from '../../reports/formats/comparison/annotations.ts';
import { comparisonJson } from '../../reports/formats/comparison/json.ts';
import { comparisonTerminal } from '../../reports/formats/comparison/terminal.ts';
import { asserted, assertedAnnotations } from '../../reports/formats/expectations.ts';
import { json } from '../../reports/formats/json.ts';
import { terminal } from '../../reports/formats/terminal.ts';
import type { ComparisonReport, RunReport, Samples } from '../../reports/model.ts';
import { writtenComparison } from '../../reports/write-comparison.ts';
import { written } from '../../reports/write.ts';
import { BENCH_REPORTS, COMPARE_REPORTS } from '../reports-folder.ts';
import { writeFiles } from '../write-files.ts';
import type { Parsed } from './options.ts';
import { paperOf, type Streams } from './terminal.ts';

export function tellReport(report: RunReport, asJson: boolean, { out, env }: Pick<Streams, 'out' | 'env'>): void {
  out.write(asJson ? json(report) : terminal(report, paperOf(out, env)));
}

/** What an exit code is asked to tell besides. */
export interface Asked {
  /** Whether a verdict that is not the expected one is a failure. */
  readonly assert: boolean;
  /** Whether one that could not be told is. */
  readonly strict: boolean;
}

export function askedOf(parsed: Parsed): Asked {
  return { assert: parsed.has('assert'), strict: parsed.has('strict') };
}

/**
 * 0 where everything was measured, whatever came out; 1 where it is asserted and a verdict is not the expected one; 3 where
 * something broke or nothing was measured; 2 where it is asked to be strict and something could not be told.
 */
export function exitCodeOf(
  { broken, claims, controlClaims, counts, controls, shard, expectations }: RunReport,
  { assert, strict }: Asked,
): number {
  if (assert && expectations?.outcome === 'unmet') return 1;
  const all = [...claims, ...controlClaims];
  if (broken.length > 0 || all.some((claim) => claim.broken.length > 0)) return 3;
  // Where there are more shards than cases, some have nothing to do, and have done it.
  if (shard?.cases !== 0 && all.every(({ cases }) => cases.length === 0)) return 3;
  const open = assert && expectations !== undefined && expectations.open > 0;
  return strict && (counts.inconclusive > 0 || !controls.passed || open) ? 2 : 0;
}

/** Of several: what was found counts before what broke, and that before what could not be told. */
export function worstOf(codes: readonly number[]): number {
  return [1, 3, 2].find((code) => codes.includes(code)) ?? 0;
}

/** What came out where a run is held against what its claims expect; `name` tells it from others. */
export function tellAsserted(report: RunReport, { err, env }: Pick<Streams, 'err' | 'env'>, name?: string): void {
  err.write(asserted(report, name));
  if (env['GITHUB_ACTIONS'] === 'true') err.write(assertedAnnotations(report));
}

/**
 * Writes the report in every format, and the front page anew where that leads to it.
 *
 * @returns lines that say where
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export async function writeReports(report: RunReport, samples: Samples, folder: string): Promise<string> {
  const files = (await written(report, samples)).map(({ name, text }) => ({ path: join(folder, name), text }));
  writeFiles(files);
  return files.map(({ path }) => `report:  ${path}\n`).join('') + (await toldInFrontPage(folder, BENCH_REPORTS));
}

/** In a workflow of GitHub also what it shows beside the code, apart from what was asked for. */
export function tellComparison(
  report: ComparisonReport,
  asJson: boolean,
  { out, err, env }: Pick<Streams, 'out' | 'err' | 'env'>,
): void {
  out.write(asJson ? comparisonJson(report) : comparisonTerminal(report, paperOf(out, env)));
  if (env['GITHUB_ACTIONS'] === 'true') err.write(comparisonAnnotations(report));
}

/**
 * 0 where nothing is slower, or nothing was to be measured; 1 where something is; 3 where something broke or nothing was
 * measured; 2 where it is asked to be strict and something may be slower.
 */
export function exitCodeOfComparison({ outcome }: ComparisonReport, strict: boolean): number {
  if (outcome === 'inconclusive') return strict ? 2 : 0;
  return { pass: 0, 'nothing to measure': 0, regression: 1, broken: 3 }[outcome];
}

/**
 * Writes the comparison in every format, and the front page anew where that leads to it.
 *
 * @returns lines that say where
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export async function writeComparison(report: ComparisonReport, folder: string): Promise<string> {
  const files = writtenComparison(report).map(({ name, text }) => ({ path: join(folder, name), text }));
  writeFiles(files);
  return files.map(({ path }) => `report:  ${path}\n`).join('') + (await toldInFrontPage(folder, COMPARE_REPORTS));
}

/**
 * Writes the front page anew, where it leads to what has been written.
 *
 * @param usual the folder to which it leads
 * @returns a line that says where, or nothing
 * @throws {TouchstoneError} OUTPUT_FAILED
 */
export async function toldInFrontPage(folder: string, usual: string): Promise<string> {
  if (resolve(folder) !== resolve(usual)) return '';
  const { writeFrontPage } = await import('../front-page.ts');
  return `all:     ${writeFrontPage()}\n`;
}
