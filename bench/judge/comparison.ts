/**
 * Judges a comparison: from the records of a results file to what became slower and what did not. Nothing is measured.
 *
 * Records of several runs may follow one another, each of which had a part of the cases on a machine of its own. Controls
 * and twins are read run by run, and where they fail nothing of that run is believed; the questions are corrected all
 * together, since they are answered in one sentence.
 */
import type { Change, ChangeReport, ComparisonReport, Doubt } from '../../reports/model.ts';
import type { Comparison, ResultRecord } from '../results.ts';
import { splitByRun } from '../shards/runs-in.ts';
import { tellChanges, type Chances } from '../stats/gate.ts';
import { deviation, median } from '../stats/sample.ts';
import { studentQuantile } from '../stats/student.ts';
import { breakagesIn } from './comparison/breakages.ts';
import { tellChange } from './comparison/change.ts';
import type { ChangeEvidence } from './comparison/evidence.ts';
import { outcomeOf, sentenceOf } from './comparison/outcome.ts';
import { judgePart, type Part } from './comparison/part.ts';
import { sidesOf, type Sides } from './comparison/sides.ts';
import { standingsOf } from './comparison/standings.ts';
import { verdictChanges } from './comparison/verdicts.ts';
import { askedIn } from './comparison/asked.ts';
import { environmentOf } from './environment.ts';
import { controlsIn, secondsOf } from './parts.ts';

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
  const parts = splitByRun(records).map((part) => judgePart(part, margin, sides, doubting));
  const evidence = parts.flatMap((part) => part.evidence);
  const changes = tellAll(parts, sides);
  const shard = parts.length === 1 ? shardOf(parts[0]!) : undefined;
  const found = {
    of: comparison.of,
    baseline: sides.baseline,
    controls: joinedControls(parts),
    counts: countChanges(changes),
    changes: inOrder(changes),
    verdicts: verdictChanges(parts),
    standings: standingsOf(records, evidence, sides),
    broken: breakagesIn(records, sides),
  };
  const wanted = isWanted(records);
  const outcome = outcomeOf({ ...found, shard, wanted });
  const smallest = smallestSlowDown(evidence);
  return {
    ...aboutRuns(parts),
    ...(shard && { shard }),
    ...found,
    sides: sides.others,
    outcome,
    sentence: sentenceOf({ ...found, shard, wanted }, outcome),
    comparisons: evidence.filter(isAsked).length,
    ...(smallest !== undefined && { smallestEffect: smallest }),
    doubts: unlike(parts.flatMap(doubtsOf)),
  };
}

/** Corrected all together; what a machine measured that was not fit is not told. */
function tellAll(parts: readonly Part[], { names }: Sides): ChangeReport[] {
  const all = parts.flatMap(({ evidence, controls }) => evidence.map((one) => ({ one, fit: controls.passed })));
  // What is not believed is still a question, but must not make the others easier to answer.
  const told = tellChanges(all.map(({ one, fit }) => (fit ? one.chances : one.chances && UNKNOWN)));
  const comparisons = Math.max(1, all.filter(({ one }) => isAsked(one)).length);
  const nameOf = (contender: string) => names.get(contender) ?? contender;
  return all.map(({ one, fit }, at) => tellChange(one, { told: told[at]!, comparisons, unfit: !fit, nameOf }));
}

const UNKNOWN: Chances = { slower: 1, faster: 1, equivalent: 1, within: 1 };

function isAsked({ chances }: ChangeEvidence): boolean {
  return chances !== undefined;
}

/** Which of the runs began first, how long the longest took, and so on. */
function aboutRuns(parts: readonly Part[]) {
  const [{ run }] = parts as [Part, ...Part[]];
  return {
    version: run.version,
    id: run.id,
    started: parts.map((part) => part.run.started).toSorted()[0]!,
    seconds: Math.max(...parts.map(({ records }) => secondsOf(records))),
    seed: run.seed,
    quick: parts.some((part) => part.run.quick),
    complete: parts.every(({ complete }) => complete),
    environments: parts.map((part) => environmentOf(part.run.environment)),
  };
}

function comparisonOf(records: readonly ResultRecord[]): Comparison | undefined {
  return records.find((one) => one.kind === 'run')?.comparison;
}

/** Of several machines each is told, once where they say the same. */
function joinedControls(parts: readonly Part[]): ComparisonReport['controls'] {
  const passed = parts.every(({ controls }) => controls.passed);
  // A shard without a case had nothing to be held against.
  const held = parts.filter(({ records }) => controlsIn(records).length > 0);
  const telling = held.length === 0 ? parts : held;
  const told = (passed ? telling : parts.filter(({ controls }) => !controls.passed)).map(
    ({ controls }) => controls.says,
  );
  const said = [...new Set(told)].map((says) => says.replace(/[.]$/, ''));
  return { passed, says: `${said.join('; ')}.` };
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

/** Whether there was anything to compare here: what is broken on one side was, too. */
function isWanted(records: readonly ResultRecord[]): boolean {
  const isHere = askedIn(records);
  return records.some((one) => {
    if (one.kind === 'claim') {
      return one.standsFor?.is === 'contender' && one.claim.cases.some(({ id }) => isHere(one.claim.id, id));
    }
    if (one.kind !== 'run' || !one.comparison || !('standings' in one.comparison)) return false;
    return one.comparison.standings.some(({ is }) => is === 'broken');
  });
}

/**
 * The slow-down that half of the comparisons would have shown: what is tolerated, and so much of the standard error as the
 * first of so many comparisons is held to (Holm).
 */
function smallestSlowDown(evidence: readonly ChangeEvidence[]): number | undefined {
  const asked = evidence.filter(isAsked);
  const reaches = asked.flatMap(({ change: { logs }, margin, level }) => {
    if (logs.length < 2) return [];
    const error = deviation(logs) / Math.sqrt(logs.length);
    return [margin + error * studentQuantile(level / asked.length, logs.length - 1)];
  });
  return reaches.length === 0 ? undefined : Math.expm1(median(reaches));
}

/** Which of several it is; of a run in one part there is nothing to say. */
function shardOf({ run: { shard } }: Part): ComparisonReport['shard'] {
  return shard && shard.of > 1 ? { index: shard.index, of: shard.of } : undefined;
}

/** What speaks against one machine says of which shard it was. */
function doubtsOf(part: Part): readonly Doubt[] {
  const { doubts } = part;
  const shard = shardOf(part);
  if (!shard) return doubts;
  return doubts.map((doubt) => ({ ...doubt, says: `Shard ${shard.index}: ${doubt.says}` }));
}

function unlike(doubts: readonly Doubt[]): Doubt[] {
  return [...new Map(doubts.map((one) => [`${one.code} ${one.says}`, one])).values()];
}
