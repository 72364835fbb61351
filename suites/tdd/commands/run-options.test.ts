/** The plan that comes of what was asked for: how long cases are measured, and how often. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { parseOptions } from '../../../bench/commands/options.ts';
import { planFor, readOptions, RUN_OPTIONS } from '../../../bench/commands/run-options.ts';
import { TouchstoneError } from '../../../bench/errors.ts';
import type { ClaimDescription } from '../../../bench/results.ts';

/** What is chosen, with so many cases in two claims. */
function choiceOf(cases: number) {
  const claim = (many: number) => ({ cases: Array.from({ length: many }, () => ({})) }) as unknown as ClaimDescription;
  return { claims: [claim(cases - 1), claim(1)], broken: [], files: new Map() };
}

function planOf(cases: number, ...argv: string[]) {
  return planFor(readOptions(parseOptions(argv, RUN_OPTIONS, 'run')), choiceOf(cases));
}

suite('the plan of a run', () => {
  test('gives each case five seconds, and a run two minutes at the least and nineteen at the most', () => {
    expect(planOf(4).seconds).to.equal(120);
    expect(planOf(100).seconds).to.equal(500);
    expect(planOf(1000).seconds).to.equal(1170);
  });

  test('spends the 5 % late where there is time for all looks, and evenly over more rounds where there is not', () => {
    expect(planOf(19)).to.deep.include({ rounds: { fewest: 6, most: 18 }, looks: [6, 9, 12, 15, 18] });
    expect(planOf(19)).not.to.have.property('spending');
    const scarce = { rounds: { fewest: 6, most: 40 }, looks: [6, 10, 15, 25, 40], spending: 'evenly' };
    expect(planOf(20)).to.deep.include(scarce);
    expect(planOf(4, '--seconds', '7')).to.deep.include(scarce);
  });

  test('spends it evenly over no more rounds than were asked for', () => {
    const { looks, spending } = planOf(4, '--seconds', '7', '--rounds', '12');
    expect({ looks, spending }).to.deep.equal({ looks: [6, 7, 8, 10, 12], spending: 'evenly' });
  });

  test('spends it in one way in all shards of a run', () => {
    const asked = (...argv: string[]) => readOptions(parseOptions(argv, RUN_OPTIONS, 'run'));
    const { claims } = choiceOf(40);
    const part = choiceOf(10).claims;
    const plan = planFor(asked('--shard', '1/4'), { claims, part });
    expect({ seconds: plan.seconds, spending: plan.spending }).to.deep.equal({ seconds: 120, spending: 'evenly' });
    const timeFor = (seconds: string) => planFor(asked('--shard', '1/4', '--seconds', seconds), { claims, part });
    expect([timeFor('60').spending, timeFor('70').spending]).to.deep.equal(['evenly', undefined]);
  });

  test('has the time that was asked for, however many cases there are', () => {
    expect(planOf(100, '--seconds', '7').seconds).to.equal(7);
    expect(planOf(100, '--seconds', '7', '--rounds', '12').seconds).to.equal(7);
  });

  test('has no limit of time where rounds were asked for', () => {
    expect(planOf(100, '--rounds', '12')).not.to.have.property('seconds');
    expect(planOf(100, '--rounds', '12').rounds).to.deep.equal({ fewest: 6, most: 12 });
  });

  test('has fewest rounds and no solo rounds where it is quick', () => {
    const { rounds, solos, looks } = planOf(4, '--quick');
    expect({ rounds, solos, looks }).to.deep.equal({ rounds: { fewest: 6, most: 6 }, solos: 0, looks: [6] });
  });
});

suite('the shard of a run', () => {
  const read = (...argv: string[]) => readOptions(parseOptions(argv, RUN_OPTIONS, 'run'));

  test('is one of so many, split by a file where one is named', () => {
    const { shard, costs } = read('--shard', '2/3', '--costs', 'before.ndjson');
    expect({ shard, costs }).to.deep.equal({ shard: { index: 2, of: 3 }, costs: 'before.ndjson' });
    expect(read()).to.include({ shard: undefined, costs: undefined });
  });

  test('is asked for where costs are named', () => {
    expect(() => read('--costs', 'before.ndjson'))
      .to.throw(TouchstoneError, '--costs says how shards are split, and no --shard is asked for.')
      .that.has.property('code', 'ARGUMENT_INVALID');
  });
});
