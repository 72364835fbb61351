/**
 * The run: which round comes next.
 *
 * ```
 * first pass    every case in turn: the fewest rounds, with a solo round after each     a first look
 * later passes  the cases that are still open: up to the next look, while there is time  a further look
 * at the end    every case, where it was asked for: probe rounds of the metrics beside time, unless answers decide
 * ```
 *
 * So every case has its verdict before any has a second chance, and the time is for those that it can settle
 * ({@link nextOf}). What has been shown is not asked again, so that each further case is corrected for those that are left
 * (Holm, sequentially: Ye, Li, Liu & Yao, A group sequential Holm procedure with multiple primary endpoints, 2013).
 */
import type { ClaimDescription, ResultRecord, StopRecord } from '../../results.ts';
import { bordersOf, FEWEST_ROUNDS } from '../../stats/verdict.ts';
import { enoughZeros } from '../../stats/probes.ts';
import { stopAt, type Stop } from '../../stats/stopping.ts';
import { brokenRecord, isHopeless } from './broke.ts';
import { CaseInProgress, type CaseOptions } from './case-in-progress.ts';
import { nextOf, roundsToSettle } from './next.ts';
import { pastOf } from './past.ts';
import { workIn, type Task, type Work } from './work.ts';

export interface MeasureOptions extends CaseOptions {
  /** All that the run asks, by which verdicts are corrected. */
  readonly claims: readonly ClaimDescription[];
  /** Whether a case is measured here, where the others are on other machines. */
  readonly only?: ((claim: string, id: string) => boolean) | undefined;
  /** The records of the run until it was interrupted, where this goes on with it. What broke then is not tried again. */
  readonly past?: readonly ResultRecord[];
  /** Hears how far it is; called between rounds, never during one. */
  readonly tell: (progress: Progress) => void;
}

export interface Progress {
  /** `begins`: a case's first round is next. `round`: one has ended. `looked`: the case has been looked at.
   * `probing`: its verdict stands, and its other metrics are read. */
  readonly is: 'begins' | 'round' | 'looked' | 'broken' | 'probing';
  readonly claim: ClaimDescription;
  readonly case: string;
  /** Which look comes next or has been taken, of how many; from 1. */
  readonly look: number;
  readonly looks: number;
  /** Rounds of the case so far that decide: with every contender in one process, or of probes where it is about those. */
  readonly rounds: number;
  /** Cases that have been looked at, of how many. */
  readonly done: number;
  readonly cases: number;
  /** Cases that have been looked at and are still open. */
  readonly open: number;
  /** The how manieth case it is whose other metrics are read, of how many; 0 until then. */
  readonly probed: number;
  readonly toProbe: number;
  readonly work: Work;
}

/**
 * Measures all cases of all claims. What breaks is written down, and the rest goes on.
 *
 * @throws {TouchstoneError} INTERRUPTED when the signal is aborted
 */
export async function measure(options: MeasureOptions): Promise<void> {
  const { claims, plan, only } = options;
  const questions = claims
    .filter(({ control }) => !control)
    .map(({ cases, sides }) => cases.length * (sides?.length ?? 1));
  const comparisons = Math.max(
    1,
    questions.reduce((sum, each) => sum + each, 0),
  );
  const past = pastOf(options.past ?? []);
  const cases = claims.flatMap((claim) =>
    claim.cases
      .filter(({ id }) => only?.(claim.id, id) ?? true)
      .map((one) => new CaseInProgress(claim, one, options, past(claim.id, one.id))),
  );
  const brokenBefore = new Set(cases.filter(({ claim, id }) => past(claim.id, id).broken));
  const givenUp = new Set(hopelessIn(options.past ?? []));
  const broken = new Set(brokenBefore);
  const wantsProbes = (one: CaseInProgress) =>
    plan.probes !== undefined && !one.isProbed && !one.byAnswers && !one.claim.control && !brokenBefore.has(one);
  const taskOf = (one: CaseInProgress): Task => {
    const { claim, load, rounds, probesBeside: probes } = one;
    const isGivenUp = givenUp.has(claim.id);
    const isOver = isGivenUp || one.stopped !== undefined || broken.has(one);
    const state = isOver ? 'over' : one.looks > 0 ? 'open' : 'without a look';
    const isToProbe = wantsProbes(one) && !isGivenUp && (rounds > 0 || !isOver);
    return { claim, load, rounds, probes, state, wantsProbes: isToProbe };
  };
  const isOpen = (one: CaseInProgress) => !one.stopped && one.looks > 0 && !givenUp.has(one.claim.id);
  /** Comparisons that are shown: the others are corrected for those that are left (Holm). */
  const shown = () =>
    cases
      .filter(({ claim, stopped }) => !claim.control && stopped === 'plain')
      .reduce((sum, { sides }) => sum + sides.length, 0);
  const settle = (one: CaseInProgress) => {
    const why = reasonToStop(one, options, Math.max(1, comparisons - shown()));
    if (why) stop(one, why, options);
  };
  /** What is shown leaves more to the others. Late, nothing but its own look ends a case. */
  const settleAll = () => {
    if (plan.spending !== 'evenly') return;
    for (let before = -1; before < shown();) {
      before = shown();
      for (const one of cases.filter(isOpen)) settle(one);
    }
  };
  let [done, probed, toProbe] = [0, 0, 0];
  const report = (one: CaseInProgress, is: Progress['is']) => {
    const tasks = cases.map(taskOf);
    const open = tasks.filter(({ state }) => state === 'open').length;
    const { claim, rounds } = one;
    const at = { look: is === 'looked' ? one.looks : one.looks + 1, looks: plan.looks.length };
    const far = { rounds, done, cases: cases.length, open, probed, toProbe, work: workIn(tasks, plan) };
    options.tell({ is, claim, case: one.id, ...at, ...far });
  };

  for (const one of cases) {
    if (givenUp.has(one.claim.id) || one.stopped || one.looks > 0 || brokenBefore.has(one)) {
      done++;
      continue;
    }
    report(one, 'begins');
    const broke = await one.take(plan.looks[0]!, plan.solos, () => report(one, 'round'));
    done++;
    if (broke) {
      options.write(brokenRecord(placeOf(one), broke));
      if (broke.hopeless) givenUp.add(one.claim.id);
      broken.add(one);
      report(one, 'broken');
      continue;
    }
    one.looks++;
    settle(one);
    report(one, 'looked');
  }

  settleAll();
  const needOf = (one: CaseInProgress) =>
    roundsToSettle(one, plan, Math.log1p(options.marginOf(one.claim)), Math.max(1, comparisons - shown()));
  const needs = new Map(cases.filter(isOpen).map((one) => [one, needOf(one)]));
  while (!timeIsUp(options)) {
    const one = nextOf(cases.filter(isOpen), (each) => needs.get(each)!, plan);
    if (!one) break;
    const broke = await one.take(plan.looks[one.looks]!, plan.solos, () => report(one, 'round'));
    if (broke) options.write(brokenRecord(placeOf(one), broke));
    if (broke?.hopeless) givenUp.add(one.claim.id);
    one.looks++;
    settle(one);
    if (one.stopped === 'plain') settleAll();
    needs.set(one, needOf(one));
    report(one, broke ? 'broken' : 'looked');
  }
  for (const one of cases.filter(isOpen)) stop(one, 'time', options);

  if (plan.probes !== undefined) {
    const left = cases.filter((one) => one.rounds > 0 && wantsProbes(one) && !givenUp.has(one.claim.id));
    toProbe = left.length;
    // Last of all, so that whatever they take, the rounds of turns are those of a run without them.
    for (const one of left) {
      probed++;
      if (givenUp.has(one.claim.id)) continue;
      report(one, 'probing');
      const broke = await one.probe(plan.probes, () => report(one, 'probing'));
      if (broke) options.write(brokenRecord(placeOf(one), broke));
      if (broke?.hopeless) givenUp.add(one.claim.id);
      if (broke) report(one, 'broken');
    }
  }
}

/** The claims that were given up before the run was interrupted. */
function hopelessIn(records: readonly ResultRecord[]): string[] {
  return records.flatMap((one) => (one.kind === 'broken' && isHopeless(one) ? [one.claim] : []));
}

function reasonToStop(
  one: CaseInProgress,
  options: MeasureOptions,
  comparisons: number,
): StopRecord['why'] | undefined {
  if (one.byAnswers) return 'answers';
  const reasons = new Set(one.sides.map((side) => reasonOfSide(one, side, options, comparisons)));
  // Until all of them can be told it goes on, and it ends for the reason that is the least.
  if (reasons.has(undefined)) return undefined;
  return (['cap', 'plain', 'precise'] as const).find((why) => reasons.has(why));
}

function reasonOfSide(
  one: CaseInProgress,
  side: string,
  { plan, marginOf }: MeasureOptions,
  comparisons: number,
): Stop | undefined {
  const { looks, rounds, claim } = one;
  const atLast = looks >= plan.looks.length ? 'cap' : undefined;
  // Below the fewest rounds there is no verdict that could be plain; all that can be done is to stop.
  if (rounds < FEWEST_ROUNDS) return atLast;
  const probed = one.probed(side);
  if (probed && probed.zeros !== 'none') return enoughZeros(probed, comparisons) ? 'plain' : atLast;
  const margin = Math.log1p(marginOf(claim));
  const borders = bordersOf(margin, claim.atLeast);
  return stopAt(one.logs(side), looks - 1, plan, margin, comparisons, borders);
}

function stop(one: CaseInProgress, why: StopRecord['why'], options: MeasureOptions): void {
  one.stopped = why;
  options.write({ kind: 'stop', claim: one.claim.id, case: one.id, why, rounds: one.rounds });
}

function timeIsUp({ plan, at }: MeasureOptions): boolean {
  return plan.seconds !== undefined && at() > plan.seconds * 1000;
}

function placeOf({ claim, id }: CaseInProgress): { claim: string; case: string } {
  return { claim: claim.id, case: id };
}
