/**
 * Judges a run: from the records of a results file to the model that every report draws. Nothing is measured, so that an
 * old file can be judged anew.
 *
 * Verdicts hold for the run as a whole: the probabilities of all cases are corrected together (Holm), because whoever
 * asks a hundred questions gets five wrong answers at 5 % each. Controls are judged by themselves, and before: where
 * they fail, nothing that was measured is believed; of a run whose shards were merged, nothing that their machine measured.
 */
import type { CaseReport, ClaimReport, RunReport, ShardReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import type { ClaimDescription, ResultRecord, RunRecord } from '../results.ts';
import { runIn, splitByRun } from '../shards/runs-in.ts';
import { partOf } from '../shards/take.ts';
import { deviation, median } from '../stats/sample.ts';
import { studentQuantile } from '../stats/student.ts';
import { countVerdicts, sayCounts } from './claim.ts';
import { breakageOf, judgeClaims, withoutTwins, type Measurer } from './claims.ts';
import { marginsOf } from './controls.ts';
import { environmentOf } from './environment.ts';
import type { Evidence } from './evidence.ts';
import { expectationsOf } from './expectations.ts';
import { withLife } from './life.ts';
import { controlsOf, describedIn, doubtsOfParts, machinesOf, partsOf, secondsOf, type Part } from './parts.ts';

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
  const runs = splitByRun(records);
  // Shards describe the same claims: what they measure of them differs.
  const described = describedIn(runs[0]!);
  const run = runIn(runs[0]!);
  const margin = marginsOf(described, asked ?? run.plan.margin);
  const parts = partsOf(runs, margin, doubting);
  const evidence = parts.flatMap((part) => part.evidence);
  const all = parts.flatMap((part) => part.broken);
  const broken = parts.length > 1 ? withoutTwins(all) : all;
  const claims = askedOf(described, run, parts);
  const about = aboutAll(parts);
  const believed = believedIn(parts);
  const judged = withLife(judgeClaims({ claims, evidence, measurerOf: measurersIn(parts), broken, margin, doubting }), {
    described,
    started: about.started,
    runtime: about.environment.runtime,
    doubting,
    believed,
  });
  const expectations = expectationsOf(
    claims,
    judged,
    believed,
    parts.every(({ controls }) => !controls.passed),
  );
  const cases = judged.flatMap((claim) => claim.cases);
  const smallest = smallestEffect(evidence);
  const isWhole = parts.length > 1 || run.shard === undefined || run.shard.of === 1;
  const shard = isWhole ? undefined : shardOf(run, described);
  return {
    ...about,
    ...(shard && { shard }),
    ...machinesOf(parts),
    controls: controlsOf(parts),
    comparisons: compared(evidence).length,
    ...(smallest !== undefined && { smallestEffect: smallest }),
    counts: countVerdicts(cases),
    sentence: sayRun(judged, cases, parts.length, shard),
    ...(expectations && { expectations }),
    doubts: doubting ? doubtsOfParts(parts) : [],
    claims: judged,
    controlClaims: parts.flatMap(({ controlClaims }) => controlClaims),
    broken: broken.filter((one) => described.every(({ id }) => id !== one.claim)).map(breakageOf),
  };
}

/** What it was as a whole: of several machines from the first beginning on, and for as long as the slowest took. */
function aboutAll(
  parts: readonly Part[],
): Pick<
  RunReport,
  'version' | 'id' | 'code' | 'started' | 'seconds' | 'seed' | 'quick' | 'complete' | 'environment' | 'calibration'
> {
  const [{ run }, ...others] = parts as [Part, ...Part[]];
  const codes = new Set(parts.map((part) => part.run.code));
  const changed = parts.find((part) => part.run.environment.commit?.endsWith('+') === true)?.run ?? run;
  const { commit } = changed.environment;
  return {
    version: run.version,
    id: others.length === 0 ? run.id : `${run.id}-and-${others.length}-more`,
    ...(codes.size === 1 && run.code !== undefined && { code: run.code }),
    started: parts.map((part) => part.run.started).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]!,
    seconds: Math.max(...parts.map(({ records }) => secondsOf(records))),
    seed: run.seed,
    quick: run.quick,
    complete: parts.every(({ complete }) => complete),
    environment: environmentOf({ ...run.environment, commit }),
    ...(others.length === 0 && run.calibration && { calibration: run.calibration }),
  };
}

/** The claims that are judged: of a shard by itself those that it has a case of, or that have none anywhere. */
function askedOf(described: readonly ClaimDescription[], { shard }: RunRecord, parts: readonly Part[]) {
  const claims = described.filter(({ control }) => !control);
  if (!shard || parts.length > 1) return claims;
  const own = partOf(claims, shard);
  return own.filter(({ cases }, at) => cases.length > 0 || claims[at]!.cases.length === 0);
}

function measurersIn(parts: readonly Part[]): (evidence: Evidence) => Measurer {
  const measurers = new Map(
    parts.flatMap(({ run, controls, evidence }) => {
      const shard = parts.length > 1 ? { shard: run.shard!.index } : {};
      const measurer: Measurer = { environment: run.environment, vetoed: !controls.passed, ...shard };
      return evidence.map((one) => [one, measurer] as const);
    }),
  );
  return (one) => measurers.get(one)!;
}

/** Whether the controls passed of the machine that measured a case. */
function believedIn(parts: readonly Part[]): (one: CaseReport) => boolean {
  if (parts.length === 1) return () => parts[0]!.controls.passed;
  const passed = new Map(parts.map(({ run, controls }) => [run.shard!.index, controls.passed]));
  return ({ shard }) => passed.get(shard!) === true;
}

function shardOf({ shard }: RunRecord, described: readonly ClaimDescription[]): ShardReport {
  const { index, of, cases } = shard!;
  const claims = described.filter(({ control }) => !control);
  const all = claims.reduce((sum, claim) => sum + claim.cases.length, 0);
  return { index, of, cases: Object.values(cases).reduce((sum, ids) => sum + ids.length, 0), all };
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

function sayRun(
  claims: readonly ClaimReport[],
  cases: readonly CaseReport[],
  shards: number,
  shard: ShardReport | undefined,
): string {
  if (shard?.cases === 0) return `Nothing to measure: ${units.count(shard.all, 'case')} for ${shard.of} shards.`;
  if (cases.length === 0) return 'Nothing was measured.';
  const measured = claims.filter((claim) => claim.cases.length > 0).length;
  const broken = claims.some((claim) => claim.broken.length > 0) ? '; some could not be measured' : '';
  const said = sayCounts(countVerdicts(cases));
  const where = shards > 1 ? ` in ${shards} shards` : '';
  const what = `${units.count(measured, 'claim')} at ${units.count(cases.length, 'case')}${where}: ${said}${broken}.`;
  return shard ? `Shard ${shard.index} of ${shard.of}: ${what}` : what;
}
