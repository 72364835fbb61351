/**
 * Holds what others have published against what was measured here. Only directions are compared: their machines, versions
 * and inputs are other ones, so that their figures are no measure of ours.
 *
 * ```
 *   they say \ here   favoured wins   neither                         baseline wins   not told
 *   favoured wins     agrees          by the side of 1 on which the   disagrees       untold
 *   baseline wins     disagrees       interval lies, or else untold   agrees          untold
 *   neither           disagrees       agrees                          disagrees       untold
 * ```
 *
 * Where neither wins here, a difference was shown to be smaller than the margin, and one of theirs may be as small: then it
 * counts on which side of 1 the whole interval lies. The other way round there is nothing to go by: theirs has no interval.
 */
import { metricTextOf } from '../../../reports/metrics.ts';
import type { CaseReport, ClaimReport, Concord, ElsewhereReport, Interval } from '../../../reports/model.ts';
import * as units from '../../../reports/units.ts';
import type { ClaimDescription, ElsewhereDescription } from '../../results.ts';

/** What a case is held against: the claim, and what measured it. */
export interface Subject {
  readonly claim: Pick<
    ClaimReport,
    'favours' | 'over' | 'margin' | 'atLeast' | 'metric' | 'figure' | 'lacks' | 'cases'
  >;
  /** `Node.js 22.12.0`. */
  readonly runtime: string;
  /** Whether the controls of the machine that measured a case passed. */
  readonly believed: (one: CaseReport) => boolean;
}

export function elsewhereOf({ elsewhere }: Pick<ClaimDescription, 'elsewhere'>, subject: Subject): ElsewhereReport[] {
  return (elsewhere ?? []).map((entry) => {
    const { source, says, verdict, on, differs } = entry;
    const held = subject.claim.cases
      .filter(({ id }) => entry.cases.includes(id))
      .map((one) => ({ one, ...hold(winners[verdict], one, subject) }));
    const is = concordOf(held);
    return {
      source,
      says,
      verdict,
      ...(on !== undefined && { on }),
      ...(differs !== undefined && { differs }),
      is,
      sentence: `${sentenceOf(held, entry, subject)}${runtimesApart(entry, is, subject)}`,
      cases: held.map((each) => ({ case: each.one.id, is: each.is })),
    };
  });
}

type Winner = 'favoured' | 'baseline' | 'neither';

const winners: Readonly<Record<ElsewhereDescription['verdict'], Winner>> = {
  confirmed: 'favoured',
  refuted: 'baseline',
  equivalent: 'neither',
};

interface Held {
  readonly one: CaseReport;
  readonly is: Concord;
  /** What is so here, as a part of a sentence: `join is faster than concat by 1.4× [1.3, 1.5]`. */
  readonly here: string;
}

function hold(theirs: Winner, one: CaseReport, subject: Subject): Omit<Held, 'one'> {
  const ours = winnerAt(one, subject);
  const here = sayHere(one, ours, subject);
  if (ours === undefined) return { is: 'untold', here };
  if (ours === theirs) return { is: 'agrees', here };
  if (ours !== 'neither' || theirs === 'neither') return { is: 'disagrees', here };
  const side = sideOf(one.ratio);
  if (side === undefined) return { is: 'untold', here };
  return { is: side === theirs ? 'agrees' : 'disagrees', here };
}

/** Who wins here; `undefined` where that could not be told, or where the answers decide and no figure does. */
function winnerAt(one: CaseReport, { claim: { margin, atLeast }, believed }: Subject): Winner | undefined {
  const { ground, verdict, ratio } = one;
  if (ground === 'answers' || !believed(one)) return undefined;
  // Whether a least ratio is reached is another question than who wins.
  if (atLeast === undefined) return verdict === 'inconclusive' ? undefined : winners[verdict];
  if (!ratio) return undefined;
  const [low, high] = [1 / (1 + margin), 1 + margin];
  if (ratio.low > high) return 'favoured';
  if (ratio.high < low) return 'baseline';
  return ratio.low >= low && ratio.high <= high ? 'neither' : undefined;
}

function sideOf(ratio: Interval | undefined): Winner | undefined {
  if (!ratio) return undefined;
  if (ratio.low > 1) return 'favoured';
  return ratio.high < 1 ? 'baseline' : undefined;
}

function sayHere({ ground, ratio }: CaseReport, ours: Winner | undefined, { claim }: Subject): string {
  if (ground === 'answers') return 'an answer is wrong here, so that no figure decides';
  if (ours === undefined) return 'it could not be told here';
  const winner = ours === 'neither' ? sideOf(ratio) : ours;
  const within = `the margin of ${units.share(claim.margin)}`;
  if (winner === undefined || winner === 'neither') {
    return `whatever difference there is here is smaller than ${within}, and who wins by it cannot be told`;
  }
  const [who, whom] = winner === 'favoured' ? [claim.favours, claim.over] : [claim.over, claim.favours];
  const by = ratio ? ` by ${units.interval(winner === 'favoured' ? ratio : inverse(ratio))}` : '';
  return `${who} ${metricTextOf(claim).beats} ${whom} here${by}${ours === 'neither' ? `, less than ${within}` : ''}`;
}

function inverse({ estimate, low, high }: Interval): Interval {
  return { estimate: 1 / estimate, low: 1 / high, high: 1 / low };
}

function concordOf(held: readonly Pick<Held, 'is'>[]): Concord {
  if (held.some(({ is }) => is === 'disagrees')) return 'disagrees';
  return held.some(({ is }) => is === 'agrees') ? 'agrees' : 'untold';
}

/** Cases that are named one by one; of more the first. */
const MOST_NAMED = 2;

function sentenceOf(held: readonly Held[], { cases }: ElsewhereDescription, { claim }: Subject): string {
  if (claim.lacks !== undefined) return 'not asked here';
  if (held.length === 0) return cases.length === 0 ? 'none of its cases was asked' : 'none of its cases was measured';
  if (held.length === 1) return sayOne(held[0]!);
  const [agree, disagree, open] = (['agrees', 'disagrees', 'untold'] as const).map((kind) =>
    held.filter(({ is }) => is === kind),
  ) as [Held[], Held[], Held[]];
  const of = ` of ${units.count(held.length, 'case')}`;
  const parts = [
    ...(disagree.length > 0 ? [`disagrees at ${disagree.length}${of}`] : []),
    ...(agree.length > 0 ? [`agrees at ${agree.length}${disagree.length > 0 ? '' : of}`] : []),
    ...(open.length > 0 ? [`could not be told at ${open.length}${open.length === held.length ? of : ''}`] : []),
  ];
  const named = disagree.slice(0, MOST_NAMED).map(({ one, here }) => `at ${units.point(one.given)} ${here}`);
  return [parts.join(', '), ...named].join('; ');
}

function sayOne({ is, here }: Held): string {
  return is === 'untold' ? `could not be told: ${here}` : `${is}: ${here}`;
}

/** `; they measured on node@16, and this is Node.js 22.12.0`: a reason that anybody would look for first. */
function runtimesApart({ on }: ElsewhereDescription, is: Concord, { runtime }: Subject): string {
  if (is !== 'disagrees' || on === undefined) return '';
  const ours = runtime.toLowerCase().replace('.js', '').replace(' ', '@');
  return ours === on || ours.startsWith(`${on}.`) ? '' : `; they measured on ${on}, and this is ${runtime}`;
}
