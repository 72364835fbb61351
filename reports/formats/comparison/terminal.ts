/** A comparison on a terminal: the sentence that matters, claim by claim every change on one axis, and what was left out. */

import {
  changeName,
  comparisonWarnings,
  drawnAs,
  foldReasons,
  foldStandings,
  furtherDoubts,
  powerText,
  reasonText,
  sidesText,
  standingWords,
  telling,
  verdictText,
  whenText,
} from '../../comparison.ts';
import type { ChangeReport, ComparisonReport } from '../../model.ts';
import { breakage } from '../../notes.ts';
import { marks } from '../../standings.ts';
import { oneLine } from '../../text.ts';
import { count } from '../../units.ts';
import { environmentSentence } from '../../words.ts';
import { draw, hang, inks, type Line, type Paper } from '../terminal/ink.ts';
import { changeLines, layoutOf } from './terminal-rows.ts';

export function comparisonTerminal(report: ComparisonReport, paper: Paper): string {
  const columns = Math.max(20, paper.width);
  const lines = [
    ...hang({ text: '' }, report.sentence, columns, 'bold'),
    ...hang({ text: '' }, `${sidesText(report)}.`, columns),
    ...environments(report).flatMap((says) => hang({ text: '' }, says, columns, 'dim')),
    ...warningLines(report, columns),
    ...claimLines(report, columns),
    ...verdictLines(report, columns),
    ...standingLines(report, columns),
    rule(columns),
    ...closing(report, columns),
  ];
  return draw(lines, { ...paper, width: columns });
}

function environments(report: ComparisonReport): string[] {
  return [...new Set(report.environments.map(environmentSentence))];
}

function warningLines(report: ComparisonReport, columns: number): Line[] {
  return comparisonWarnings(report).flatMap((says) => hang({ text: '! ', ink: 'yellow' }, says, columns, 'yellow'));
}

function claimLines(report: ComparisonReport, columns: number): Line[] {
  const claims = [...new Set(report.changes.map(({ claim }) => claim))];
  if (claims.length === 0) return [];
  const layout = layoutOf(report);
  const told = new Set<string>();
  return [
    rule(columns),
    ...claims.flatMap((claim, at): Line[] => {
      const own = report.changes.filter((one) => one.claim === claim);
      return [
        ...(at === 0 ? [] : [[]]),
        ...hang({ text: '' }, claim, columns, 'bold'),
        ...hang({ text: '  ' }, own[0]!.says, columns, 'dim'),
        ...changeLines(own, report, layout, columns),
        ...reasonLines(own, report, told, columns),
      ];
    }),
  ];
}

/** What can be told needs no words beside its figures; those that have the same reason have it once. */
function reasonLines(
  changes: readonly ChangeReport[],
  report: ComparisonReport,
  told: Set<string>,
  columns: number,
): Line[] {
  const untold = changes.filter((one) => (one.is === 'inconclusive' || !one.ratio) && !told.has(one.reason));
  if (!report.controls.passed) for (const { reason } of untold) told.add(reason);
  return foldReasons(untold).flatMap((alike) => {
    const { is } = alike[0]!;
    const mark = { text: `  ${marks[drawnAs[is]]}  `, ink: inks[drawnAs[is]] };
    return hang(mark, `${reasonNames(alike, report)}: ${reasonText(alike)}`, columns, 'dim');
  });
}

function reasonNames(alike: readonly ChangeReport[], report: ComparisonReport): string {
  const names = alike.map((one) => changeName(one, report));
  if (names.length <= 2) return names.join('; ');
  return `${names[0]}, and ${count(names.length - 1, 'other')}`;
}

function verdictLines({ verdicts }: ComparisonReport, columns: number): Line[] {
  if (verdicts.length === 0) return [];
  const flipped = verdicts.filter((one) => one.flipped);
  const same = verdicts.length - flipped.length;
  const rest = same === 0 ? [] : hang({ text: '  ' }, `${count(same, 'verdict')} did not flip`, columns, 'dim');
  return [
    rule(columns),
    [{ text: 'Verdicts before and now', ink: 'bold' }],
    ...flipped.flatMap((one) => hang({ text: '↕ ', ink: 'magenta' }, verdictText(one), columns)),
    ...rest,
  ];
}

/** Of those that share a reason so many are named; the files name all. */
const MOST_NAMED = 5;

function standingLines({ standings }: ComparisonReport, columns: number): Line[] {
  if (standings.length === 0) return [];
  return [
    rule(columns),
    [{ text: 'Not compared', ink: 'bold' }],
    ...foldStandings(standings).flatMap(({ is, says, names }) => {
      const shown = names.slice(0, MOST_NAMED);
      const more = names.length - shown.length;
      const who = [...shown, ...(more > 0 ? [count(more, 'other')] : [])].join(' · ');
      const why = `${standingWords[is]}${says === undefined ? '' : `: ${says}`}`;
      const mark = {
        text: `${is === 'broken' ? marks.broken : marks.unasked} `,
        ink: is === 'broken' ? inks.broken : 'dim',
      };
      return hang(mark, `${oneLine(why)} (${who})`, columns);
    }),
  ];
}

function closing(report: ComparisonReport, columns: number): Line[] {
  const told = (label: string, text: string) => hang({ text: label.padEnd(13), ink: 'dim' }, text, columns);
  const { controls, broken } = report;
  return [
    ...telling(report)
      .filter(({ is }) => is === 'slower')
      .flatMap((one) => {
        const mark = { text: `${marks.refuted} `, ink: inks.refuted };
        return hang(mark, `${one.claim}, ${changeName(one, report)}: ${one.reason}`, columns);
      }),
    ...hang({ text: '' }, report.sentence, columns, 'bold'),
    ...warningLines(report, columns),
    ...broken.flatMap((one) => hang({ text: '! ', ink: inks.broken }, breakage(one), columns, inks.broken)),
    ...furtherDoubts(report).flatMap(({ says, advice }) => told('doubt', `${says} ${advice}`)),
    ...told('controls', `${controls.passed ? 'passed' : 'FAILED'}: ${controls.says}`),
    ...told('power', powerText(report)),
    ...told('run', whenText(report)),
  ];
}

function rule(columns: number): Line {
  return [{ text: '─'.repeat(columns), ink: 'dim' }];
}
