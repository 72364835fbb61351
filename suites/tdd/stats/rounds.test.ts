/** From turns to one number a round, on rounds small enough to be worked out by hand. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { RoundRecord } from '../../../bench/results.ts';
import {
  cycleLogs,
  decidingClock,
  fastestLog,
  hasCpuTimes,
  perCall,
  perCycle,
  roundLog,
  steadierClock,
} from '../../../bench/stats/rounds.ts';

const pair = { favours: 'quick', over: 'slow', batches: { quick: 10, slow: 5 } };

function round(slow: Partial<RoundRecord['turns'][string]>, quick: Partial<RoundRecord['turns'][string]>): RoundRecord {
  const turns = (some: typeof slow) => ({ wall: [], cpu: [], switches: [], settled: true, ...some });
  return {
    kind: 'round',
    claim: 'a',
    case: '',
    together: true,
    at: 0,
    loaded: ['quick', 'slow'],
    order: Array.from({ length: slow.wall?.length ?? slow.held?.length ?? 0 }, () => [0, 1]),
    turns: { slow: turns(slow), quick: turns(quick) },
  };
}

suite('rounds', () => {
  // A call: slow takes 20, 40, 160; quick takes 10, 10, 10. So the cycles say 2, 4 and 16.
  const made = round({ wall: [100, 200, 800], cpu: [100, 100, 100] }, { wall: [100, 100, 100], cpu: [100, 100, 0] });

  test('a turn is divided by the calls in it', () => {
    expect(perCall(made, 'slow', pair.batches, 'wall')).to.deep.equal([20, 40, 160]);
    expect(perCall(made, 'quick', pair.batches, 'wall')).to.deep.equal([10, 10, 10]);
  });

  test('a cycle says how many times longer the baseline takes than the favoured one', () => {
    expect(cycleLogs(made, pair, 'wall').map(Math.exp).map(Math.round)).to.deep.equal([2, 4, 16]);
  });

  test('a contender that rested is compared by the cycles in which both took a turn', () => {
    const { wall, ...others } = made.turns['quick']!;
    const third = { ...others, wall: [30, 60], cpu: [30, 60] };
    const order = [
      [2, 0, 1],
      [0, 1],
      [1, 2, 0],
    ];
    const rested: RoundRecord = { ...made, loaded: ['quick', 'slow', 'third'], order, turns: { ...made.turns, third } };
    const batches = { ...pair.batches, third: 1 };
    expect(perCycle(rested, 'third', batches, 'wall')).to.deep.equal([30, undefined, 60]);
    expect(perCycle(rested, 'quick', batches, 'wall')).to.deep.equal(wall.map((each) => each / 10));
    const logs = cycleLogs(rested, { favours: 'quick', over: 'third', batches }, 'wall');
    expect(logs.map(Math.exp).map(Math.round)).to.deep.equal([3, 6]);
    expect(cycleLogs(rested, pair, 'wall')).to.deep.equal(cycleLogs(made, pair, 'wall'));
  });

  test('the round says what its middle cycle says, and the fastest turns have a ratio of their own', () => {
    expect(Math.exp(roundLog(made, pair, 'wall'))).to.be.closeTo(4, 1e-12);
    expect(Math.exp(fastestLog(made, pair, 'wall'))).to.be.closeTo(2, 1e-12);
  });

  test('the clock whose cycles spread less is taken', () => {
    const cpu = round({ wall: [90, 200, 310], cpu: [100, 101, 99] }, { wall: [99, 100, 99], cpu: [100, 100, 100] });
    const wall = round({ wall: [100, 101, 99], cpu: [90, 200, 310] }, { wall: [100, 100, 100], cpu: [99, 100, 99] });
    expect(steadierClock(cpu, pair, false)).to.equal('cpu');
    expect(steadierClock(wall, pair, false)).to.equal('wall');
    expect(steadierClock(cpu, pair, true)).to.equal('wall');
  });

  test('a turn without processor time leaves the wall clock', () => {
    expect(hasCpuTimes(made)).to.equal(false);
    expect(steadierClock(made, pair, false)).to.equal('wall');
  });

  test('a contender that has no turns is named', () => {
    expect(() => perCall(made, 'other', pair.batches, 'wall')).to.throw(RangeError, 'no turns of "other"');
  });
});

suite('deciding clock', () => {
  const held = round({ wall: [1], cpu: [1], held: [50] }, { wall: [1], cpu: [1], held: [10] });

  test('a claim about the event loop is decided by how long it was held up', () => {
    const clock = decidingClock([held], pair, { metric: 'loop delay', waits: true });
    expect(clock).to.equal('held');
    expect(Math.exp(roundLog(held, pair, clock))).to.be.closeTo(10, 1e-12);
  });

  test('a claim about time is decided by a clock, the wall where calls are waited for', () => {
    expect(decidingClock([held], pair, { metric: 'time', waits: true })).to.equal('wall');
  });

  test('a turn without processor time in any round leaves the wall clock', () => {
    const cpu = round({ wall: [90, 200, 310], cpu: [100, 101, 99] }, { wall: [99, 100, 99], cpu: [100, 100, 100] });
    const idle = round({ wall: [1, 1, 1], cpu: [1, 0, 1] }, { wall: [1, 1, 1], cpu: [1, 1, 1] });
    expect(decidingClock([cpu, cpu], pair, { metric: 'time', waits: false })).to.equal('cpu');
    expect(decidingClock([cpu, idle], pair, { metric: 'time', waits: false })).to.equal('wall');
  });

  test('where no process holds all contenders, the first round with a process each decides which', () => {
    const steady = round({ wall: [90, 200, 310], cpu: [100, 101, 99] }, { wall: [99, 100, 99], cpu: [100, 100, 100] });
    const apart = { ...steady, together: false };
    expect(decidingClock([apart, apart], pair, { metric: 'time', waits: false })).to.equal('cpu');
    // Beside rounds that hold all of them it decides nothing.
    const wall = round({ wall: [100, 101, 99], cpu: [90, 200, 310] }, { wall: [100, 100, 100], cpu: [99, 100, 99] });
    expect(decidingClock([apart, wall], pair, { metric: 'time', waits: false })).to.equal('wall');
  });

  test('a counter that makes no difference at all is too coarse to decide', () => {
    const coarse = round({ wall: [90, 200, 310], cpu: [100, 100, 100] }, { wall: [99, 100, 99], cpu: [100, 100, 100] });
    expect(decidingClock([coarse], pair, { metric: 'time', waits: false })).to.equal('wall');
  });

  test('turns that do not say how long they held it up are refused', () => {
    const bare = round({ wall: [1] }, { wall: [1] });
    expect(() => perCall(bare, 'slow', pair.batches, 'held')).to.throw(RangeError, 'have no "held"');
  });
});
