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
  test('gives each case three seconds, and a run two minutes at the least', () => {
    expect(planOf(4).seconds).to.equal(120);
    expect(planOf(100).seconds).to.equal(300);
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
