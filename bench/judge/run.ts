/**
 * Judges a run: from the records of a results file to the model that every report draws. Nothing is measured, so that an
 * old file can be judged anew.
 *
 * Verdicts hold for the run as a whole: the probabilities of all cases are corrected together (Holm), because whoever
 * asks a hundred questions gets five wrong answers at 5 % each. Controls are judged by themselves, and before: where
 * they fail, nothing that was measured is believed.
 */
import type { CaseReport, ClaimReport, RunReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { BrokenRecord, ClaimDescription, ResultRecord, RunRecord } from '../results.ts';
import { holm } from '../stats/holm.ts';
import { deviation, median } from '../stats/sample.ts';
import { studentQuantile } from '../stats/student.ts';
import { judgeCase } from './case.ts';
import { countVerdicts, judgeClaim, sayCounts } from './claim.ts';
import { environmentOf } from './environment.ts';
import { doubtsOf, runDoubts } from './doubts.ts';
import { gather, type Evidence } from './evidence.ts';

/** The smallest effect that matters, as a share, where neither the claim nor the command names one. */
export const DEFAULT_MARGIN = 0.05;

/** The margin of a claim in a run: what the command asked for, or the claim's own, or the default. */
export function marginOf(claim: ClaimDescription, asked: number | undefined): number {
  // A wider margin that is asked for the claims must not widen what they are held against.
  return (claim.control ? undefined : asked) ?? claim.margin ?? DEFAULT_MARGIN;
}

/**
 * @param records of one results file, checked by `readRecords`
 * @param asked a margin that stands in for the run's own
 * @param doubting false where nobody will read what speaks against the figures: looking for it takes most of the time
 */
export function judgeRun(
  records: readonly ResultRecord[],
  asked?: number,
  { doubting = true }: { readonly doubting?: boolean } = {},
): RunReport {
  const run = records.find((one) => one.kind === 'run')!;
  const claims = records.filter((one) => one.kind === 'claim').map(({ claim }) => claim);
  const margin = marginsOf(claims, asked ?? run.plan.margin);
  const evidence = gather(records, margin);
  const broken = records.filter((one) => one.kind === 'broken');

  const controlClaims = judgeAll(run, claims.filter(isControl), evidence, broken, margin, { vetoed: false, doubting });
  const controls = sayControls(controlClaims, broken);
  const measured = claims.filter((claim) => !isControl(claim));
  const judged = judgeAll(run, measured, evidence, broken, margin, { vetoed: !controls.passed, doubting });
  const cases = judged.flatMap((claim) => claim.cases);
  const counts = countVerdicts(cases);
  const smallest = smallestEffect(evidence);
  const end = records.findLast((one) => one.kind === 'end');
  return {
    version: run.version,
    id: run.id,
    started: run.started,
    seconds: secondsOf(records),
    seed: run.seed,
    quick: run.quick,
    complete: end?.complete === true,
    environment: environmentOf(run.environment),
    ...(run.calibration && { calibration: run.calibration }),
    controls,
    comparisons: compared(evidence).length,
    ...(smallest !== undefined && { smallestEffect: smallest }),
    counts,
    sentence: sayRun(judged, cases),
    doubts: doubting ? runDoubts(records, run.environment, end?.complete === true, controls) : [],
    claims: judged,
    controlClaims,
    broken: broken.filter((one) => claims.every(({ id }) => id !== one.claim)).map(breakageOf),
  };
}

/**
 * A machine that tells the same from the same by a share is not fit to judge claims by that share. Twice the work is about
 * twice the time, but for the loop around it, and no more than its own margin is asked of it.
 */
function marginsOf(
  claims: readonly ClaimDescription[],
  asked: number | undefined,
): (claim: ClaimDescription) => number {
  const judged = claims.filter((claim) => !claim.control).map((claim) => marginOf(claim, asked));
  return (claim) => Math.min(marginOf(claim, asked), ...(claim.control && claim.known === 1 ? judged : []));
}

function isControl(claim: ClaimDescription): boolean {
  return claim.control;
}

function judgeAll(
  run: RunRecord,
  claims: readonly ClaimDescription[],
  evidence: readonly Evidence[],
  broken: readonly BrokenRecord[],
  margin: (claim: ClaimDescription) => number,
  { vetoed, doubting }: { readonly vetoed: boolean; readonly doubting: boolean },
): ClaimReport[] {
  const ids = new Set(claims.map(({ id }) => id));
  const ours = evidence.filter(({ claim }) => ids.has(claim.id));
  const adjusted = adjust(ours);
  return claims.map((claim) => {
    const cases = ours
      .filter((one) => one.claim.id === claim.id)
      .map((one): CaseReport => {
        const probability = adjusted.get(one);
        const doubts = doubting ? doubtsOf(one, probability, run.environment) : [];
        return judgeCase(one, { adjusted: probability, comparisons: Math.max(1, adjusted.size), vetoed, doubts });
      });
    const broke = broken.filter((one) => one.claim === claim.id).map(breakageOf);
    return judgeClaim(claim, margin(claim), cases, broke, ours.length);
  });
}

function adjust(evidence: readonly Evidence[]): Map<Evidence, number> {
  const asked = evidence.filter(({ byAnswers, support }) => !byAnswers && support !== undefined);
  const adjusted = holm(asked.map(({ support }) => support!.probability));
  return new Map(asked.map((one, index) => [one, adjusted[index]!]));
}

function compared(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(({ claim, byAnswers, support }) => !claim.control && !byAnswers && support !== undefined);
}

/**
 * The effect that half of the cases would have shown: the margin, and half the width of an interval at the level that the
 * first of so many comparisons is held to (Holm).
 */
function smallestEffect(evidence: readonly Evidence[]): number | undefined {
  // What has no ratio was no question of its size, and how far from 1 it lies is none where another ratio is asked for.
  const all = compared(evidence).filter(({ logs, claim }) => logs.length > 0 && claim.atLeast === undefined);
  const comparisons = compared(evidence).length;
  const reaches = all.map(({ logs, margin, level }) => {
    const tail = level / comparisons / 2;
    return margin + (deviation(logs) / Math.sqrt(logs.length)) * studentQuantile(tail, logs.length - 1);
  });
  return reaches.length === 0 ? undefined : Math.expm1(median(reaches));
}

function sayControls(controls: readonly ClaimReport[], broken: readonly BrokenRecord[]): RunReport['controls'] {
  const unread = broken.find(({ claim }) => claim.startsWith('controls/'));
  if (unread) return { passed: false, says: `${unread.claim} is broken: ${unread.says.replace(/[.]$/, '')}.` };
  if (controls.length === 0) return { passed: true, says: 'no control was run.' };
  const cases = controls.flatMap((claim) => claim.cases).filter(({ ratio }) => ratio !== undefined);
  const failed = controls.filter(({ control }) => control?.passed === false);
  if (failed.length === 0) {
    const none = cases.length === 1 ? 'the one case was not' : `none of ${cases.length} cases was`;
    return { passed: true, says: `${none} shown to differ from what it is known to be.` };
  }
  const readings = failed.map(({ says, cases: read, control }) => {
    const ratios = read.flatMap(({ ratio }) => (ratio ? [units.interval(ratio)] : [])).join(' and ');
    const known = control!.known.map((bound) => units.ratio(bound));
    if (ratios === '') return `“${says}” could not be read`;
    return `“${says}” reads ${ratios}, and is known to lie between ${known.join(' and ')}`;
  });
  return { passed: false, says: `${readings.join('; ')}.` };
}

function sayRun(claims: readonly ClaimReport[], cases: readonly CaseReport[]): string {
  if (cases.length === 0) return 'Nothing was measured.';
  const measured = claims.filter((claim) => claim.cases.length > 0).length;
  const broken = claims.some((claim) => claim.broken.length > 0) ? '; some could not be measured' : '';
  const said = sayCounts(countVerdicts(cases));
  return `${units.count(measured, 'claim')} at ${units.count(cases.length, 'case')}: ${said}${broken}.`;
}

function secondsOf(records: readonly ResultRecord[]): number {
  const last = records.findLast((one) => one.kind === 'end' || one.kind === 'round' || one.kind === 'probe');
  return last ? last.at / 1000 : 0;
}

function breakageOf(broken: BrokenRecord): RunReport['broken'][number] {
  const { claim, case: at, contender, stage, code, remedy } = broken;
  const says = /[.!?]$/.test(broken.says) ? broken.says : `${broken.says}.`;
  const where = { claim, ...(at !== undefined && { case: at }), ...(contender !== undefined && { contender }) };
  return { ...where, stage, code, says, remedy };
}
