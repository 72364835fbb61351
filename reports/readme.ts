/** Cuts the README's table of verdicts from the published run: `node dist/reports/readme.js` from the root. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { verdictTable } from './formats/markdown/verdict-table.ts';
import type { RunReport } from './model.ts';
import { environmentSentence } from './words.ts';

const BEGIN = '<!-- verdicts: cut from reports/published/report.json by npm run publish-report -->\n';
const END = '<!-- /verdicts -->';

/**
 * The README with the run's table between its two marks.
 *
 * @throws {RangeError} where the marks are missing
 */
export function withVerdicts(readme: string, report: RunReport): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new RangeError('The README has lost the marks around its table of verdicts.');
  const told = `${verdictTable(report.claims)}\n${report.sentence} ${environmentSentence(report.environment)}\n`;
  return `${readme.slice(0, begin)}${BEGIN}\n${told}\n${readme.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = JSON.parse(readFileSync('reports/published/report.json', 'utf8')) as RunReport;
  writeFileSync('README.md', withVerdicts(readFileSync('README.md', 'utf8'), report));
}
