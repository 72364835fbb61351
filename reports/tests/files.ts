/** The files that a run of the suites leaves, each of them written whole or not at all. */

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestsReport } from '../model.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { specification } from './specification.ts';

export const page = 'specification.html';

const formats: Readonly<Record<string, (report: TestsReport) => string>> = {
  'tests.json': (report) => `${JSON.stringify(report)}\n`,
  'junit.xml': junit,
  [page]: specification,
  'summary.md': (report) => markdown(report),
};

/** Makes it, and takes out of it what an earlier run has left, so that nobody takes that for this one. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(formats)) rmSync(join(folder, name), { force: true });
}

/** Of two runs at the same time the later one stays. */
export function writeFiles(folder: string, report: TestsReport): void {
  for (const [name, write] of Object.entries(formats)) {
    const part = join(folder, `${name}.${process.pid}.part`);
    writeFileSync(part, write(report));
    renameSync(part, join(folder, name));
  }
}
