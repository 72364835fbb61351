/** The single turns that plots show, of rounds small enough to be looked through. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { samplesOf } from '../../../bench/judge/samples.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { madeRun } from '../../support/made-run.ts';

const contenders = ['quick', 'slow', 'third'].map((name) => ({ name, code: '() => 1' }));
const made = madeRun([{ contenders, cases: [{ logs: Array.from({ length: 6 }, () => Math.log(2)) }] }]);

suite('samples', () => {
  test('hold the turns of each contender by the call, and what each cycle says of the pair', () => {
    const [first] = samplesOf(made).of('made/claim-0', '')!.processes;
    expect(first!.apart).to.equal(false);
    expect(first!.ratios.map((ratio) => ratio.toFixed(1))).to.deep.equal(['2.0', '2.0', '2.0']);
    expect(first!.turns.map(({ name }) => name)).to.deep.equal(['quick', 'slow', 'third']);
    expect(first!.turns[0]!.values).to.deep.equal([1e5, 1e5, 2e5]);
  });

  test('keep a cycle in which a contender rested in its place, without a number', () => {
    const { processes } = samplesOf(made.map(thirdRests)).of('made/claim-0', '')!;
    const [whole] = samplesOf(made).of('made/claim-0', '')!.processes;
    const values = processes[0]!.turns.map((turns) => turns.values);
    expect(values[2]).to.deep.equal([Number.NaN, whole!.turns[2]!.values[1], Number.NaN]);
    expect(values.slice(0, 2)).to.deep.equal(whole!.turns.slice(0, 2).map((turns) => turns.values));
  });

  test('tell rounds with a process each, which hold the pair alone', () => {
    const apart = samplesOf(made)
      .of('made/claim-0', '')!
      .processes.filter((process) => process.apart);
    expect(apart.map(({ turns }) => turns.map(({ name }) => name))).to.deep.equal(
      Array.from({ length: 6 }, () => ['quick', 'slow']),
    );
  });

  test('of a case that was not measured are none', () => {
    expect(samplesOf(made).of('made/claim-0', 'n=1')).to.equal(undefined);
    expect(samplesOf(made).of('made/other', '')).to.equal(undefined);
  });
});

/** The third contender takes a turn in the middle one of three cycles only. */
function thirdRests(record: ResultRecord): ResultRecord {
  if (record.kind !== 'round' || !record.together) return record;
  const third = record.turns['third']!;
  const middle = { wall: [third.wall[1]!], cpu: [third.cpu[1]!], switches: [third.switches[1]!], settled: true };
  return {
    ...record,
    order: [
      [0, 1],
      [2, 0, 1],
      [1, 0],
    ],
    turns: { ...record.turns, third: middle },
  };
}
