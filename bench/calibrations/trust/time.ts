/** How long a plain answer takes, and how much of a long measurement is spent in what is timed. */
import * as units from '../../../reports/units.ts';
import { compareFor } from '../../harness/schedule/comparison.ts';
import { MOST_ROUNDS, SOLO_ROUNDS, TURN } from '../../harness/schedule/defaults.ts';
import { measure } from '../../harness/schedule/measure.ts';
import type { Surroundings } from '../../harness/schedule/round.ts';
import type { ClaimDescription, ResultRecord } from '../../results.ts';
import { median } from '../../stats/sample.ts';
import { planLooks } from '../../stats/stopping.ts';
import { FEWEST_ROUNDS } from '../../stats/verdict.ts';
import { subjectOf, type Row, type Setting } from './rows.ts';

const TWICE: ClaimDescription = {
  id: 'twice',
  file: 'twice',
  control: false,
  says: '',
  because: '',
  source: '',
  metric: 'time',
  axes: {},
  favours: 'once',
  over: 'twice',
  landmarks: [],
  contenders: ['once', 'twice'].map((name) => ({ name, code: '' })),
  cases: [{ id: 'work=arithmetic', given: { work: 'arithmetic' } }],
};

/** A plain difference, measured as a run measures it, solo rounds included: until its case is stopped. */
export async function settles({ around, busy, times, tell }: Setting): Promise<Row> {
  tell('a plain 2× difference');
  const took: number[] = [];
  for (let time = 0; time < times(20); time++) took.push(await settlesIn(time, around));
  const most = busy ? 3 : 2;
  return {
    what: 'a plain 2× difference, solo rounds included',
    wanted: `settled in a median of at most ${most} s`,
    reached: `median ${median(took).toFixed(1)} s, longest ${Math.max(...took).toFixed(1)} s of ${took.length}`,
    kept: median(took) <= most,
  };
}

async function settlesIn(time: number, around: Surroundings): Promise<number> {
  const from = around.at();
  const records: ResultRecord[] = [];
  await measure({
    ...around,
    chance: around.chance.branch(`settles ${time}`),
    claims: [TWICE],
    sourceOf: () => ({ module: new URL('../../controls/twice-the-work.js', import.meta.url).href }),
    plan: {
      rounds: { fewest: FEWEST_ROUNDS, most: MOST_ROUNDS },
      looks: planLooks(FEWEST_ROUNDS, MOST_ROUNDS),
      solos: SOLO_ROUNDS,
      turn: TURN,
    },
    marginOf: () => 0.05,
    write: (record) => records.push(record),
    tell: () => undefined,
  });
  const stop = records.find((one) => one.kind === 'stop');
  if (!stop || (stop.why !== 'plain' && stop.why !== 'precise')) return Number.POSITIVE_INFINITY;
  return (around.at() - from) / 1000;
}

/** How much of a long case is spent in what is timed, and not in getting ready for it. */
export async function timedShare({ around, busy, tell }: Setting): Promise<Row> {
  tell('the share of timed turns');
  const subject = subjectOf('known-slow-down.js', ['plain', 'more'], { work: 'arithmetic', more: 0 });
  const { timed, seconds } = await compareFor(subject, 10, { ...around, chance: around.chance.branch('share') });
  const share = timed / seconds;
  return {
    what: 'share of a 10 s case that is spent in timed turns',
    wanted: busy ? '' : 'at least 50 %',
    reached: units.share(share),
    kept: busy || share >= 0.5,
  };
}
