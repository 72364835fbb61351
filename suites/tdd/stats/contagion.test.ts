/** The watch over contenders that disturb each other: what it sees, and how often it cries wolf. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { hints, watch } from '../../../bench/stats/contagion.ts';
import { runsOf, sample, shareOf } from '../../support/made-noise.ts';

const margin = Math.log(1.05);

suite('watch', () => {
  test('the difference is that of together less apart', () => {
    const { difference, disturbed } = watch([0.5, 0.51, 0.49], [0.1, 0.11, 0.09], margin)!;
    expect(difference.estimate).to.be.closeTo(0.4, 1e-12);
    expect(disturbed).to.equal(true);
  });

  test('it looks both ways', () => {
    expect(watch([0.1, 0.11, 0.09], [0.5, 0.51, 0.49], margin)!.disturbed).to.equal(true);
  });

  test('a difference that is shown and smaller than the margin disturbs nothing', () => {
    const { difference, disturbed } = watch([0.03, 0.0301, 0.0299], [0, 0.0001, -0.0001], margin)!;
    expect(difference.low).to.be.above(0);
    expect(disturbed).to.equal(false);
  });

  test('a difference beyond the margin that might be smaller disturbs nothing', () => {
    const { difference, disturbed } = watch([0.07, 0.08, 0.06, 0.07], [0, 0.01, -0.01, 0], margin)!;
    expect(difference.estimate).to.be.above(margin);
    expect(difference.low).to.be.above(0).and.below(margin);
    expect(disturbed).to.equal(false);
  });

  test('a difference beyond the margin that is not shown disturbs nothing', () => {
    expect(watch([0.5, -0.3, 0.2], [0, 0.2, -0.4], margin)!.disturbed).to.equal(false);
  });

  test('too few rounds of either kind say nothing', () => {
    expect(watch([1], [1, 2], margin)).to.equal(undefined);
    expect(watch([1, 2], [], margin)).to.equal(undefined);
  });

  test('a planted difference of 40 % is found in over 95 % of the runs, one of 30 % in three of four', () => {
    const noise = runsOf('normal', 31)();
    const found = (truth: number) =>
      shareOf(1000, () => watch(sample(12, noise, truth, 0.03), sample(6, noise, 0, 0.1), margin)!.disturbed);
    expect(found(0.34)).to.be.above(0.95);
    expect(found(0.26)).to.be.above(0.75);
  });

  test('a factor of 1.5 is found over 6 rounds of either kind in 75 % of the runs or more', () => {
    for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
      for (const [near, far, atLeast] of [
        [0.05, 0.1, 0.94],
        [0.1, 0.1, 0.92],
        [0.15, 0.15, 0.74],
      ] as const) {
        const noise = runsOf(shape, 33)();
        const found = shareOf(1000, () => {
          return watch(sample(6, noise, Math.log(1.5), near), sample(6, noise, 0, far), margin)!.disturbed;
        });
        expect(found, `${shape} ${near} ${far}`).to.be.above(atLeast);
      }
    }
  });

  // Welch's interval is not exact where few values of one kind are skewed: with a bare 95 % it is up to 12 %.
  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    test(`without any, ${shape} noise raises at most 5 % false alarms, however few and wide the solo rounds are`, () => {
      for (const [rounds, solos] of [
        [6, 6],
        [40, 6],
        [18, 18],
      ] as const) {
        for (const [near, far] of [
          [0.03, 0.1],
          [0.1, 0.4],
          [0.4, 0.4],
        ] as const) {
          const noise = runsOf(shape, 32)();
          const alarms = shareOf(2000, () => {
            return watch(sample(rounds, noise, 0, near), sample(solos, noise, 0, far), margin)!.disturbed;
          });
          expect(alarms, `${rounds}+${solos} ${near} ${far}`).to.be.below(0.05);
        }
      }
    });
  }
});

suite('hints', () => {
  test('are a difference beyond the margin, and beyond its standard error', () => {
    expect(hints([0.5, 0.5], [0.4, 0.4], margin)).to.equal(true);
    expect(hints([0.4, 0.4], [0.5, 0.5], margin)).to.equal(true);
    expect(hints([0.5, 0.5], [0.46, 0.46], margin)).to.equal(false);
    expect(hints([0.5, 0.5], [0.2, 0.65], margin)).to.equal(false);
    expect(hints([1], [0, 0], margin)).to.equal(false);
    expect(hints([1, 1], [0], margin)).to.equal(false);
  });

  test('of two rounds are there in nearly all runs in which six would have shown a factor of 1.5', () => {
    for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
      const noise = runsOf(shape, 34)();
      let [shown, missed] = [0, 0];
      for (let run = 0; run < 2000; run++) {
        const together = sample(6, noise, Math.log(1.5), 0.1);
        const apart = sample(6, noise, 0, 0.1);
        if (!watch(together, apart, margin)!.disturbed) continue;
        shown++;
        if (!hints(together, apart.slice(0, 2), margin)) missed++;
      }
      expect(shown).to.be.above(1500);
      expect(missed / shown, shape).to.be.below(0.03);
    }
  });
});
