/** The README's table of verdicts, cut from a run. */
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
