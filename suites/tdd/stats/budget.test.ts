/** The split of the time between processes and turns: on variances that are known. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { bestCycles, components, type Components } from '../../../bench/stats/budget.ts';
import { deviation, mean, median } from '../../../bench/stats/sample.ts';
import { runsOf, sample } from '../../support/made-noise.ts';

const COSTS = { start: 100, cycle: 2 };
const ANY = { least: 1, most: 10_000 };

/** Rounds whose processes and cycles spread as they are told to. */
function madeRounds(between: number, within: number, { rounds, cycles }: { rounds: number; cycles: number }) {
  const noise = runsOf('normal', 7)();
  return Array.from({ length: rounds }, () => sample(cycles, noise, between * noise(), within));
}

suite('components of variance', () => {
  for (const { between, within } of [
    { between: 0.1, within: 0.1 },
    { between: 0.02, within: 0.3 },
    { between: 0.3, within: 0.02 },
  ]) {
    test(`a spread of ${between} between processes and ${within} within is found again`, () => {
      const found = components(madeRounds(between, within, { rounds: 2000, cycles: 21 }));
      expect(Math.sqrt(found.between)).to.be.closeTo(between, 0.1 * between + 0.1 * within * Math.sqrt(1 / 21));
      expect(Math.sqrt(found.within / (Math.PI / 2))).to.be.closeTo(within, 0.1 * within);
    });
  }

  test('what is within says how far medians of cycles vary', () => {
    const rounds = madeRounds(0, 0.2, { rounds: 3000, cycles: 31 });
    const { within } = components(rounds);
    expect(Math.sqrt(within / 31) / deviation(rounds.map((logs) => median(logs)))).to.be.closeTo(1, 0.1);
  });

  test('where processes do not differ, nothing is left between them, and never less than nothing', () => {
    const many = Array.from({ length: 50 }, (_, seed) => {
      const noise = runsOf('normal', seed + 1)();
      return components(Array.from({ length: 6 }, () => sample(20, noise))).between;
    });
    expect(Math.min(...many)).to.equal(0);
    expect(mean(many)).to.be.below(0.05);
  });

  test('a single round, or a round of a single cycle, has no components', () => {
    expect(() => components([[1, 2, 3]])).to.throw(RangeError);
    expect(() => components([[1, 2, 3], [1]])).to.throw(RangeError);
  });
});

suite('best number of cycles', () => {
  /** The variance of the mean that a given time buys. */
  const variance = ({ between, within }: Components, cycles: number) =>
    (between + within / cycles) * (COSTS.start + COSTS.cycle * cycles);

  for (const spread of [
    { between: 0.01, within: 0.01 },
    { between: 0.0001, within: 0.04 },
    { between: 0.04, within: 0.0004 },
  ]) {
    test(`no other number buys a smaller variance at ${spread.between} between and ${spread.within} within`, () => {
      const best = bestCycles(spread, COSTS, ANY);
      const all = Array.from({ length: 5000 }, (_, index) => variance(spread, index + 1));
      expect(variance(spread, best)).to.be.at.most(1.001 * Math.min(...all));
    });
  }

  test('a dearer start, and more noise within, are worth more cycles; more noise between fewer', () => {
    const spread = { between: 0.01, within: 0.04 };
    const best = bestCycles(spread, COSTS, ANY);
    expect(bestCycles(spread, { start: 400, cycle: 2 }, ANY)).to.be.above(best);
    expect(bestCycles({ between: 0.01, within: 0.09 }, COSTS, ANY)).to.be.above(best);
    expect(bestCycles({ between: 0.04, within: 0.04 }, COSTS, ANY)).to.be.below(best);
  });

  test('it stays within its bounds, also where one of the two is nothing', () => {
    const bounds = { least: 5, most: 100 };
    expect(bestCycles({ between: 0, within: 0.1 }, COSTS, bounds)).to.equal(100);
    expect(bestCycles({ between: 0.1, within: 0 }, COSTS, bounds)).to.equal(5);
    expect(bestCycles({ between: 0, within: 0 }, COSTS, bounds)).to.equal(5);
    expect(bestCycles({ between: 1e-9, within: 1 }, COSTS, bounds)).to.equal(100);
  });
});
