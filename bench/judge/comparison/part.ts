/** One run of a comparison, on one machine: what it measured, and whether the machine was fit. */
import type { Doubt } from '../../../reports/model.ts';
import type { ClaimDescription, ResultRecord, RunRecord } from '../../results.ts';
import { judgeAll } from '../claims.ts';
import { marginOf, marginsOf, sayControls } from '../controls.ts';
import { runDoubts } from '../doubts.ts';
import { gather } from '../evidence.ts';
import { controlsIn, describedIn } from '../parts.ts';
import { gatherChanges, type ChangeEvidence } from './evidence.ts';
import type { Sides } from './sides.ts';
import { judgeTwins } from './twins.ts';

export interface Part {
  readonly records: readonly ResultRecord[];
  readonly run: RunRecord;
  readonly evidence: readonly ChangeEvidence[];
  /** Where they fail, nothing that it measured is believed. */
  readonly controls: { readonly passed: boolean; readonly says: string };
  readonly complete: boolean;
  readonly doubts: readonly Doubt[];
}

/**
 * @param asked a slow-down to be tolerated, as a share, that stands in for the run's own
 * @param doubting false where nobody will read what speaks against the figures
 */
export function judgePart(
  records: readonly ResultRecord[],
  asked: number | undefined,
  sides: Sides,
  doubting: boolean,
): Part {
  const run = records.find((one): one is RunRecord => one.kind === 'run')!;
  const tolerance = asked ?? run.plan.margin;
  const evidence = gatherChanges(records, (claim) => marginOf(claim, tolerance));
  const twins = judgeTwins(evidence, sides.baseline.name);
  const known = judgeControls(records, run, tolerance);
  const failed = [...(known.passed ? [] : [known.says]), ...(twins.passed ? [] : [`${twins.says}.`])];
  const told = failed.length > 0 ? failed : [...(twins.says === undefined ? [] : [`${twins.says};`]), known.says];
  const controls = { passed: failed.length === 0, says: told.join(' ') };
  const complete = records.findLast((one) => one.kind === 'end')?.complete === true;
  const doubts = doubting ? [...runDoubts(records, run.environment, complete, controls), ...twins.doubts] : [];
  return { records, run, evidence, controls, complete, doubts };
}

function judgeControls(records: readonly ResultRecord[], run: RunRecord, tolerance: number | undefined) {
  const controls = controlsIn(records);
  const margin = marginsOf(describedIn(records), tolerance);
  const ids = new Set(controls.map(({ id }) => id));
  const isOfControl = (claim: ClaimDescription) => ids.has(claim.id);
  const evidence = gather(records, margin).filter(({ claim }) => isOfControl(claim));
  const broken = records.filter((one) => one.kind === 'broken');
  return sayControls(judgeAll(run, controls, evidence, broken, margin, { vetoed: false, doubting: false }), broken);
}
