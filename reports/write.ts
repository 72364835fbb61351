/** Every format that goes into a file, in one list: a new format is one file and its line here. */

import { html } from './formats/html.ts';
import { json } from './formats/json.ts';
import { markdown } from './formats/markdown.ts';
import type { RunReport } from './model.ts';

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

const writers: readonly { readonly name: string; readonly write: (report: RunReport) => string }[] = [
  { name: 'report.html', write: html },
  { name: 'report.json', write: json },
  { name: 'report.md', write: (report) => markdown(report) },
];

export function formats(report: RunReport): readonly WrittenFile[] {
  return writers.map(({ name, write }) => ({ name, text: write(report) }));
}
