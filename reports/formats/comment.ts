/** The run as a comment on a pull request: what fell before anything else, all the rest folded, within GitHub's limit. */

import type { Format } from '../format.ts';
import { isUnmet } from '../life.ts';
import type { ClaimReport, ElsewhereReport, MachineReport, RunReport } from '../model.ts';
import { count, grouped } from '../units.ts';
import { runSentence } from '../words.ts';
import { closing, opening } from './markdown/blocks.ts';
import { details } from './markdown/details.ts';
import { markdownText } from './markdown/escape.ts';
import { commentLimit, folded, lengthOf, most, short, shortest } from './markdown/limit.ts';
import { verdictTable } from './markdown/verdict-table.ts';

export { commentLimit } from './markdown/limit.ts';

export const format: Format = { file: 'report.comment.md', write: (report) => comment(report) };

/**
 * Characters of a name in a table, and of what is said at the head and the foot; claims that fell that are shown unfolded;
 * breakages that are told outside of the details; claims whose details were tried and are too long.
 */
const MOST = { characters: 160, said: 500, fallen: 10, broken: 10, tooLong: 20 };
/** Characters that the details of a claim take at the least. */
const LEAST_DETAILS = 300;

/**
 * At most `limit` characters: the details of claims are left out first, then rows of the table, the least interesting
 * before the others, and it says what was left out.
 */
export function comment(whole: RunReport, limit = commentLimit): string {
  const report = shortened(whole);
  const order = report.claims.toSorted((a, b) => interest(b) - interest(a));
  const bare = (rows: number): Kept => ({ listed: new Set(order.slice(0, rows)), unfolded: new Map() });
  const fits = (kept: Kept) => lengthOf(compose(report, kept, limit)) <= limit;
  const rows = most(order.length, (many) => fits(bare(many)));
  if (rows === undefined) return shortest(report.sentence, limit);
  const kept = bare(rows);
  let tooLong = 0;
  let room = limit - lengthOf(compose(report, kept, limit));
  for (const claim of rows < order.length ? [] : order) {
    if (room < LEAST_DETAILS || tooLong >= MOST.tooLong) break;
    const text = details(claim);
    if (lengthOf(text) >= room) {
      tooLong++;
      continue;
    }
    kept.unfolded.set(claim, text);
    room -= lengthOf(text) + 1;
  }
  // What names those that were left out may have become longer.
  for (const claim of [...kept.unfolded.keys()].toReversed()) {
    if (fits(kept)) break;
    kept.unfolded.delete(claim);
  }
  return compose(report, kept, limit);
}

interface Kept {
  /** In the table. */
  readonly listed: ReadonlySet<ClaimReport>;
  /** With their details. */
  readonly unfolded: Map<ClaimReport, string>;
}

function compose(report: RunReport, { listed, unfolded }: Kept, limit: number): string {
  const rows = report.claims.filter((claim) => listed.has(claim));
  const fallen = rows.filter(
    ({ counts, cases, lacks }) => counts.refuted > 0 || (cases.length === 0 && lacks === undefined),
  );
  const shown = report.claims.flatMap((claim) => unfolded.get(claim) ?? []);
  const some = fallen.length > MOST.fallen ? `, ${MOST.fallen} of ${count(fallen.length, 'claim')}` : '';
  return [
    ...opening(report),
    `${markdownText(runSentence(report))}\n`,
    ...(fallen.length === 0 ? [] : [`Fell, or broke${some}:\n`, verdictTable(fallen.slice(0, MOST.fallen))]),
    ...folded(
      rows.length === 1 ? 'The verdict' : `All ${grouped(rows.length)} verdicts`,
      rows.length === 0 ? '' : verdictTable(rows),
    ),
    ...folded('Each claim, case by case', shown.join('\n')),
    ...folded('How it was measured, and how a verdict is read', closing(foot(report))),
    ...unsaid(report),
    ...leftOut(report, { listed, unfolded }, limit),
  ].join('\n');
}

/** With no more breakages than a reader looks at. */
function foot(report: RunReport): RunReport {
  return { ...report, broken: report.broken.slice(0, MOST.broken) };
}

function unsaid({ broken }: RunReport): string[] {
  const many = broken.length - MOST.broken;
  return many > 0 ? [`Not named here: ${count(many, 'further breakage')}.\n`] : [];
}

function leftOut({ claims }: RunReport, { listed, unfolded }: Kept, limit: number): string[] {
  const hidden = claims.filter((claim) => !unfolded.has(claim));
  if (hidden.length === 0) return [];
  const ids = hidden.slice(0, 4).map(({ id }) => markdownText(short(id, MOST.characters)));
  const named = ids.join(', ') + (hidden.length > 4 ? ` and ${count(hidden.length - 4, 'other')}` : '');
  const rows = claims.length - listed.size;
  const unlisted = rows === 0 ? '' : `, and ${count(rows, 'row')} of the table`;
  return [
    `Left out, to stay within ${grouped(limit)} characters: the details of ${count(hidden.length, 'claim')} (${named})${unlisted}.\n`,
  ];
}

/** What stands at the head and the foot is not left out, so none of it may take all of the room. */
function shortened(report: RunReport): RunReport {
  const said = <One extends { readonly says: string }>(one: One) => ({ ...one, says: short(one.says, MOST.said) });
  return {
    ...report,
    sentence: short(report.sentence, MOST.characters),
    controls: said(report.controls),
    ...(report.machines && { machines: report.machines.map(shortenedMachine) }),
    doubts: report.doubts.map(said),
    broken: report.broken.map(said),
    controlClaims: report.controlClaims.map((claim) => ({ ...claim, broken: claim.broken.map(said) })),
    claims: report.claims.map(shortenedClaim),
  };
}

function shortenedMachine(machine: MachineReport): MachineReport {
  const { cpu, platform } = machine.environment;
  const { passed, says } = machine.controls;
  return {
    ...machine,
    environment: {
      ...machine.environment,
      cpu: short(cpu, MOST.characters),
      platform: short(platform, MOST.characters),
    },
    controls: { passed, says: short(says, MOST.said) },
  };
}

function shortenedClaim(claim: ClaimReport): ClaimReport {
  return {
    ...claim,
    says: short(claim.says, MOST.characters),
    sentence: short(claim.sentence, MOST.characters),
    ...(claim.elsewhere && { elsewhere: claim.elsewhere.map(shortenedEntry) }),
  };
}

function shortenedEntry(one: ElsewhereReport): ElsewhereReport {
  const { source, says, sentence, differs } = one;
  return {
    ...one,
    source: short(source, MOST.said),
    says: short(says, MOST.said),
    sentence: short(sentence, MOST.said),
    ...(differs !== undefined && { differs: short(differs, MOST.said) }),
  };
}

/** What a reader would look at first: what broke and what fell, then what changes, then what is in doubt. */
function interest({ broken, counts, crossings, cases, doubts = [], elsewhere = [] }: ClaimReport): number {
  const wrong = cases.some(({ contenders }) => contenders.some(({ answer }) => answer === 'wrong'));
  const doubted = doubts.length > 0 || cases.some((one) => one.doubts.length > 0);
  const other = cases.some(isUnmet) || elsewhere.some(({ is }) => is === 'disagrees');
  const points: readonly (readonly [boolean, number])[] = [
    [broken.length > 0, 16],
    [counts.refuted > 0, 8],
    [wrong || other, 4],
    [crossings.length > 0 || counts.inconclusive > 0, 2],
    [doubted, 1],
  ];
  return points.reduce((sum, [is, worth]) => sum + (is ? worth : 0), 0);
}
