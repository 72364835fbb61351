/** Calibrating: what is compared, in which order, and how much work is added. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { CalibrationComparison } from '../../../../bench/calibration.ts';
import { STEPS, type Work } from '../../../../bench/calibrations/known-slow-down.ts';
import { calibrate, secondsOf, stepsFor, type Series } from '../../../../bench/harness/schedule/calibrate.ts';
import { chance } from '../../../../bench/harness/schedule/chance.ts';

const SERIES: readonly Series[] = (['arithmetic', 'concat'] as const).flatMap((work) => [
  { work, effect: 0, times: 4, seconds: 3 },
  { work, effect: 0.01, times: 2, seconds: 3 },
  { work, effect: 0.1, times: 2, seconds: 5 },
]);

/** A machine on which so many steps take as long as the work. */
async function calibrated(series: readonly Series[], stepsOfConcat: number, seed = 1) {
  const asked: { work: string; more: number; seconds: number }[] = [];
  const kept: CalibrationComparison[] = [];
  const told: string[] = [];
  await calibrate({
    series,
    turn: 1e6,
    chance: chance(seed),
    at: () => 0,
    patience: 1000,
    keep: (comparison, done, of) => {
      kept.push(comparison);
      told.push(`${done}/${of}`);
    },
    compare: async ({ given }, seconds) => {
      const [work, more] = [String(given['work']), Number(given['more'])];
      asked.push({ work, more, seconds });
      const log = Math.log1p(more / (work === 'arithmetic' ? STEPS : stepsOfConcat));
      return { logs: [log, log], clock: 'wall', seconds, timed: seconds / 2 };
    },
  });
  return { asked, kept, told };
}

suite('calibrating', () => {
  test('compares every kind of work with itself and with each slow-down, as often as is planned', async () => {
    const { kept, told } = await calibrated(SERIES, 500);
    const count = (work: string, effect: number) =>
      kept.filter((one) => one.work === work && one.effect === effect).length;
    for (const work of ['arithmetic', 'concat']) {
      expect([0, 0.01, 0.1].map((effect) => count(work, effect))).to.deep.equal([4, 2, 2]);
    }
    expect(told.at(-1)).to.equal('16/16');
  });

  test('adds steps that take as long as they are said to, for every kind of work', async () => {
    for (const stepsOfConcat of [200, 500, 20_000]) {
      const { kept } = await calibrated(SERIES, stepsOfConcat);
      for (const { effect, logs } of kept) expect(Math.expm1(logs[0]!)).to.be.closeTo(effect, 0.0026);
    }
  });

  test('mixes kinds and slow-downs, in an order that its seed decides', async () => {
    const order = async (seed: number) =>
      (await calibrated(SERIES, 500, seed)).kept.map(({ work, effect }) => `${work} ${effect}`);
    const first = await order(1);
    expect(await order(1)).to.deep.equal(first);
    expect(await order(2)).not.to.deep.equal(first);
    expect(first).not.to.deep.equal(first.toSorted());
  });

  test('sizes nothing where nothing is added', async () => {
    const { asked } = await calibrated(
      SERIES.filter(({ effect }) => effect === 0),
      500,
    );
    expect(asked).to.have.length(8);
    expect(asked.every(({ more }) => more === 0)).to.equal(true);
  });

  test('says how long it takes: what was compared and sized', async () => {
    const { asked } = await calibrated(SERIES, 500);
    const spent = asked.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(secondsOf(SERIES)).to.equal(spent);
    expect(spent).to.be.above(2 * (4 * 3 + 2 * 3 + 2 * 5));
  });
});

suite('the steps of a slow-down', () => {
  /** The processor does so many of the steps beside the work. */
  const stepsWhere = (beside: number, share: number, work: Work = 'concat') => {
    const around = { chance: chance(1), at: () => 0, patience: 1000, turn: 1e6 };
    return stepsFor(share, { work, size: 1000 }, around, async ({ given }, seconds) => {
      const log = Math.log1p(Math.max(0, Number(given['more']) - beside) / 1000);
      return { logs: [log, log], clock: 'wall', seconds, timed: seconds / 2 };
    });
  };

  test('are those of the whole size, and those that the processor does beside the work', async () => {
    expect(await stepsWhere(0, 0.05)).to.equal(50);
    expect(await stepsWhere(20, 0.05)).to.equal(70);
    expect(await stepsWhere(20, 0.2)).to.equal(220);
  });

  test('are known of arithmetic, and none of no slow-down', async () => {
    expect(await stepsWhere(20, 0.05, 'arithmetic')).to.equal(50);
    expect(await stepsWhere(20, 0)).to.equal(0);
  });
});
