/** One run or several as JSON: two spaces, keys in the order of the model, a newline at the end. */

import type { Format } from '../format.ts';
import type {
  BreakageReport,
  CalibrationQuote,
  CaseReport,
  ClaimReport,
  ContenderReport,
  CrossingReport,
  DiagnosisReport,
  Doubt,
  Drawing,
  DrawnCell,
  DrawnSpace,
  ElsewhereReport,
  EnvironmentReport,
  ExpectationsReport,
  FalseAlarms,
  Interval,
  Landmark,
  MachineReport,
  MetricReport,
  ProfileReport,
  RunReport,
  ShardReport,
  SweepReport,
  TiersReport,
  UnmetReport,
} from '../model.ts';
import { visible } from '../text.ts';

export const format: Format = { file: 'report.json', write: (report) => json(report) };

/**
 * The same run gives the same text, whatever the order in which its objects were built, and whatever Node.js judged it:
 * the last bits of Math.exp differ between versions of V8, so fractions have 12 significant digits. Whole numbers, such
 * as seeds and parameters, are exact. A number that is not finite is refused: JSON would make it null, and a reader that
 * calculates would take that for 0. Characters that a terminal would obey, or that reorder what is read, are written as
 * escapes: they read back as they were.
 */
export function json(report: RunReport | readonly RunReport[]): string {
  refuseNonFinite(report, 'report');
  return `${visible(JSON.stringify(report, ordered, 2))}\n`;
}

type Key =
  | keyof RunReport
  | keyof EnvironmentReport
  | keyof ShardReport
  | keyof MachineReport
  | keyof CalibrationQuote
  | keyof FalseAlarms
  | keyof CalibrationQuote['smallest'][number]
  | keyof ClaimReport
  | keyof CaseReport
  | keyof ContenderReport
  | keyof MetricReport
  | keyof CrossingReport
  | keyof ElsewhereReport
  | keyof ExpectationsReport
  | keyof UnmetReport
  | keyof DiagnosisReport
  | keyof TiersReport
  | keyof TiersReport['shares']
  | keyof TiersReport['functions'][number]
  | keyof TiersReport['deopts'][number]
  | keyof ProfileReport
  | keyof ProfileReport['functions'][number]
  | keyof BreakageReport
  | keyof Drawing
  | keyof Drawing['steps'][number]
  | keyof DrawnSpace
  | keyof DrawnCell
  | keyof NonNullable<DrawnCell['cameFrom']>
  | keyof Landmark
  | keyof Interval
  | keyof Doubt
  | keyof NonNullable<CaseReport['load']>
  | keyof SweepReport
  | keyof SweepReport['points'][number]
  | keyof NonNullable<ClaimReport['control']>
  | keyof NonNullable<CaseReport['spread']>
  | 'name'
  | RunReport['claims'][number]['cases'][number]['verdict'];

/** Every key of the model in the order of telling. A key that the model gains must be given its place to compile. */
const places = Object.keys({
  version: 0,
  id: 0,
  topic: 0,
  index: 0,
  of: 0,
  all: 0,
  shard: 0,
  started: 0,
  seconds: 0,
  seed: 0,
  quick: 0,
  complete: 0,
  environment: 0,
  runtime: 0,
  engine: 0,
  platform: 0,
  cpu: 0,
  cores: 0,
  memory: 0,
  load: 0,
  commit: 0,
  calibration: 0,
  machines: 0,
  measured: 0,
  same: 0,
  told: 0,
  named: 0,
  smallest: 0,
  work: 0,
  effect: 0,
  known: 0,
  passed: 0,
  claim: 0,
  case: 0,
  contender: 0,
  side: 0,
  stage: 0,
  code: 0,
  axis: 0,
  at: 0,
  name: 0,
  place: 0,
  role: 0,
  answer: 0,
  wrongBecause: 0,
  shown: 0,
  value: 0,
  timesFavoured: 0,
  given: 0,
  between: 0,
  verdicts: 0,
  is: 0,
  outcome: 0,
  expected: 0,
  verdict: 0,
  ground: 0,
  reason: 0,
  says: 0,
  advice: 0,
  remedy: 0,
  because: 0,
  source: 0,
  on: 0,
  differs: 0,
  quote: 0,
  metric: 0,
  figure: 0,
  lacks: 0,
  margin: 0,
  atLeast: 0,
  favours: 0,
  over: 0,
  control: 0,
  controls: 0,
  comparisons: 0,
  smallestEffect: 0,
  confirmed: 0,
  refuted: 0,
  equivalent: 0,
  inconclusive: 0,
  counts: 0,
  sentence: 0,
  met: 0,
  open: 0,
  unmet: 0,
  expectations: 0,
  estimate: 0,
  low: 0,
  high: 0,
  ratio: 0,
  together: 0,
  apart: 0,
  apartRatio: 0,
  decidedBy: 0,
  clock: 0,
  otherClock: 0,
  spread: 0,
  processes: 0,
  cycles: 0,
  moreRounds: 0,
  tiers: 0,
  profile: 0,
  failed: 0,
  samples: 0,
  interpreter: 0,
  baseline: 0,
  maglev: 0,
  turbofan: 0,
  shares: 0,
  later: 0,
  collecting: 0,
  harness: 0,
  outside: 0,
  tier: 0,
  share: 0,
  native: 0,
  timed: 0,
  times: 0,
  functions: 0,
  deopts: 0,
  allocated: 0,
  sites: 0,
  axes: 0,
  crossings: 0,
  crossingAxis: 0,
  landmarks: 0,
  contenders: 0,
  values: 0,
  metrics: 0,
  connections: 0,
  rate: 0,
  turn: 0,
  turns: 0,
  throughput: 0,
  points: 0,
  sweeps: 0,
  knee: 0,
  diagnoses: 0,
  cases: 0,
  drawings: 0,
  expires: 0,
  changes: 0,
  elsewhere: 0,
  title: 0,
  steps: 0,
  spaces: 0,
  space: 0,
  bytes: 0,
  cells: 0,
  label: 0,
  state: 0,
  cameFrom: 0,
  doubts: 0,
  claims: 0,
  controlClaims: 0,
  broken: 0,
} satisfies Record<Key, 0>);

const rank = new Map(places.map((key, at) => [key, at]));

/** The axes and their values keep the claim's order, which says how they are shown. */
function ordered(key: string, value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(12));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (key === 'given' || key === 'axes') return value;
  const place = (name: string) => rank.get(name) ?? places.length;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b)));
}

function refuseNonFinite(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const says = `a finite number was expected at ${path}, and it is ${value}; leave the field out where it is not known`;
    throw Object.assign(new RangeError(says), { code: 'NOT_FINITE' });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseNonFinite(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  }
}
