/** Runs whose rounds follow a script: no process, no clock, and everything that was asked, written and told. */
import { chance } from '../../bench/harness/schedule/chance.ts';
import { measure, type Progress } from '../../bench/harness/schedule/measure.ts';
import type { Source } from '../../bench/harness/schedule/round.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../../bench/results.ts';
import { planLooks } from '../../bench/stats/stopping.ts';
import { scriptedRounds, type Script } from './scripted-rounds.ts';

/** Log ratios that never become clear: to either side in turn. */
export const unclear = (round: number) => (round % 2 === 0 ? 0.5 : -0.5);
/** Clear and precise from the first look on. */
export const clear = (round: number) => 0.5 + round * 1e-4;

export function claimOf(id: string, cases: readonly number[] = [1]): ClaimDescription {
  return {
    id,
    file: `${id}.ts`,
    control: false,
    says: id,
    because: 'a test',
    source: 'a test',
    metric: 'time',
    favours: 'quick',
    over: 'slow',
    axes: { n: cases },
    landmarks: [],
    contenders: [
      { name: 'quick', code: '' },
      { name: 'slow', code: '' },
    ],
    cases: cases.map((n) => ({ id: `n=${n}`, given: { n } })),
  };
}

interface Setting {
  readonly claims?: readonly ClaimDescription[];
  readonly script: Script;
  readonly plan?: Partial<Plan>;
  /** Milliseconds that pass with every round. */
  readonly pace?: number;
  /** It goes on with these. */
  readonly past?: readonly ResultRecord[];
  /** Where the contenders come from, besides the module. */
  readonly source?: Partial<Source>;
  /** Cases that are measured here. */
  readonly only?: (claim: string, id: string) => boolean;
}

export async function scriptedRun(setting: Setting) {
  const { claims = [claimOf('a')], script, plan = {}, pace = 0, past = [], source, only } = setting;
  const records: ResultRecord[] = [];
  const told: Progress[] = [];
  const { rounds, asked, cycles } = scriptedRounds(script, past);
  const most = plan.rounds?.most ?? 18;
  await measure({
    claims,
    only,
    past,
    sourceOf: (id) => ({ module: id, ...source }),
    plan: { rounds: { fewest: 6, most }, looks: planLooks(6, most), solos: 6, turn: 1e6, ...plan },
    marginOf: () => 0.05,
    write: (record) => records.push(record),
    tell: (progress) => told.push(progress),
    rounds,
    chance: chance(1),
    at: () => asked.length * pace,
    patience: 1000,
  });
  const stops = records.flatMap((one) => (one.kind === 'stop' ? [[one.claim, one.case, one.why, one.rounds]] : []));
  return { records, told, asked, stops, cycles };
}

/** How often it was asked for that. */
export const countOf = (asked: readonly string[], wanted: string) => asked.filter((one) => one === wanted).length;
