/**
 * Judges a comparison: from the records of a results file to what became slower and what did not. Nothing is measured.
 *
 * Records of several runs may follow one another, each of which had a part of the cases on a machine of its own. Controls
 * and twins are read run by run, and where they fail nothing of that run is believed; the questions are corrected all
 * together, since they are answered in one sentence.
 */
import type { Change, ChangeReport, ComparisonReport, Doubt, SideReport } from '../../reports/model.ts';
import type { ClaimDescription, Comparison, ResultRecord, Revision, RunRecord } from '../results.ts';
import { tellChanges } from '../stats/gate.ts';
import { median, deviation } from '../stats/sample.ts';
import { studentQuantile } from '../stats/student.ts';
import { breakageOf, judgeAll } from './claims.ts';
import { tellChange } from './comparison/change.ts';
import { gatherChanges, type ChangeEvidence } from './comparison/evidence.ts';
import { outcomeOf, sentenceOf } from './comparison/outcome.ts';
import { standingsOf } from './comparison/standings.ts';
import { judgeTwins } from './comparison/twins.ts';
import { verdictChanges } from './comparison/verdicts.ts';
import { isControl, marginOf, marginsOf, sayControls } from './controls.ts';
import { runDoubts } from './doubts.ts';
import { environmentOf } from './environment.ts';
import { gather } from './evidence.ts';
import { secondsOf } from './run.ts';

/** Whether the records are of a comparison, and not of a run of claims. */
export function isComparison(records: readonly ResultRecord[]): boolean {
  return comparisonOf(records) !== undefined;
}

/**
 * @param records of a comparison, checked by `readRecords`
 * @param margin a slow-down to be tolerated, as a share, that stands in for the run's own and for those of the claims
 * @param doubting false where nobody will read what speaks against the figures
 * @throws {RangeError} where they are not of a comparison
 */
export function judgeComparison(
  records: readonly ResultRecord[],
  { margin, doubting = true }: { readonly margin?: number | undefined; readonly doubting?: boolean } = {},
): ComparisonReport {
  const comparison = comparisonOf(records);
  if (!comparison) throw new RangeError('expected the records of a comparison, and they are of a run of claims');
  const sides = sidesOf(comparison);
  const parts = runsIn(records).map((part) => judgePart(part, margin, sides, doubting));
  const evidence = parts.flatMap((part) => part.evidence);
  const told = tellChanges(evidence.map(({ chances }) => chances));
  const comparisons = evidence.filter(({ chances }) => chances !== undefined).length;
  const fitness = parts.flatMap(({ evidence: own, controls }) => own.map(() => controls.passed));
  const changes = evidence.map((one, at) =>
    tellChange(one, {
      told: told[at]!,
      comparisons: Math.max(1, comparisons),
      unfit: !fitness[at],
      nameOf: (contender) => sides.names.get(contender) ?? contender,
    }),
  );
  const found = {
    of: comparison.of,
    baseline: sides.baseline,
    controls: joinedControls(parts),
    counts: countChanges(changes),
    changes: inOrder(changes),
    verdicts: parts.flatMap((part) => verdictChanges(part.records, part.controls.passed)),
    standings: standingsOf(records, evidence),
    broken: records.filter((one) => one.kind === 'broken').map(breakageOf),
  };
  const outcome = outcomeOf({ ...found, wanted: isWanted(records) });
  const smallest = smallestSlowDown(evidence);
  const [first] = parts as [Part];
  return {
    version: first.run.version,
    id: first.run.id,
    started: parts.map(({ run }) => run.started).toSorted()[0]!,
    seconds: Math.max(...parts.map((part) => secondsOf(part.records))),
    seed: first.run.seed,
    quick: parts.some(({ run }) => run.quick),
    complete: parts.every(({ complete }) => complete),
    environments: parts.map(({ run }) => environmentOf(run.environment)),
    ...found,
    sides: sides.others,
    outcome,
    sentence: sentenceOf({ ...found, wanted: isWanted(records) }, outcome),
    comparisons,
    ...(smallest !== undefined && { smallestEffect: smallest }),
    doubts: unlike(parts.flatMap(({ doubts }) => doubts)),
  };
}

function comparisonOf(records: readonly ResultRecord[]): Comparison | undefined {
  return records.find((one) => one.kind === 'run')?.comparison;
}

/** Each run with what was written of it. */
function runsIn(records: readonly ResultRecord[]): ResultRecord[][] {
  const runs: ResultRecord[][] = [];
  for (const one of records) {
    if (one.kind === 'run') runs.push([one]);
    else runs.at(-1)?.push(one);
  }
  return runs;
}

interface Sides {
  readonly baseline: SideReport;
  readonly others: readonly SideReport[];
  /** From the names that the run has for them. */
  readonly names: ReadonlyMap<string, string>;
}

function sidesOf(comparison: Comparison): Sides {
  if (comparison.of === 'runtimes') {
    const [baseline, ...others] = comparison.runtimes.map(({ name }) => ({ name }));
    return { baseline: baseline!, others, names: new Map() };
  }
  const same = comparison.base.name === comparison.head.name;
  const side = (revision: Revision, as: string): SideReport => ({
    name: same ? `${revision.name} (${as})` : revision.name,
    commit: revision.commit,
    ...(revision.subject !== undefined && { subject: revision.subject }),
    ...(revision.changed !== undefined && { changed: revision.changed }),
  });
  const [base, head] = [side(comparison.base, 'base'), side(comparison.head, 'head')];
  const names = new Map([
    ['base', base.name],
    ['head', head.name],
  ]);
  return { baseline: base, others: [head], names };
}

interface Part {
  readonly records: readonly ResultRecord[];
  readonly run: RunRecord;
  readonly evidence: readonly ChangeEvidence[];
  /** Where they fail, nothing that it measured is believed. */
  readonly controls: { readonly passed: boolean; readonly says: string };
  readonly complete: boolean;
  readonly doubts: readonly Doubt[];
}

/** One run, on one machine. */
function judgePart(records: readonly ResultRecord[], asked: number | undefined, sides: Sides, doubting: boolean): Part {
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
  const claims = records.filter((one) => one.kind === 'claim').map(({ claim }) => claim);
  const margin = marginsOf(claims, tolerance);
  const controls = claims.filter(isControl);
  const ids = new Set(controls.map(({ id }) => id));
  const isOfControl = (claim: ClaimDescription) => ids.has(claim.id);
  const evidence = gather(records, margin).filter(({ claim }) => isOfControl(claim));
  const broken = records.filter((one) => one.kind === 'broken');
  return sayControls(judgeAll(run, controls, evidence, broken, margin, { vetoed: false, doubting: false }), broken);
}

/** Of several machines each is told, once where they say the same. */
function joinedControls(parts: readonly Part[]): ComparisonReport['controls'] {
  const passed = parts.every(({ controls }) => controls.passed);
  const told = parts.filter(({ controls }) => passed || !controls.passed).map(({ controls }) => controls.says);
  return { passed, says: [...new Set(told)].join(' ') };
}

function countChanges(changes: readonly ChangeReport[]): Record<Change, number> {
  const counts: Record<Change, number> = { slower: 0, faster: 0, equivalent: 0, inconclusive: 0 };
  for (const { is } of changes) counts[is]++;
  return counts;
}

/** By claim and contender, as they first came; of each as it was measured. */
function inOrder(changes: readonly ChangeReport[]): ChangeReport[] {
  const groups = new Map<string, ChangeReport[]>();
  for (const one of changes) {
    const key = JSON.stringify([one.claim, one.contender]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flat();
}

/** Whether there was anything to compare: what is broken on one side was, too. */
function isWanted(records: readonly ResultRecord[]): boolean {
  return records.some((one) => {
    if (one.kind === 'claim') return one.standsFor?.is === 'contender' && one.claim.cases.length > 0;
    if (one.kind !== 'run' || !one.comparison || !('standings' in one.comparison)) return false;
    return one.comparison.standings.some(({ is }) => is === 'broken' || is === 'compared');
  });
}

/**
 * The slow-down that half of the comparisons would have shown: what is tolerated, and so much of the standard error as the
 * first of so many comparisons is held to (Holm).
 */
function smallestSlowDown(evidence: readonly ChangeEvidence[]): number | undefined {
  const asked = evidence.filter(({ chances }) => chances !== undefined);
  const reaches = asked.flatMap(({ change, againstTwin, margin, level }) => {
    const reach = ({ logs }: { readonly logs: readonly number[] }) =>
      (deviation(logs) / Math.sqrt(logs.length)) * studentQuantile(level / asked.length, logs.length - 1);
    const all = [change, againstTwin].flatMap((one) => (one && one.logs.length >= 2 ? [reach(one)] : []));
    return all.length === 0 ? [] : [margin + Math.max(...all)];
  });
  return reaches.length === 0 ? undefined : Math.expm1(median(reaches));
}

function unlike(doubts: readonly Doubt[]): Doubt[] {
  return [...new Map(doubts.map((one) => [`${one.code} ${one.says}`, one])).values()];
}
