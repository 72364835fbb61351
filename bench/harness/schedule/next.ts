/**
 * Which of the open cases is looked at next: those that the rounds left to them may settle, and the others with what time
 * is left then.
 *
 * Where the 5 % are spent late, what a case has read brings its further rounds forward and never ends it: whoever seems to
 * be shown already is looked at among the first, so that the end of the time does not find it while it happens to be
 * ahead. Where they are spent evenly it does not matter who is given the time: then it goes where it settles most.
 */
import type { Plan } from '../../results.ts';
import { furtherZeros } from '../../stats/probes.ts';
import { levelAfter, type Looks } from '../../stats/stopping.ts';
import { bordersOf, furtherRounds } from '../../stats/verdict.ts';
import type { CaseInProgress } from './case-in-progress.ts';

/**
 * Those within reach before the others; of these the one that has been looked at least, and of equals the nearest. Where
 * the 5 % are spent evenly, the one that is settled soonest.
 *
 * @param further rounds until it is settled, by what is known of each
 */
export function nextOf<Case extends Pick<CaseInProgress, 'looks' | 'rounds' | 'pace'>>(
  open: readonly Case[],
  further: (one: Case) => number,
  { rounds: { most }, spending }: Pick<Plan, 'rounds' | 'spending'>,
): Case | undefined {
  const ranked = open.map((one) => {
    const need = further(one);
    const beyond = need > most - one.rounds ? 1 : 0;
    return { one, rank: spending === 'evenly' ? [beyond, need * one.pace] : [beyond, one.looks, need] };
  });
  return ranked.toSorted((a, b) => compareRanks(a.rank, b.rank))[0]?.one;
}

type Read = Pick<CaseInProgress, 'claim' | 'rounds' | 'sides' | 'probed' | 'logs'>;

/**
 * Rounds that would settle all sides of a case, if they go on to lie as they do; `Infinity` where that cannot be told.
 *
 * @param margin δ as a log
 * @param comparisons how many cases are still to be shown
 */
export function roundsToSettle(one: Read, plan: Looks, margin: number, comparisons: number): number {
  const level = levelAfter(one.rounds, plan) / comparisons;
  return Math.max(0, ...one.sides.map((side) => roundsOfSide(one, side, margin, { level, comparisons })));
}

function roundsOfSide(
  one: Read,
  side: string,
  margin: number,
  { level, comparisons }: { level: number; comparisons: number },
): number {
  const probed = one.probed(side);
  if (probed && probed.zeros !== 'none') return furtherZeros(probed, comparisons) ?? Infinity;
  const { around, margin: clear } = bordersOf(margin, one.claim.atLeast);
  const logs = one.logs(side);
  return logs.length < 2 ? Infinity : (furtherRounds(logs, clear, level, around) ?? Infinity);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
