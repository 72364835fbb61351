/** What was measured of a contender's versions, at one case, of one side: its log ratios against the baseline and its twin. */
import { TWIN } from '../../comparison/planned.ts';
import type { CaseRecord, ClaimDescription, ProbeRecord, ResultRecord, RoundRecord, Value } from '../../results.ts';
import { chancesOf, chancesOfProbes, pool, weakest, type Chances } from '../../stats/gate.ts';
import { compareProbes, isProbed, valuesOf, type Probed } from '../../stats/probes.ts';
import { decidingClock, perCall, roundLog } from '../../stats/rounds.ts';
import { median } from '../../stats/sample.ts';
import { levelAfter, type Looks } from '../../stats/stopping.ts';
import { groupedByCase, keyOfCase } from '../evidence.ts';

export interface ChangeEvidence {
  readonly claim: ClaimDescription;
  /** Of which claim, and which contender of it. */
  readonly of: { readonly claim: string; readonly contender: string };
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  /** As the run has them: `base`, `head`; or the names of the runtimes. */
  readonly baseline: string;
  readonly side: string;
  /** δ as a share, and as a log. */
  readonly tolerance: number;
  readonly margin: number;
  readonly answers: CaseRecord['answers'];
  /** What looking on has left of the 5 %. */
  readonly level: number;
  /** The side against the baseline and its twin, which are one; the twin against the baseline. */
  readonly change: Against;
  readonly twin: Against | undefined;
  /** An answer differs from that of the baseline: their times say nothing. */
  readonly byAnswers: boolean;
  /** Of the statements that can be made; missing where it was no question. */
  readonly chances: Chances | undefined;
  /** In the metric's unit: one value a round. */
  readonly valuesOf: (contender: string) => number[];
}

/** One version against another: above 0 where it takes longer. */
export interface Against {
  /** One log ratio a round; none where a value is 0. */
  readonly logs: readonly number[];
  /** Where probes decide. */
  readonly probed: Probed | undefined;
  /** Of the statements that can be made; missing where there are too few rounds. */
  readonly chances: Chances | undefined;
}

/**
 * Of every case and every side of which at least one round was measured, in the order of the claims.
 *
 * @param records of one run
 * @param toleranceOf the slow-down of a claim that is tolerated, as a share
 */
export function gatherChanges(
  records: readonly ResultRecord[],
  toleranceOf: (claim: ClaimDescription) => number,
): ChangeEvidence[] {
  const plan: Looks = records.find((one) => one.kind === 'run')?.plan ?? { looks: [] };
  const found = new Map(records.filter((one) => one.kind === 'case').map((one) => [keyOfCase(one), one]));
  const rounds = groupedByCase(records.filter((one) => one.kind === 'round'));
  const probes = groupedByCase(records.filter((one) => one.kind === 'probe'));
  return records.flatMap((one) => {
    if (one.kind !== 'claim' || one.standsFor?.is !== 'contender') return [];
    const { claim, standsFor: of } = one;
    return claim.cases.flatMap(({ id, given }) => {
      const key = keyOfCase({ claim: claim.id, case: id });
      const record = found.get(key);
      const read = record && readingOf(claim, record, rounds.get(key) ?? [], probes.get(key) ?? []);
      if (!read || read.rounds === 0) return [];
      const subject = { claim, of, id, given, tolerance: toleranceOf(claim), record, read, plan };
      return (claim.sides ?? [claim.favours]).map((side) => weighSide(subject, side));
    });
  });
}

interface Reading {
  readonly rounds: number;
  /** One log ratio a round of one contender against another, or what the probes say of them. */
  readonly compare: (side: string, baseline: string) => { logs: readonly number[]; probed: Probed | undefined };
  readonly valuesOf: (contender: string) => number[];
}

function readingOf(
  claim: ClaimDescription,
  record: CaseRecord,
  rounds: readonly RoundRecord[],
  probes: readonly ProbeRecord[],
): Reading {
  const { metric, favours, over } = claim;
  const pairOf = (side: string, baseline: string) => ({ favours: baseline, over: side, batches: record.batches });
  if (isProbed(claim)) {
    return {
      rounds: probes.length,
      compare: (side, baseline) => {
        const probed = compareProbes(probes, pairOf(side, baseline), metric);
        return { logs: probed?.logs ?? [], probed };
      },
      valuesOf: (contender) => valuesOf(probes, contender, metric),
    };
  }
  // Versions that one process can hold are read there, and those that none can hold have no such rounds.
  const together = rounds.filter((round) => round.together);
  const deciding = together.length > 0 ? together : rounds;
  const clock = decidingClock(rounds, pairOf(favours, over), { metric, waits: record.waits });
  return {
    rounds: deciding.length,
    compare: (side, baseline) => ({
      logs: deciding.map((round) => roundLog(round, pairOf(side, baseline), clock)),
      probed: undefined,
    }),
    valuesOf: (contender) => deciding.map((round) => median(perCall(round, contender, record.batches, clock))),
  };
}

interface Subject extends Pick<ChangeEvidence, 'claim' | 'of' | 'id' | 'given' | 'tolerance'> {
  readonly record: CaseRecord;
  readonly read: Reading;
  readonly plan: Looks;
}

function weighSide(subject: Subject, side: string): ChangeEvidence {
  const { claim, tolerance, record, read, plan, ...known } = subject;
  const { answers } = record;
  const baseline = claim.over;
  const margin = Math.log1p(tolerance);
  const level = levelAfter(read.rounds, plan);
  const against = (one: string, others: readonly string[]): Against => {
    const all = others.map((other) => read.compare(one, other));
    const chancesIn = ({ logs, probed }: (typeof all)[number]) =>
      probed ? chancesOfProbes(probed, margin, level) : chancesOf(logs, margin, level);
    const without = all.find(({ probed }) => probed && probed.zeros !== 'none');
    if (without) return { ...without, chances: weakest(all.map(chancesIn)) };
    const logs = pool(all.map((each) => each.logs));
    return { logs, probed: all[0]?.probed, chances: chancesOf(logs, margin, level) };
  };
  const twins = claim.contenders.some(({ name }) => name === TWIN) ? [TWIN] : [];
  const change = against(side, [baseline, ...twins]);
  const byAnswers = [side, ...twins].some((name) => answers[name]?.right === false);
  return {
    ...known,
    claim,
    baseline,
    side,
    tolerance,
    margin,
    answers,
    level,
    change,
    twin: twins.length > 0 ? against(TWIN, [baseline]) : undefined,
    byAnswers,
    chances: byAnswers ? undefined : change.chances,
    valuesOf: read.valuesOf,
  };
}
