/** A comparison for a given time: how its rounds fill it, on a clock that is handed in. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { chance } from '../../../../bench/harness/schedule/chance.ts';
import { compareFor } from '../../../../bench/harness/schedule/comparison.ts';
import type { Subject } from '../../../../bench/harness/schedule/round.ts';
import { machinesOf } from '../../../support/made-noise.ts';

const subject: Subject = {
  claim: 'a',
  case: '',
  module: 'none',
  given: {},
  metric: 'time',
  turn: 1e6,
  contenders: ['favours', 'over'],
  favours: 'favours',
  over: 'over',
};
/** Milliseconds until a pair of processes is ready, and of a cycle. */
const [READY, CYCLE] = [200, 4];

/** Rounds of a made machine, on a clock of its own. */
function made(spread: { process: number; turn: number }, truth = 0) {
  let clock = 0;
  const asked: number[] = [];
  const together: Parameters<typeof compareFor>[3] = async (_, found, howMany, __, keep) => {
    const cycles = found?.cycles ?? 20;
    const next = machinesOf('normal', asked.length + 1, truth, spread, cycles)();
    clock += READY;
    const records = Array.from({ length: howMany }, () => {
      asked.push(cycles);
      clock += CYCLE * cycles;
      const order = Array.from({ length: cycles }, () => [0, 1]);
      return { ...next(), order, cost: { ready: (READY / howMany) * 1e6, turns: CYCLE * cycles * 1e6 } };
    });
    const ready = records.map(() => ({
      answers: {},
      batches: {},
      settled: {},
      waits: false,
      closes: false,
      shared: [],
    }));
    for (const record of records) keep({ record, ready, found: found ?? { batches: {}, cycles } });
  };
  const around = { chance: chance(1), at: () => clock, patience: 1000 };
  return { asked, compare: (seconds: number) => compareFor(subject, seconds, around, together) };
}

suite('a comparison for a given time', () => {
  for (const seconds of [3, 5, 10]) {
    test(`of ${seconds} s fills them, and takes no more`, async () => {
      for (const spread of [
        { process: 0.001, turn: 0.1 },
        { process: 0.1, turn: 0.001 },
      ]) {
        const { compare } = made(spread);
        expect((await compare(seconds)).seconds).to.be.within(0.93 * seconds, seconds);
      }
    });
  }

  test('takes six rounds, however short the time is', async () => {
    expect((await made({ process: 0.1, turn: 0.1 }).compare(0.1)).logs).to.have.length(6);
  });

  test('takes many short rounds where processes differ, and few long ones where turns do', async () => {
    const processes = made({ process: 0.1, turn: 0.001 });
    const turns = made({ process: 0.0001, turn: 0.1 });
    const [many, few] = [await processes.compare(10), await turns.compare(10)];
    expect(many.logs.length).to.be.above(2 * few.logs.length);
    expect(Math.max(...processes.asked.slice(6))).to.be.below(Math.min(...turns.asked.slice(6)));
  });

  test('says what was measured: the log ratio of every round, and the time spent in turns', async () => {
    const { logs, timed, clock } = await made({ process: 0.001, turn: 0.001 }, Math.log(2)).compare(3);
    for (const log of logs) expect(log).to.be.closeTo(Math.log(2), 0.01);
    expect(timed).to.be.within(0.1, 3);
    expect(['wall', 'cpu']).to.include(clock);
  });
});
