/** What every format says of what a claim is held against: the verdicts that it expects, and the figures of others. */

import type { CaseReport, ClaimReport, Concord, ElsewhereReport, RunReport, UnmetReport } from './model.ts';
import { count, grouped, interval, point } from './units.ts';
import { listed, stopped } from './words.ts';

/** Whether another verdict than the expected one was found, or none. */
export function isUnmet({ expected, verdict }: Pick<CaseReport, 'expected' | 'verdict'>): boolean {
  return expected !== undefined && expected !== verdict;
}

/** `buffers/slab at bytes=16 B: expected confirmed, found refuted, 0.73× [0.71, 0.75]`. */
export function unmetText({ claim, given, expected, verdict, ratio }: UnmetReport): string {
  const where = point(given);
  const shown = ratio ? interval(ratio) : 'by its answers';
  return `${claim}${where === '' ? '' : ` at ${where}`}: expected ${expected}, found ${verdict}, ${shown}`;
}

/** A mark for what figures of others come to, so that none is told by colour alone. */
export const concordMarks: Readonly<Record<Concord, string>> = { agrees: '=', disagrees: '≠', untold: '?' };

/** `of 4 published figures 2 agree, 1 disagrees and 1 could not be told`; empty where the claim names none. */
export function sayElsewhere({ elsewhere = [] }: Pick<ClaimReport, 'elsewhere'>): string {
  if (elsewhere.length === 0) return '';
  const many = (kind: Concord) => elsewhere.filter(({ is }) => is === kind).length;
  const [agree, disagree, open] = [many('agrees'), many('disagrees'), many('untold')];
  const parts = [
    ...(agree > 0 ? [`${grouped(agree)} ${agree === 1 ? 'agrees' : 'agree'}`] : []),
    ...(disagree > 0 ? [`${grouped(disagree)} ${disagree === 1 ? 'disagrees' : 'disagree'}`] : []),
    ...(open > 0 ? [`${grouped(open)} could not be told`] : []),
  ];
  return `of ${count(elsewhere.length, 'published figure')} ${listed(parts)}`;
}

/** What figures of others come to here, without them: `disagrees: join is faster …. The claim explains it: …`. */
export function concordText({ sentence, differs }: ElsewhereReport): string {
  return differs === undefined ? stopped(sentence) : `${stopped(sentence)} The claim explains it: ${stopped(differs)}`;
}

/** `on node@16`, where they say what they measured on. */
export function measuredOn({ on }: ElsewhereReport): string {
  return on === undefined ? '' : `on ${on}`;
}

/** Figures of others in a line, with what they come to here. */
export function elsewhereText(one: ElsewhereReport): string {
  const on = measuredOn(one);
  return `“${one.says}” (${one.source}${on === '' ? '' : `, ${on}`}): ${concordText(one)}`;
}

/** Figures of others that disagree, for which the claim has no explanation. */
export function toBeExplained({
  claims,
}: Pick<RunReport, 'claims'>): readonly { readonly claim: ClaimReport; readonly one: ElsewhereReport }[] {
  return claims.flatMap((claim) =>
    (claim.elsewhere ?? []).flatMap((one) =>
      one.is === 'disagrees' && one.differs === undefined ? [{ claim, one }] : [],
    ),
  );
}

/** What the figures of others come to at a case; missing where none is about it. */
export function concordAt({ elsewhere = [] }: ClaimReport, at: CaseReport): Concord | undefined {
  const found = new Set(
    elsewhere.flatMap(({ cases }) => cases.filter((one) => one.case === at.id).map(({ is }) => is)),
  );
  return (['disagrees', 'agrees', 'untold'] as const).find((kind) => found.has(kind));
}
