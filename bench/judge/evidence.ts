/** What was measured of one case, taken from the records and turned into log ratios. */
import type {
  CaseRecord,
  ClaimDescription,
  DiagnosisRecord,
  ProbeRecord,
  ResultRecord,
  RoundRecord,
  StopRecord,
  Value,
} from '../results.ts';
import { watch, type Watch } from '../stats/contagion.ts';
import { compareProbes, isProbed, supportOfProbes, valuesOf, type Probed } from '../stats/probes.ts';
import { levelAfter, type Looks } from '../stats/stopping.ts';
import { hasCpuTimes, perCall, roundLog, decidingClock, type ClockName, type Pair } from '../stats/rounds.ts';
import { median } from '../stats/sample.ts';
import { bordersOf, FEWEST_ROUNDS, support, type Borders, type Support } from '../stats/verdict.ts';

export interface Evidence {
  readonly claim: ClaimDescription;
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  /** δ as a share, and as a log. */
  readonly share: number;
  readonly margin: number;
  /** Between which the verdicts lie. */
  readonly borders: Borders;
  readonly pair: Pair;
  /** Whether calls are waited for. */
  readonly waits: boolean;
  readonly answers: CaseRecord['answers'];
  readonly shared: readonly string[];
  readonly together: readonly RoundRecord[];
  readonly apart: readonly RoundRecord[];
  /** Of metrics beside time; they decide where the claim is about one that they read. */
  readonly probes: readonly ProbeRecord[];
  /** What the probes say of the claim's metric, where they decide. */
  readonly probed: Probed | undefined;
  readonly clock: ClockName;
  readonly otherClock: ClockName | undefined;
  /** One log ratio a round, by the clock that decides. */
  readonly togetherLogs: readonly number[];
  readonly apartLogs: readonly number[];
  readonly watch: Watch | undefined;
  /** The level that the interval is told at, as 1 - confidence: what looking on has left of the 5 %. */
  readonly level: number;
  /** The rounds of turns that decide, and the log ratios that do. */
  readonly deciding: readonly RoundRecord[];
  readonly logs: readonly number[];
  /** The best supported statement; missing where there are too few rounds for any. */
  readonly support: Support | undefined;
  /** An answer of the two that are compared is wrong: their times decide nothing. */
  readonly byAnswers: boolean;
  readonly stopped: StopRecord['why'] | undefined;
  /** What was seen of the contenders beside the measurement, where that was asked for. */
  readonly diagnoses: readonly DiagnosisRecord[];
}

/**
 * The evidence on every case of which at least one round was measured, in the order of the claims' tables.
 *
 * @param marginOf the claim's margin as a share
 */
export function gather(records: readonly ResultRecord[], marginOf: (claim: ClaimDescription) => number): Evidence[] {
  const plan: Looks = records.find((one) => one.kind === 'run')?.plan ?? { looks: [] };
  const found = new Map(records.filter((one) => one.kind === 'case').map((one) => [keyOfCase(one), one]));
  const stops = new Map(records.filter((one) => one.kind === 'stop').map((one) => [keyOfCase(one), one.why]));
  const diagnosed = records.filter((one) => one.kind === 'diagnosis');
  const rounds = groupedByCase(records.filter((one) => one.kind === 'round'));
  const probes = groupedByCase(records.filter((one) => one.kind === 'probe'));
  return records
    .filter((one) => one.kind === 'claim')
    .flatMap(({ claim }) =>
      claim.cases.flatMap(({ id, given }) => {
        const at = keyOfCase({ claim: claim.id, case: id });
        const record = found.get(at);
        const measured = rounds.get(at) ?? [];
        if (!record) return [];
        const subject = {
          claim,
          id,
          given,
          share: marginOf(claim),
          probes: probes.get(at) ?? [],
          diagnoses: diagnosed.filter((one) => keyOfCase(one) === at),
          stopped: stops.get(at),
        };
        if (isProbed(claim)) return weighProbes(subject, record, plan);
        return measured.some((round) => round.together) ? [weigh(subject, record, measured, plan)] : [];
      }),
    );
}

/** A key for maps that hold something for each case of a run. */
export function keyOfCase(one: { claim: string; case: string }): string {
  return JSON.stringify([one.claim, one.case]);
}

export function groupedByCase<Kind extends { claim: string; case: string }>(
  records: readonly Kind[],
): Map<string, Kind[]> {
  const groups = new Map<string, Kind[]>();
  for (const one of records) groups.set(keyOfCase(one), [...(groups.get(keyOfCase(one)) ?? []), one]);
  return groups;
}

type Asked = Pick<Evidence, 'claim' | 'id' | 'given' | 'share' | 'probes' | 'diagnoses' | 'stopped'>;

/** Of a claim about what probes read; nothing where no round could tell it. */
function weighProbes(subject: Asked, record: CaseRecord, plan: Looks): Evidence[] {
  const { claim, share, probes } = subject;
  const margin = Math.log1p(share);
  const borders = bordersOf(margin, claim.atLeast);
  const pair: Pair = { favours: claim.favours, over: claim.over, batches: record.batches };
  const probed = compareProbes(probes, pair, claim.metric);
  if (!probed) return [];
  const { logs } = probed;
  const level = levelAfter(probed.rounds, plan);
  return [
    {
      ...subject,
      margin,
      borders,
      pair,
      answers: record.answers,
      shared: record.shared,
      waits: record.waits,
      together: [],
      apart: [],
      probed,
      clock: 'wall',
      otherClock: undefined,
      togetherLogs: logs,
      apartLogs: [],
      watch: undefined,
      level,
      deciding: [],
      logs,
      support: supportOfProbes(probed, borders.margin, level, borders.around),
      byAnswers: wrongIn(record, claim),
    },
  ];
}

function wrongIn({ answers }: CaseRecord, { favours, over }: ClaimDescription): boolean {
  return [favours, over].some((name) => answers[name]?.right === false);
}

function weigh(subject: Asked, record: CaseRecord, rounds: readonly RoundRecord[], plan: Looks): Evidence {
  const { claim, share } = subject;
  const margin = Math.log1p(share);
  const borders = bordersOf(margin, claim.atLeast);
  const pair: Pair = { favours: claim.favours, over: claim.over, batches: record.batches };
  const together = rounds.filter((round) => round.together);
  const apart = rounds.filter((round) => !round.together);
  const timed = claim.metric === 'time';
  const hasBoth = timed && rounds.every(hasCpuTimes);
  const clock = decidingClock(rounds, pair, { metric: claim.metric, waits: record.waits });
  const other = clock === 'cpu' ? 'wall' : 'cpu';
  const togetherLogs = together.map((round) => roundLog(round, pair, clock));
  const apartLogs = apart.map((round) => roundLog(round, pair, clock));
  const watched = watch(togetherLogs, apartLogs, margin);
  const logs = watched?.disturbed ? apartLogs : togetherLogs;
  const level = levelAfter(together.length, plan);
  return {
    ...subject,
    margin,
    borders,
    pair,
    waits: record.waits,
    answers: record.answers,
    shared: record.shared,
    together,
    apart,
    probed: undefined,
    clock,
    otherClock: hasBoth ? other : undefined,
    togetherLogs,
    apartLogs,
    watch: watched,
    level,
    deciding: watched?.disturbed ? apart : together,
    logs,
    support: logs.length >= FEWEST_ROUNDS ? support(logs, borders.margin, level, borders.around) : undefined,
    byAnswers: wrongIn(record, claim),
  };
}

/** One number a round of the log ratio of any contender to the favoured one: above 0 where it takes longer. */
export function logsAgainstFavoured({ together, pair, clock, probes, probed, claim }: Evidence, contender: string) {
  if (probed) return compareProbes(probes, { ...pair, over: contender }, claim.metric)?.logs ?? [];
  return together.map((round) => roundLog(round, { ...pair, over: contender }, clock));
}

/** In the metric's unit: one median a round, of the rounds that decide where the contender is in them. */
export function roundValues(evidence: Evidence, contender: string): number[] {
  const { together, apart, pair, clock, watch: watched, probed, probes, claim } = evidence;
  if (probed) return valuesOf(probes, contender, claim.metric);
  const deciding = watched?.disturbed && apart.every(({ turns }) => contender in turns) ? apart : together;
  return deciding.map((round) => median(perCall(round, contender, pair.batches, clock)));
}
