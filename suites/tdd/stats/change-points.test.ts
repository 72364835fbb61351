/**
 * The change points of a series, simulated. In full:
 *
 *     TOUCHSTONE_SERIES=1000 npx mocha --no-config --timeout 600000 dist/suites/tdd/stats/change-points.test.js
 *
 * Flat series of 8 to 60 runs were then given a change or a drift in 2 to 6 of 100, whatever the shape of the noise; a step
 * of 10 % with 2 % from run to run was found within one run in 98 to 99 of 100 (20 runs), two of them in 99, one that was
 * taken back in 99. What it supposes is not always so: where each run resembles the one before it (a correlation of 0.3),
 * flat series of 20 runs were given one in 20 of 100, those of 60 in 33; on a wave of 40 runs, as large as the noise, 20
 * runs in 38, and 60 in 85. A steady drift is called one in 99 of 100.
 */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { changePoints, FEWEST_RUNS, fewestFor, type Course } from '../../../bench/stats/change-points.ts';
import type { Reading } from '../../../bench/stats/levels.ts';
import { amount } from '../../support/amount.ts';
import { runsOf, shareOf, type Noise, type Shape } from '../../support/made-noise.ts';

const SERIES = amount('SERIES', 25).count;
const STEP = Math.log(1.1);
const MARGIN = Math.log(1.05);

/** Log ratios about a truth, with 2 % from run to run, of which the runs themselves know half. */
function readings(many: number, truth: (run: number) => number, noise: Noise, spread = 0.02): Reading[] {
  return Array.from({ length: many }, (_, run) => ({ value: truth(run) + spread * noise(), error: spread / 2 }));
}

function placesIn(course: Course): number[] {
  return course.changes.map(({ at }) => at);
}

/** The share of series in which every wanted change is found within one run, and no other is. */
function found(shape: Shape, many: number, truth: (run: number) => number, wanted: readonly number[]): number {
  const runs = runsOf(shape, 11);
  let seed = 0;
  return shareOf(SERIES, () => {
    const places = placesIn(changePoints(readings(many, truth, runs()), { margin: MARGIN, seed: ++seed }));
    return places.length === wanted.length && wanted.every((at, index) => Math.abs(places[index]! - at) <= 1);
  });
}

/** What a share that is at most `most` may come to by chance in so many series, once in 10,000 times. */
function upTo(most: number, series = SERIES): number {
  return most + 3.7 * Math.sqrt((most * (1 - most)) / series);
}

suite('The change points of a series', () => {
  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    for (const many of [8, 20, 40]) {
      test(`are found in at most 5 of 100 flat series of ${many} runs with ${shape} noise`, () => {
        const runs = runsOf(shape, 7);
        let seed = 0;
        const alarms = shareOf(SERIES, () => {
          const course = changePoints(
            readings(many, () => 0.3, runs()),
            { margin: 0, seed: ++seed },
          );
          return course.changes.length > 0 || course.drift !== undefined;
        });
        expect(alarms).to.be.at.most(upTo(0.05));
      });
    }

    test(`are where a step of 10 % is, with 2 % of ${shape} noise in 20 runs`, () => {
      const share = found(shape, 20, (run) => (run < 10 ? 0 : STEP), [10]);
      expect(1 - share).to.be.at.most(upTo(0.05));
    });

    test(`are two where two steps are, with ${shape} noise`, () => {
      const share = found(shape, 30, (run) => (run < 10 ? 0 : run < 20 ? STEP : 2 * STEP), [10, 20]);
      expect(1 - share).to.be.at.most(upTo(0.05));
    });

    test(`are where a short change begins and where it was taken back, with ${shape} noise`, () => {
      const share = found(shape, 30, (run) => (run < 12 || run >= 17 ? 0 : STEP), [12, 17]);
      expect(1 - share).to.be.at.most(upTo(0.05));
    });
  }

  test('are found in at most 5 of 100 flat series that lie now on one of two levels, now on the other', () => {
    const [noise, side] = [runsOf('normal', 7), xoroshiro128plus(7)];
    let seed = 0;
    const alarms = shareOf(6 * SERIES, () => {
      const series = readings(60, () => (side.next() < 0 ? 0 : STEP), noise(), 0.002);
      return changePoints(series, { margin: 0, seed: ++seed }).changes.length > 0;
    });
    expect(alarms).to.be.at.most(upTo(0.05, 6 * SERIES));
  });

  test('are found among 150 series: a step of the last ten runs of 30', () => {
    const runs = runsOf('normal', 5);
    const course = changePoints(
      readings(30, (run) => (run < 20 ? 0 : STEP), runs()),
      { margin: MARGIN, questions: 150 },
    );
    expect(course.changes.map(({ at, certain }) => [at, certain])).to.deep.equal([[20, true]]);
    expect(course.changes[0]!.probability).to.be.closeTo(150 * course.changes[0]!.alone, 1e-12);
  });

  test('are only possible among so many where few runs show them', () => {
    const runs = runsOf('normal', 5);
    const series = readings(20, (run) => (run < 16 ? 0 : STEP), runs());
    const certainty = (questions: number) =>
      changePoints(series, { margin: MARGIN, questions }).changes.map(({ at, certain }) => [at, certain]);
    expect([certainty(1), certainty(150)]).to.deep.equal([[[16, true]], [[16, false]]]);
  });

  test('are not told from too few runs, which is not the same as none', () => {
    const step = (many: number) => readings(many, (run) => (run < many / 2 ? 0 : 1), runsOf('normal', 1)());
    expect(changePoints(step(FEWEST_RUNS - 1), { margin: 0 })).to.deep.include({ enough: false, changes: [] });
    expect(changePoints([], { margin: 0 })).to.deep.equal({ enough: false, changes: [], segments: [] });
    const enough = changePoints(step(FEWEST_RUNS), { margin: 0 });
    expect([enough.enough, placesIn(enough)]).to.deep.equal([true, [4]]);
  });

  for (const questions of [1, 2, 10, 150]) {
    test(`are certain among ${questions} series from some number of runs on, and never of fewer`, () => {
      const least = fewestFor(questions);
      const certain = (many: number) =>
        changePoints(
          readings(many, (run) => (run < Math.floor(many / 2) ? 0 : 1), runsOf('normal', 1)()),
          { margin: 0, questions },
        ).changes.map((one) => one.certain);
      expect(certain(least + 1)).to.deep.equal([true]);
      if (least > FEWEST_RUNS) expect(certain(least - 1)).to.deep.equal([false]);
    });
  }

  test('are none where a step is smaller than the margin, however clear', () => {
    const series = readings(40, (run) => (run < 20 ? 0 : Math.log(1.03)), runsOf('normal', 3)(), 0.002);
    expect(placesIn(changePoints(series, { margin: MARGIN }))).to.deep.equal([]);
    expect(placesIn(changePoints(series, { margin: Math.log(1.02) }))).to.deep.equal([20]);
  });

  test('are none of a bad night, nor of two that do not open or close the series', () => {
    const runs = runsOf('normal', 4);
    const bad = (nights: readonly number[]) =>
      changePoints(
        readings(30, (run) => (nights.includes(run) ? 1 : 0), runs()),
        { margin: MARGIN },
      );
    for (const nights of [[0], [12], [29], [4, 17], [12, 13]]) expect(placesIn(bad(nights))).to.deep.equal([]);
  });

  test('lie beside bad nights as they would without them', () => {
    const series = readings(30, (run) => (run < 15 ? 0 : STEP), runsOf('normal', 6)());
    for (const [nights, off] of [
      [[4, 20], -1],
      [[3, 9, 20], 1],
    ] as const) {
      const spoilt = series.map((one, run) => (nights.some((night) => night === run) ? { ...one, value: off } : one));
      expect(placesIn(changePoints(spoilt, { margin: MARGIN }))).to.deep.equal([15]);
    }
  });

  test('are found in what is counted and does not vary at all', () => {
    const exact = (truth: (run: number) => number) =>
      Array.from({ length: 20 }, (_, run) => ({ value: truth(run), error: 0 }));
    expect(
      placesIn(
        changePoints(
          exact(() => 0.7),
          { margin: 0 },
        ),
      ),
    ).to.deep.equal([]);
    const { changes } = changePoints(
      exact((run) => (run < 8 ? 0 : STEP)),
      { margin: MARGIN },
    );
    expect(changes.map(({ at, before, after }) => [at, before, after])).to.deep.equal([
      [8, { estimate: 0, low: 0, high: 0 }, { estimate: STEP, low: STEP, high: STEP }],
    ]);
  });

  test('divide levels in which exact runs count for more than others', () => {
    const series = Array.from({ length: 12 }, (_, run) =>
      run % 2 === 0 ? { value: 0, error: 0.001 } : { value: 0.1, error: 0.2 },
    );
    const [level] = changePoints(series, { margin: MARGIN }).segments;
    expect(level!.level.estimate).to.be.within(0, 0.03);
  });

  test('are a drift where a line tells more, and then no run is named', () => {
    const runs = runsOf('normal', 8);
    const course = changePoints(
      readings(40, (run) => (run / 39) * 2 * STEP, runs()),
      { margin: MARGIN },
    );
    expect([course.changes, course.segments.length]).to.deep.equal([[], 1]);
    expect(course.drift?.certain).to.equal(true);
    expect(course.drift!.to - course.drift!.from).to.be.closeTo(2 * STEP, STEP / 2);
  });

  test('are the same every time, and of the mirrored series the mirrored ones', () => {
    const series = readings(24, (run) => (run < 9 ? 0 : STEP), runsOf('heavy-tailed', 2)());
    const course = changePoints(series, { margin: MARGIN });
    expect(changePoints(series, { margin: MARGIN })).to.deep.equal(course);
    const negated = changePoints(
      series.map(({ value, error }) => ({ value: -value, error })),
      { margin: MARGIN },
    );
    expect(placesIn(negated)).to.deep.equal(placesIn(course));
    expect(negated.changes[0]!.after.estimate).to.be.closeTo(-course.changes[0]!.after.estimate, 1e-12);
  });

  test('cut every series into segments that follow each other, of three runs at least', () => {
    const reading = fc.record({
      value: fc.double({ min: -5, max: 5, noNaN: true }),
      error: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 25 }), (series) => {
        const { segments, changes } = changePoints(series, { margin: 0 });
        expect(segments.map(({ from }) => from)).to.deep.equal([0, ...changes.map(({ at }) => at)]);
        expect(segments.map(({ to }) => to)).to.deep.equal([...changes.map(({ at }) => at), series.length]);
        if (changes.length > 0) for (const { from, to } of segments) expect(to - from).to.be.at.least(3);
        for (const { level } of segments) {
          expect(level.low).to.be.at.most(level.estimate);
          expect(level.high).to.be.at.least(level.estimate);
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
