/** The trend of a process's turns: what is a slope, how seldom noise is called one, and that one is seen. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { shownChange, slopeOf } from '../../../bench/stats/trend.ts';
import { runsOf, sample, shareOf, type Noise } from '../../support/made-noise.ts';

/** The turns of a process that change by so much from the first to the last. */
function turns(count: number, noise: Noise, spread: number, change = 0): number[] {
  return sample(count, noise, 0, spread).map((value, at) => value + (change * at) / (count - 1));
}

function processes(count: number, make: () => number[]): number[][] {
  return Array.from({ length: count }, make);
}

suite('a slope', () => {
  test('is the change a step', () => {
    expect(slopeOf([1, 3, 5, 7])).to.equal(2);
    expect(slopeOf([4, 4, 4])).to.equal(0);
  });

  test('does not see single outliers', () => {
    expect(slopeOf([1, 2, 90, 4, 5, 6, -50, 8])).to.be.closeTo(1, 0.1);
  });
});

suite('a change from first to last', () => {
  test('is said of the whole series', () => {
    const shown = shownChange([6, 7, 8, 9, 10, 11].map((last) => [0, 1, 2, 3, 4].map((at) => (at * last) / 40)));
    expect(shown).to.be.closeTo(0.85, 1e-9);
  });

  test('is not shown by fewer than six processes', () => {
    expect(shownChange(processes(5, () => [0, 1, 2, 3, 4]))).to.equal(undefined);
  });

  test('is not shown by processes of fewer than five turns', () => {
    const logs = [0.1, 0.21, 0.3, 0.41, 0.5];
    expect(shownChange(processes(12, () => logs.slice(0, 4)))).to.equal(undefined);
    expect(shownChange(processes(12, () => logs))).to.be.closeTo(0.4, 1e-9);
  });

  test('is not shown where one process changes and the others do not', () => {
    const still = [0, 0.01, 0, 0.01, 0.005];
    expect(shownChange([...processes(5, () => still), [0, 1, 2, 3, 4]])).to.equal(undefined);
  });

  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    test(`is seen in ${shape} noise in less than 2 % of the cases where there is none`, () => {
      for (const rounds of [6, 18]) {
        for (const count of [5, 20]) {
          const noise = runsOf(shape, 51)();
          const luck = runsOf('normal', 52)();
          // Processes differ in how much they spread.
          const make = () => turns(count, noise, 0.05 * Math.exp(0.5 * luck()));
          const alarms = shareOf(400, () => shownChange(processes(rounds, make)) !== undefined);
          expect(alarms, `${rounds} rounds of ${count}`).to.be.below(0.02);
        }
      }
    });
  }

  test('is found where it is 10 %, with spikes of garbage collection', () => {
    const noise = runsOf('skewed', 53)();
    const make = () => turns(20, noise, 0.05, -0.1);
    expect(shareOf(300, () => shownChange(processes(6, make)) !== undefined)).to.be.above(0.95);
  });
});
