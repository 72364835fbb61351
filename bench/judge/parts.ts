/**
 * The parts of a run, each measured on a machine of its own: one, or as many as there are shards. Whether a machine was fit,
 * what its controls read and what it did beside measuring is said of it alone; no ratio is formed across two of them.
 */
import type { ClaimReport, Doubt, MachineReport, RunReport } from '../../reports/model.ts';
import type { BrokenRecord, ClaimDescription, ResultRecord, RunRecord } from '../results.ts';
import { runIn } from '../shards/runs-in.ts';
import { isIdle } from '../shards/take.ts';
import { judgeAll } from './claims.ts';
import { isControl, sayControls } from './controls.ts';
import { runDoubts } from './doubts.ts';
import { environmentOf } from './environment.ts';
import { gather, type Evidence } from './evidence.ts';

export interface Part {
  readonly run: RunRecord;
  readonly records: readonly ResultRecord[];
  /** Of controls as well. */
  readonly evidence: readonly Evidence[];
  readonly broken: readonly BrokenRecord[];
  readonly controlClaims: readonly ClaimReport[];
  readonly controls: RunReport['controls'];
  readonly complete: boolean;
}

/** @param runs of one results file, checked by `readRecords` */
export function partsOf(
  runs: readonly (readonly ResultRecord[])[],
  margin: (claim: ClaimDescription) => number,
  doubting: boolean,
): Part[] {
  return runs.map((records) => judgePart(records, margin, doubting, runs.length > 1));
}

function judgePart(
  records: readonly ResultRecord[],
  margin: (claim: ClaimDescription) => number,
  doubting: boolean,
  isOneOfSeveral: boolean,
): Part {
  const run = runIn(records);
  const evidence = gather(records, margin);
  const broken = records.filter((one) => one.kind === 'broken');
  const controlClaims = judgeAll(run, controlsIn(records), evidence, broken, margin, { vetoed: false, doubting });
  return {
    run,
    records,
    evidence,
    broken,
    controlClaims: controlClaims.map((claim) => ({ ...claim, ...(isOneOfSeveral && { shard: run.shard!.index }) })),
    controls: sayControls(controlClaims, broken),
    complete: records.findLast((one) => one.kind === 'end')?.complete === true,
  };
}

export function describedIn(records: readonly ResultRecord[]): ClaimDescription[] {
  return records.flatMap((one) => (one.kind === 'claim' ? [one.claim] : []));
}

/** The controls that one machine is held against: none where a shard has no case to measure, and measured none of them. */
export function controlsIn(records: readonly ResultRecord[]): ClaimDescription[] {
  const claims = describedIn(records);
  const { shard } = runIn(records);
  return shard && isIdle(claims, shard) ? [] : claims.filter(isControl);
}

/** What is known of the controls of all machines together. */
export function controlsOf(parts: readonly Part[]): RunReport['controls'] {
  const [only, ...others] = parts as [Part, ...Part[]];
  if (others.length === 0) return only.controls;
  const held = parts.filter(({ controlClaims, controls }) => controlClaims.length > 0 || !controls.passed);
  const failed = held.filter(({ controls }) => !controls.passed);
  const said = new Set(held.map(({ controls }) => controls.says));
  if (failed.length === 0 && said.size <= 1) {
    return { passed: true, says: said.size === 0 ? only.controls.says : `in every shard ${[...said].join('')}` };
  }
  const telling = failed.length > 0 ? failed : held;
  const says = telling.map(({ run, controls }) => `in shard ${run.shard!.index} ${controls.says.replace(/[.]$/, '')}`);
  return { passed: failed.length === 0, says: `${says.join('; ')}.` };
}

/** What speaks against the whole run, or against all that one of its machines measured. */
export function doubtsOfParts(parts: readonly Part[]): Doubt[] {
  return parts.flatMap(({ run, records, complete, controls }) => {
    const doubts = runDoubts(records, run.environment, complete, controls);
    if (parts.length === 1) return doubts;
    return doubts.map((doubt) => ({ ...doubt, says: `Shard ${run.shard!.index}: ${doubt.says}` }));
  });
}

/** Missing where one machine measured everything. */
export function machinesOf(parts: readonly Part[]): Pick<RunReport, 'machines'> {
  return parts.length === 1 ? {} : { machines: parts.map(machineOf) };
}

function machineOf({ run, records, controls, controlClaims, evidence }: Part): MachineReport {
  return {
    shard: run.shard!.index,
    id: run.id,
    started: run.started,
    seconds: secondsOf(records),
    seed: run.seed,
    environment: environmentOf(run.environment),
    ...(run.calibration && { calibration: run.calibration }),
    controls: controlClaims.length > 0 || !controls.passed ? controls : { ...controls, says: 'no control was run.' },
    measured: evidence.filter(({ claim }) => !claim.control).length,
  };
}

/** Seconds from the beginning of a run to the last that it wrote. */
export function secondsOf(records: readonly ResultRecord[]): number {
  const last = records.findLast((one) => one.kind === 'end' || one.kind === 'round' || one.kind === 'probe');
  return last ? last.at / 1000 : 0;
}
