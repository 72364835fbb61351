/**
 * The gate of a comparison: from one log ratio a round to slower, faster, equivalent or inconclusive.
 *
 * ```
 *      faster        │      equivalent       │      slower           what must be shown of the truth
 * ───────────────────┼───────────┼───────────┼───────────────────▶  log(side / baseline), > 0: the side takes longer
 *                   -δ           0          +δ                      δ: the slow-down that is tolerated
 * ```
 *
 * Each statement has a one-sided t test against its border, and not against 0: who changes nothing lies δ away from being
 * called slower. Holm corrects each kind of statement over all comparisons of the run by itself, so that a false regression
 * is named in at most 5 % of the runs, whatever else is found.
 */
import { holm } from './holm.ts';
import { tailAbove } from './interval.ts';
import { isMute, type Probed } from './probes.ts';
import { mean } from './sample.ts';
import { ALPHA, FEWEST_ROUNDS } from './verdict.ts';

export type Change = 'slower' | 'faster' | 'equivalent' | 'inconclusive';

/** The probability of rounds like these, were the statement false. */
export interface Chances {
  readonly slower: number;
  readonly faster: number;
  /** Two one-sided tests, of which the weaker counts (Schuirmann 1987). */
  readonly equivalent: number;
  /** That it is not slower than is tolerated: so much is also true of what is faster, or equivalent. */
  readonly within: number;
}

/**
 * @param logs log(side / baseline), one a round
 * @param margin δ as a log: `Math.log1p(tolerance)`
 * @param level what looking on leaves of the 5 % (see `levelAfter`): each probability is raised in proportion
 * @returns `undefined` where there are too few rounds for any statement
 */
export function chancesOf(logs: readonly number[], margin: number, level: number = ALPHA): Chances | undefined {
  if (logs.length < FEWEST_ROUNDS) return undefined;
  const price = ALPHA / level;
  const negated = logs.map((log) => -log);
  const told = (tail: number) => Math.min(1, price * tail);
  const within = told(tailAbove(negated, -margin));
  return {
    slower: told(tailAbove(logs, margin)),
    faster: told(tailAbove(negated, margin)),
    equivalent: Math.max(within, told(tailAbove(logs, -margin))),
    within,
  };
}

/**
 * The same of probe rounds, whose values may be 0: where only one of the two ever had any, no ratio is needed (a sign test,
 * exact). Looking on costs nothing there, see `furtherZeros`.
 *
 * @param probed of the pair whose favoured one is the baseline, so that its logs are log(side / baseline)
 */
export function chancesOfProbes(probed: Probed, margin: number, level: number = ALPHA): Chances | undefined {
  const { zeros, rounds, logs } = probed;
  if (zeros === 'none') return chancesOf(logs, margin, level);
  if (rounds < FEWEST_ROUNDS || isMute(zeros)) return undefined;
  const chance = 0.5 ** rounds;
  if (zeros === 'favours') return { slower: chance, faster: 1, equivalent: 1, within: 1 };
  if (zeros === 'over') return { slower: 1, faster: chance, equivalent: 1, within: chance };
  return { slower: 1, faster: 1, equivalent: 2 * chance, within: chance };
}

/**
 * One log ratio a round of a side against the same in two places, a baseline and its twin: the mean of both, of which the
 * luck of either place is half. Its variance is a quarter less than that
 * against one of them. Where one of the two is lucky in all rounds it takes more than twice the tolerance to be taken
 * for a change, and by then the twins themselves are told apart ({@link differsBeyond}), and nothing is told.
 *
 * @param against one or two series of log ratios, of the same rounds
 */
export function pool(against: readonly (readonly number[])[]): number[] {
  const [first = []] = against;
  return first.map((_, round) => mean(against.map((logs) => logs[round]!)));
}

/** Where there are no ratios to pool: what is shown against each of them. */
export function weakest(all: readonly (Chances | undefined)[]): Chances | undefined {
  return all.reduce(
    (one, other) =>
      one &&
      other && {
        slower: Math.max(one.slower, other.slower),
        faster: Math.max(one.faster, other.faster),
        equivalent: Math.max(one.equivalent, other.equivalent),
        within: Math.max(one.within, other.within),
      },
  );
}

export interface Told {
  readonly is: Change;
  /** Whether it is shown not to be slower than is tolerated. */
  readonly within: boolean;
  /** What it would be, were it the only question. */
  readonly alone: Change;
}

/** What each comparison of a run is, all of them corrected together (Holm); a missing one was no question. */
export function tellChanges(all: readonly (Chances | undefined)[]): Told[] {
  const asked = all.flatMap((one) => one ?? []);
  const corrected = {
    slower: holm(asked.map(({ slower }) => slower)),
    faster: holm(asked.map(({ faster }) => faster)),
    equivalent: holm(asked.map(({ equivalent }) => equivalent)),
    within: holm(asked.map(({ within }) => within)),
  };
  let next = 0;
  return all.map((one) => {
    if (!one) return { is: 'inconclusive', within: false, alone: 'inconclusive' };
    const at = next++;
    const held: Chances = {
      slower: corrected.slower[at]!,
      faster: corrected.faster[at]!,
      equivalent: corrected.equivalent[at]!,
      within: corrected.within[at]!,
    };
    return { is: shown(held), within: held.within <= ALPHA, alone: shown(one) };
  });
}

/** No two of the three can be shown at once: what lies beyond a border does not lie within it. */
function shown(chances: Chances): Change {
  return (['slower', 'faster', 'equivalent'] as const).find((kind) => chances[kind] <= ALPHA) ?? 'inconclusive';
}

/** Whether the same is shown to differ from the same by more than the margin, among so many twins (Bonferroni). */
export function differsBeyond({ slower, faster }: Chances, twins: number): boolean {
  return 2 * twins * Math.min(slower, faster) <= ALPHA;
}
