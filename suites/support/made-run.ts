/** The records of a run, made from wanted log ratios, so that what is judged is known. */
import type {
  Answer,
  BrokenRecord,
  CaseRecord,
  ClaimDescription,
  DiagnosisRecord,
  Expected,
  ResultRecord,
  RoundRecord,
  RunRecord,
  Value,
} from '../../bench/results.ts';
import { runsOf, sample } from './made-noise.ts';

export interface MadeCase {
  readonly given?: Readonly<Record<string, Value>>;
  /** The verdict that the claim expects. */
  readonly expects?: Expected;
  /** One log ratio a round, above 0 where the favoured contender wins; none: the case was not measured. */
  readonly logs?: readonly number[];
  /** The same for the solo rounds; 0 of them where it is empty. By default they say what the others do. */
  readonly apart?: readonly number[];
  /** By the processor's clock; by default the same. */
  readonly cpuLogs?: readonly number[];
  /** Of the single fastest turns, by default the same. */
  readonly fastest?: number;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly settled?: boolean;
  readonly shared?: readonly string[];
  readonly waits?: boolean;
  /** By contender. */
  readonly diagnoses?: Readonly<Record<string, Pick<DiagnosisRecord, 'tiers' | 'profile' | 'failed'>>>;
  /** Nanoseconds that a turn of the favoured contender takes. */
  readonly turn?: number;
  /** What every round adds to its record. */
  readonly more?: Partial<RoundRecord>;
  /** How often the processor is taken away, in each of the three turns. */
  readonly switches?: readonly number[];
  /** Every turn of a together round by its number, in nanoseconds, in place of what `logs` says of it. */
  readonly walls?: (round: number) => Readonly<Record<string, readonly number[]>>;
}

export interface MadeClaim extends Partial<Omit<ClaimDescription, 'cases'>> {
  readonly cases: readonly MadeCase[];
  readonly broken?: readonly Partial<BrokenRecord>[];
}

/** So many log ratios about a truth. */
export function logsAbout(truth: number, count = 8, spread = 0.005, seed = 1): number[] {
  const logs = sample(count, runsOf('normal', seed)(), 0, spread);
  // What is wanted is what is got: their mean is the truth itself.
  const off = logs.reduce((sum, log) => sum + log, 0) / count;
  return logs.map((log) => log - off + truth);
}

/** A whole run: begins with its own record, ends with `end` unless it was cut short. */
export function madeRun(
  claims: readonly MadeClaim[],
  { complete = true, run = {} }: { complete?: boolean; run?: Partial<RunRecord> } = {},
): ResultRecord[] {
  const described = claims.map((one, index) => describe(one, index));
  return [
    { ...madeRunRecord(), ...run },
    ...described.map((claim): ResultRecord => ({ kind: 'claim', claim })),
    ...claims.flatMap((one, index) => recordsOf(one, described[index]!)),
    ...(complete ? [{ kind: 'end', at: 90_000, complete: true } as const] : []),
  ];
}

export function madeRunRecord(): RunRecord {
  return {
    kind: 'run',
    format: 1,
    version: '0.1.0',
    id: 'made',
    started: '2026-11-22T12:00:00.000Z',
    arguments: [],
    seed: 1,
    quick: false,
    plan: { rounds: { fewest: 6, most: 18 }, looks: [6, 9, 12, 15, 18], solos: 6, turn: 1e6 },
    environment: {
      runtime: 'Node.js 22.12.0',
      versions: { v8: '12.4' },
      platform: 'linux',
      arch: 'x64',
      cpu: 'a processor',
      cores: 2,
      memory: 8e9,
      load: 0.2,
      clockStep: 50,
      features: {},
    },
  };
}

function describe({ cases, broken: _broken, ...claim }: MadeClaim, index: number): ClaimDescription {
  return {
    id: `made/claim-${index}`,
    file: `bench/claims/made/claim-${index}.ts`,
    control: false,
    says: 'one beats the other',
    because: 'it does less',
    source: 'made up',
    metric: 'time',
    favours: 'quick',
    over: 'slow',
    axes: {},
    landmarks: [],
    contenders: ['quick', 'slow'].map((name) => ({ name, code: '() => 1' })),
    ...claim,
    cases: cases.map(({ given = {}, expects }) => ({ id: idOf(given), given, ...(expects && { expects }) })),
  };
}

function idOf(given: Readonly<Record<string, Value>>): string {
  return Object.entries(given)
    .map(([axis, value]) => `${axis}=${value}`)
    .join(' ');
}

function recordsOf({ cases, broken = [] }: MadeClaim, claim: ClaimDescription): ResultRecord[] {
  const measured = cases.flatMap((one, index) => {
    const { logs, answers = {}, shared = [], waits = false } = one;
    if (!logs) return [];
    const at = claim.cases[index]!.id;
    const batches = Object.fromEntries(claim.contenders.map(({ name }) => [name, 10]));
    const made: CaseRecord = { kind: 'case', claim: claim.id, case: at, batches, cycles: 3, waits, answers, shared };
    const apart = one.apart ?? logs.slice(0, 6);
    return [
      made,
      ...logs.map((log, round) =>
        withWalls(roundOf(claim, at, one, true, log, one.cpuLogs?.[round] ?? log), one, round),
      ),
      ...apart.map((log) => roundOf(claim, at, one, false, log, log)),
      ...Object.entries(one.diagnoses ?? {}).map(([contender, seen]): DiagnosisRecord => ({
        kind: 'diagnosis',
        claim: claim.id,
        case: at,
        contender,
        ...seen,
      })),
    ];
  });
  return [...measured, ...broken.map((one) => brokenOf(claim.id, one))];
}

/** Three cycles, and the middle one says what is wanted; the processor's clock is a little less steady. */
function roundOf(
  { id, favours, over, contenders }: ClaimDescription,
  at: string,
  { settled = true, turn = 1e6, fastest, switches = [0, 0, 0], more = {} }: MadeCase,
  together: boolean,
  log: number,
  cpuLog: number,
): RoundRecord {
  const loaded = together ? contenders.map(({ name }) => name) : [favours, over];
  const lead = fastest === undefined ? turn * 0.999 * Math.exp(log) : turn * 0.5 * Math.exp(fastest);
  const slow = (wanted: number, unsteady: number, least: number) => [
    least,
    turn * Math.exp(wanted),
    turn * 2 * (1 + unsteady) * Math.exp(wanted),
  ];
  const quick = [fastest === undefined ? turn : turn * 0.5, turn, turn * 2];
  const turns = Object.fromEntries(
    loaded.map((name) => {
      const wall = name === favours ? quick : slow(log, 0.001, lead);
      const cpu = name === favours ? quick : slow(cpuLog, 0.01, lead * Math.exp(cpuLog - log) * 0.99);
      return [name, { wall, cpu, switches: [...switches], settled }];
    }),
  );
  const order = [0, 1, 2].map(() => loaded.map((_, index) => index));
  return { kind: 'round', claim: id, case: at, together, at: 1000, loaded, order, turns, ...more };
}

function withWalls(round: RoundRecord, { walls }: MadeCase, number: number): RoundRecord {
  if (!walls) return round;
  const made = Object.entries(walls(number)).map(([name, wall]) => {
    return [name, { wall, cpu: wall, switches: wall.map(() => 0), settled: true }] as const;
  });
  const order = made[0]![1].wall.map(() => round.loaded.map((_, index) => index));
  return { ...round, order, turns: Object.fromEntries(made) };
}

function brokenOf(claim: string, some: Partial<BrokenRecord>): BrokenRecord {
  const made = { stage: 'proving', code: 'CONTENDER_THREW', says: 'It threw', remedy: 'Mend it.' };
  return { kind: 'broken', claim, ...made, ...some };
}
