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
import type { ResultRecord } from '../results.ts';
import { deviation, median } from '../stats/sample.ts';
import { studentQuantile } from '../stats/student.ts';
import { countVerdicts, sayCounts } from './claim.ts';
import { breakageOf, judgeAll } from './claims.ts';
import { isControl, marginsOf, sayControls } from './controls.ts';
import { environmentOf } from './environment.ts';
import { runDoubts } from './doubts.ts';
import { gather, type Evidence } from './evidence.ts';

export { DEFAULT_MARGIN, marginOf } from './controls.ts';

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

function sayRun(claims: readonly ClaimReport[], cases: readonly CaseReport[]): string {
  if (cases.length === 0) return 'Nothing was measured.';
  const measured = claims.filter((claim) => claim.cases.length > 0).length;
  const broken = claims.some((claim) => claim.broken.length > 0) ? '; some could not be measured' : '';
  const said = sayCounts(countVerdicts(cases));
  return `${units.count(measured, 'claim')} at ${units.count(cases.length, 'case')}: ${said}${broken}.`;
}

/** How long a run took until the last that was written of it. */
export function secondsOf(records: readonly ResultRecord[]): number {
  const last = records.findLast((one) => one.kind === 'end' || one.kind === 'round' || one.kind === 'probe');
  return last ? last.at / 1000 : 0;
}
