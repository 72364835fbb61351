/** How verdicts and claims as a whole are told: their marks, their order, their meanings. */

import type { ClaimReport, Verdict } from './model.ts';
import { count, grouped, share } from './units.ts';
import { listed } from './words.ts';

export const verdicts: readonly Verdict[] = ['confirmed', 'refuted', 'equivalent', 'inconclusive'];

/** A mark for every verdict, so that none is told by colour alone. */
export const marks: Readonly<Record<Standing, string>> = {
  confirmed: '✓',
  refuted: '✗',
  equivalent: '≈',
  inconclusive: '?',
  mixed: '◐',
  broken: '!',
  unasked: '–',
};

/** What of a claim says how it stands, on one runtime. */
type Outcomes = Pick<ClaimReport, 'counts' | 'broken'>;

/**
 * How a claim stands as a whole: the verdict that all of its cases share, or else mixed; without a case broken where
 * something broke, and otherwise unasked: the machine lacks something for it, or the run was cut short before it.
 */
export type Standing = Verdict | 'mixed' | 'broken' | 'unasked';

export function standing(claim: Outcomes): Standing {
  const found = verdicts.filter((verdict) => claim.counts[verdict] > 0);
  if (found.length > 1) return 'mixed';
  return found[0] ?? (claim.broken.length > 0 ? 'broken' : 'unasked');
}

/** In the order of interest. */
export const standings: readonly Standing[] = [
  ...verdicts.slice(0, 2),
  'mixed',
  ...verdicts.slice(2),
  'unasked',
  'broken',
];

/** How the claims stand, in one sentence: `Of 56 claims 18 held, 9 fell and 11 could not be told; 1 was not asked here.` */
export function sayStandings(claims: readonly Outcomes[]): string {
  if (claims.length === 0) return 'Nothing was measured.';
  const parts = standings.flatMap((stands) => {
    const many = claims.filter((claim) => standing(claim) === stands).length;
    return many === 0 ? [] : [`${grouped(many)} ${fate[stands](many)}`];
  });
  return `Of ${count(claims.length, 'claim')} ${listed(parts)}.`;
}

const fate: Readonly<Record<Standing, (many: number) => string>> = {
  confirmed: () => 'held',
  refuted: () => 'fell',
  mixed: () => 'came out differently from case to case',
  equivalent: () => 'made no difference that matters',
  inconclusive: () => 'could not be told',
  unasked: (many) => `${many === 1 ? 'was' : 'were'} not asked here`,
  broken: (many) => `${many === 1 ? 'was' : 'were'} broken`,
};

/** How to read a verdict, in the words of the method; `margin` is the usual one. */
export function meanings(margin = 0.05): readonly { readonly verdict: Verdict; readonly says: string }[] {
  const most = share(margin);
  return [
    {
      verdict: 'confirmed',
      says: `The favoured contender wins by more than the margin (${most} unless the claim sets another): the whole 95 % interval lies beyond it. Where a claim asks for a least ratio instead, it lies above that.`,
    },
    {
      verdict: 'refuted',
      says: 'It loses by more than the margin, or falls short of the least ratio, or an answer is wrong that the claim says is right.',
    },
    { verdict: 'equivalent', says: 'Whatever difference there is, it is smaller than the margin.' },
    { verdict: 'inconclusive', says: 'None of these could be shown. That is not the same as no difference.' },
  ];
}
