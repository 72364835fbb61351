/** The knee of a server, in rounds that are made up: what is known of it is in the interval that is told. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { kneeOf } from '../../../bench/stats/knee.ts';
import { runsOf, shareOf } from '../../support/made-noise.ts';

const TOLERANCE = Math.log(1.05);

/** Rounds in which the time from one answer to the next is this, give or take, and drifts from round to round. */
function roundsOf(times: readonly number[], count: number, spread: number, seed = 1): number[][] {
  const noise = runsOf('normal', seed)();
  return Array.from({ length: count }, (_, round) => {
    const drift = Math.sin(round) / 2;
    return times.map((time) => time * Math.exp(drift + spread * noise()));
  });
}

suite('the knee', () => {
  test('is the first number that is as good as the best', () => {
    expect(kneeOf(roundsOf([8, 4, 2, 1, 1, 1], 8, 0.001), TOLERANCE, 0.05)).to.deep.equal({
      estimate: 3,
      low: 3,
      high: 3,
    });
  });

  test('is the first of all where more never brought more', () => {
    expect(kneeOf(roundsOf([1, 1, 1], 8, 0.001), TOLERANCE, 0.05)).to.deep.equal({ estimate: 0, low: 0, high: 0 });
  });

  test('stands before what falls off behind it', () => {
    expect(kneeOf(roundsOf([2, 1, 1.5, 3], 8, 0.001), TOLERANCE, 0.05)).to.deep.equal({ estimate: 1, low: 1, high: 1 });
  });

  test('is the last where every number brought more', () => {
    expect(kneeOf(roundsOf([4, 2, 1], 8, 0.001), TOLERANCE, 0.05)).to.deep.equal({ estimate: 2, low: 2, high: 2 });
  });

  test('lies somewhere between where the noise leaves several', () => {
    expect(kneeOf(roundsOf([8, 1.05, 1, 1], 8, 0.02), TOLERANCE, 0.05)).to.include({ low: 1, high: 2 });
  });

  test('may be anywhere in noise that drowns everything', () => {
    expect(kneeOf(roundsOf([1.2, 1.1, 1], 6, 1), TOLERANCE, 0.05))
      .to.include({ low: 0 })
      .and.not.have.property('high');
  });

  test('takes six rounds and two numbers', () => {
    expect(kneeOf(roundsOf([2, 1], 5, 0.001), TOLERANCE, 0.05)).to.equal(undefined);
    expect(kneeOf(roundsOf([1], 8, 0.001), TOLERANCE, 0.05)).to.equal(undefined);
    expect(kneeOf([], TOLERANCE, 0.05)).to.equal(undefined);
  });

  for (const { says, times, knee } of [
    { says: 'plain', times: [4, 2, 1, 1, 1], knee: 2 },
    { says: 'hardly bent: 4 % more are no more', times: [1.04, 1, 1, 1], knee: 0 },
    { says: 'that comes 6 % late', times: [2, 1.06, 1, 1], knee: 2 },
  ]) {
    test(`lies outside of what is told in at most 5 % of noisy runs, ${says}`, () => {
      let seed = 0;
      const missed = shareOf(400, () => {
        const { low, high = Infinity, estimate } = kneeOf(roundsOf(times, 8, 0.03, ++seed), TOLERANCE, 0.05)!;
        expect(estimate).to.be.within(low, high);
        return knee < low || knee > high;
      });
      expect(missed).to.be.at.most(0.05);
    });
  }
});
