/** The run in Markdown, for a README and a pull request: the sentence, the table of verdicts, the claims folded. */

import type { Format } from '../format.ts';
import type { ClaimReport, RunReport } from '../model.ts';
import { count, grouped } from '../units.ts';
import { breakage, environmentSentence, marks, meanings, power, runSentence, warnings } from '../words.ts';
import { details } from './markdown/details.ts';
import { markdownText } from './markdown/escape.ts';
import { verdictTable } from './markdown/verdict-table.ts';

export { verdictTable } from './markdown/verdict-table.ts';

export const format: Format = { file: 'report.md', write: (report) => markdown(report) };

/** What GitHub takes as a comment. */
export const commentLimit = 65_536;

/**
 * At most `limit` characters: the details of claims are left out first, then rows of the table, the least interesting
 * before the others, and it says what was left out.
 */
export function markdown(report: RunReport, { limit = Infinity }: { readonly limit?: number } = {}): string {
  const folded = new Map(report.claims.map((claim) => [claim, details(claim)]));
  const dull = report.claims.toReversed().sort((a, b) => interest(a) - interest(b));
  const after = (steps: number) => {
    const unfolded = new Set(dull.slice(0, steps));
    const unlisted = new Set(dull.slice(0, Math.max(0, steps - dull.length)));
    return compose(report, folded, { unfolded, unlisted, limit });
  };
  return fewest(dull.length * 2, after, (text) => text.length <= limit) ?? shortest(report, limit);
}

/** The text after as few steps as will do, found by halving, since composing a large run takes a while. */
function fewest(most: number, after: (steps: number) => string, fits: (text: string) => boolean): string | undefined {
  let [low, high, steps] = [0, most, 0];
  let best: string | undefined;
  while (low <= high) {
    const text = after(steps);
    if (fits(text)) {
      best = text;
      high = steps - 1;
    } else low = steps + 1;
    steps = Math.floor((low + high) / 2);
  }
  return best;
}

interface LeftOut {
  readonly unfolded: ReadonlySet<ClaimReport>;
  readonly unlisted: ReadonlySet<ClaimReport>;
  readonly limit: number;
}

function compose(report: RunReport, folded: ReadonlyMap<ClaimReport, string>, left: LeftOut): string {
  const listed = report.claims.filter((claim) => !left.unlisted.has(claim));
  const shown = report.claims.filter((claim) => !left.unfolded.has(claim));
  const blocks = [
    `**${markdownText(report.sentence)}**\n`,
    `${markdownText(environmentSentence(report.environment))}\n`,
    warningBlock(report),
    listed.length === 0 ? '' : verdictTable(listed),
    leftOut(left),
    ...shown.map((claim) => folded.get(claim) ?? ''),
    closing(report),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function warningBlock(report: RunReport): string {
  const lines = warnings(report).map((warning) => `> ${markdownText(warning)}\n`);
  return lines.length === 0 ? '' : `> [!WARNING]\n${lines.join('>\n')}`;
}

function leftOut({ unfolded, unlisted, limit }: LeftOut): string {
  if (unfolded.size === 0) return '';
  const ids = Array.from(unfolded, ({ id }) => markdownText(id));
  const named = ids.slice(0, 8).join(', ') + (ids.length > 8 ? ` and ${count(ids.length - 8, 'other')}` : '');
  const rows = unlisted.size === 0 ? '' : `, and ${count(unlisted.size, 'row')} of the table`;
  const hidden = `the details of ${count(unfolded.size, 'claim')} (${named})`;
  return `Left out, to stay within ${grouped(limit)} characters: ${hidden}${rows}.\n`;
}

function closing(report: RunReport): string {
  const { passed, says } = report.controls;
  const broken = [...report.broken, ...report.controlClaims.flatMap((claim) => claim.broken)];
  return [
    ...broken.map((one) => `${marks.broken} ${markdownText(breakage(one))}`),
    ...report.doubts.map((doubt) => `Doubt: ${markdownText(`${doubt.says} ${doubt.advice}`)}`),
    `Controls ${passed ? 'passed' : '**failed**'}: ${markdownText(says)}`,
    markdownText(power(report)),
    markdownText(`Run: ${runSentence(report)}`),
    meanings()
      .map(({ verdict, says: meaning }) => `${marks[verdict]} **${verdict}**: ${markdownText(meaning)}`)
      .join(' '),
  ]
    .map((item) => `- ${item}\n`)
    .join('');
}

/** What a reader would look at first: what broke and what fell, then what changes, then what is in doubt. */
function interest({ broken, counts, crossings, cases }: ClaimReport): number {
  const wrong = cases.some(({ contenders }) => contenders.some(({ answer }) => answer === 'wrong'));
  const doubted = cases.some(({ doubts }) => doubts.length > 0);
  const points: readonly (readonly [boolean, number])[] = [
    [broken.length > 0, 16],
    [counts.refuted > 0, 8],
    [wrong, 4],
    [crossings.length > 0 || counts.inconclusive > 0, 2],
    [doubted, 1],
  ];
  return points.reduce((sum, [is, worth]) => sum + (is ? worth : 0), 0);
}

/** Nothing but the sentence, as much of it as fits whatever has to be escaped. */
function shortest({ sentence }: RunReport, limit: number): string {
  const characters = Array.from(sentence).slice(0, Math.max(0, Math.floor(limit / 16)));
  return markdownText(characters.join(''));
}
