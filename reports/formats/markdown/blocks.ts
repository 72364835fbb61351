/** What stands at the beginning and at the end of every run in Markdown. Each block ends with a newline. */

import type { RunReport } from '../../model.ts';
import { concordMarks, toBeExplained, unmetText } from '../../life.ts';
import { breakage } from '../../notes.ts';
import { marks, meanings } from '../../standings.ts';
import { count } from '../../units.ts';
import { machineSentences, power, runSentence, warnings } from '../../words.ts';
import { markdownText } from './escape.ts';
import { short } from './limit.ts';
import { othersText } from './others.ts';

/** The sentence, where it was measured, and what is to be known before any figure. */
export function opening(report: RunReport): string[] {
  const lines = warnings(report).map((warning) => `> ${markdownText(warning)}\n`);
  return [
    `**${markdownText(report.sentence)}**\n`,
    machineLines(report),
    ...(lines.length === 0 ? [] : [`> [!WARNING]\n${lines.join('>\n')}`]),
    ...unmetLines(report),
  ];
}

/** So many are named at the head, and so many at the foot; the details of the claims have all. */
const MOST_NAMED = 10;
/** Characters of each. */
const LONGEST = 500;

function unmetLines({ expectations }: RunReport): string[] {
  if (!expectations || expectations.unmet.length === 0) return [];
  const named = expectations.unmet.map(
    (one) => `${marks[one.verdict]} ${markdownText(short(unmetText(one), LONGEST))}`,
  );
  return [
    `Other than expected:\n\n${few(named)
      .map((one) => `- ${one}\n`)
      .join('')}`,
  ];
}

function few(items: readonly string[]): string[] {
  const more = items.length - MOST_NAMED;
  return [...items.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${count(more, 'other')}`] : [])];
}

function machineLines(report: RunReport): string {
  const [first = '', ...machines] = machineSentences(report).map(markdownText);
  return [`${first}\n`, ...(machines.length === 0 ? [] : ['\n', ...machines.map((one) => `- ${one}\n`)])].join('');
}

/** What broke, the doubts, the controls, what could have been found, and how a verdict is read. */
export function closing(report: RunReport): string {
  const { passed, says } = report.controls;
  const broken = [...report.broken, ...report.controlClaims.flatMap((claim) => claim.broken)];
  return [
    ...broken.map((one) => `${marks.broken} ${markdownText(breakage(one))}`),
    ...report.doubts.map((doubt) => `Doubt: ${markdownText(`${doubt.says} ${doubt.advice}`)}`),
    ...few(
      toBeExplained(report).map(
        ({ claim, one }) =>
          `To be explained: ${concordMarks.disagrees} ${markdownText(short(claim.id, LONGEST))}: ${othersText(one)}`,
      ),
    ),
    ...(report.expectations ? [markdownText(report.expectations.sentence)] : []),
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
