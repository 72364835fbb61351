/** A comparison as the comment on a pull request that is written once and then over, within GitHub's limit. */

import type { ChangeReport, ComparisonReport, SideReport, Value } from '../../model.ts';
import { commentLimit, lengthOf, most, short, shortest } from '../markdown/limit.ts';
import { foldedBlocks, openingBlocks, powerBlocks, tellingBlocks } from './markdown-blocks.ts';

/** Its first line, which nobody sees: by it the comment is found again. */
export const commentMarker = '<!-- touchstone: compare -->';

/** Characters of a name, and of what is said in a sentence; rows of a table; doubts. */
const MOST = { characters: 160, said: 500, rows: 200, doubts: 10 };

/** At most `limit` characters: of every table as many rows as fit, the most interesting ones first. */
export function comparisonComment(whole: ComparisonReport, limit = commentLimit): string {
  const report = shortened(whole);
  const compose = (rows: number) => [commentMarker, ...blocks(report, rows)].join('\n');
  const rows = most(MOST.rows, (many) => lengthOf(compose(many)) <= limit);
  if (rows !== undefined) return compose(rows);
  return `${commentMarker}\n${shortest(report.sentence, limit - commentMarker.length - 2)}`;
}

function blocks(report: ComparisonReport, rows: number): string[] {
  return [
    ...openingBlocks(report),
    ...tellingBlocks(report, rows),
    ...powerBlocks(report),
    ...foldedBlocks(report, rows),
  ];
}

/** Nothing that somebody else has named may take all of the room. */
function shortened(report: ComparisonReport): ComparisonReport {
  const name = (text: string) => short(text, MOST.characters);
  const said = (text: string) => short(text, MOST.said);
  return {
    ...report,
    sentence: said(report.sentence),
    id: name(report.id),
    version: name(report.version),
    baseline: shortSide(report.baseline),
    sides: report.sides.slice(0, MOST.doubts).map(shortSide),
    controls: { ...report.controls, says: said(report.controls.says) },
    environments: report.environments.map((one) => ({ ...one, cpu: name(one.cpu), runtime: name(one.runtime) })),
    changes: report.changes.map(shortChange),
    verdicts: report.verdicts.map((one) => ({ ...one, claim: name(one.claim), given: shortPoint(one.given) })),
    standings: report.standings.map(({ says, ...one }) => ({
      ...one,
      claim: name(one.claim),
      ...(one.contender !== undefined && { contender: name(one.contender) }),
      ...(one.case !== undefined && { case: name(one.case) }),
      ...(says !== undefined && { says: said(says) }),
    })),
    broken: report.broken.map((one) => ({
      ...one,
      claim: name(one.claim),
      says: said(one.says),
      remedy: said(one.remedy),
    })),
    doubts: report.doubts.slice(0, MOST.doubts).map((one) => ({ ...one, says: said(one.says) })),
  };
}

function shortSide({ subject, ...side }: SideReport): SideReport {
  return {
    ...side,
    name: short(side.name, MOST.characters),
    ...(subject !== undefined && { subject: short(subject, MOST.characters) }),
  };
}

/** What a case is given may be a text of any length. */
function shortPoint(given: ChangeReport['given']): ChangeReport['given'] {
  const cut = ([axis, value]: [string, Value]) => [
    short(axis, MOST.characters),
    typeof value === 'string' ? short(value, MOST.characters) : value,
  ];
  return Object.fromEntries(Object.entries(given).map(cut) as [string, Value][]);
}

function shortChange(change: ChangeReport): ChangeReport {
  const name = (text: string) => short(text, MOST.characters);
  return {
    ...change,
    claim: name(change.claim),
    contender: name(change.contender),
    given: shortPoint(change.given),
    side: name(change.side),
    reason: short(change.reason, MOST.said),
    values: change.values.map((one) => ({ ...one, name: name(one.name) })),
  };
}
