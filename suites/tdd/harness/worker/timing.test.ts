/** A turn, from the inside: what is called, what is counted, and what comes out. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { turnsOf } from '../../../../bench/harness/worker/timing.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { scriptedInstruments } from '../../../support/scripted-instruments.ts';

const sync = { waits: false, metric: 'time' } as const;
const waiting = { waits: true, metric: 'time' } as const;
const loopDelay = { waits: true, metric: 'loop delay' } as const;

suite('a turn', () => {
  for (const [calls, burst] of [
    [1, 0],
    [7, 0],
    [8, 1],
    [100, 12],
  ] as const) {
    test(`of ${calls} calls makes them after a burst of ${burst} that is not counted`, () => {
      const instruments = scriptedInstruments();
      let called = 0;
      const take = turnsOf('a', () => (called++, instruments.pass(10)), sync, instruments);
      expect(take(calls)).to.deep.equal({ wall: 10 * calls, cpu: 0, switches: 0 });
      expect(called).to.equal(calls + burst);
    });
  }

  test('counts the calls of a waiting contender alike, and waits for each before the next', async () => {
    const instruments = scriptedInstruments();
    const events: string[] = [];
    const call = async () => {
      events.push('begin');
      await Promise.resolve();
      instruments.pass(5);
      events.push('end');
    };
    const sample = await turnsOf('a', call, waiting, instruments)(16);
    expect(sample).to.deep.equal({ wall: 80, cpu: 0, switches: 0 });
    expect(events).to.deep.equal(Array.from({ length: 18 }, () => ['begin', 'end']).flat());
  });

  test('says how much processor time it used, user and system, in nanoseconds, and how often it was interrupted', () => {
    const instruments = scriptedInstruments();
    const call = () => {
      instruments.burn(3, 2);
      instruments.interrupt();
    };
    expect(turnsOf('a', call, sync, instruments)(4)).to.deep.equal({ wall: 0, cpu: 20_000, switches: 4 });
  });

  test('says nothing of the turns before it', () => {
    const instruments = scriptedInstruments();
    let cost = 100;
    const take = turnsOf('a', () => instruments.pass(cost), sync, instruments);
    expect(take(3)).to.include({ wall: 300 });
    cost = 1;
    expect(take(3)).to.include({ wall: 3 });
    expect(take(20)).to.include({ wall: 20 });
  });

  test('is taken in the order: burst, usage, clock, calls, clock, usage', () => {
    const events: string[] = [];
    const instruments = {
      now: () => events.push('clock'),
      usage: () => {
        events.push('usage');
        return { userCPUTime: 0, systemCPUTime: 0, involuntaryContextSwitches: 0 };
      },
    };
    void turnsOf('a', () => events.push('call'), sync, instruments)(8);
    const counted = events.lastIndexOf('usage', events.length - 2);
    expect(events.slice(counted)).to.deep.equal([
      'usage',
      'clock',
      ...Array.from({ length: 8 }, () => 'call'),
      'clock',
      'usage',
    ]);
    expect(events.slice(0, counted).filter((event) => event === 'call')).to.have.length(1);
  });

  test('lets an error of the contender out, at a call and at a promise', async () => {
    const instruments = scriptedInstruments();
    const broken = new Error('no more');
    const thrower = () => {
      throw broken;
    };
    const rejecter = () => Promise.reject(broken);
    for (const calls of [1, 100]) {
      expect(() => turnsOf('a', thrower, sync, instruments)(calls)).to.throw(broken);
      const rejected = await rejectionOf(turnsOf('a', rejecter, waiting, instruments)(calls) as Promise<unknown>);
      expect(rejected).to.equal(broken);
    }
  });

  test('of a contender that throws at the last call only is lost, and the next one is taken', () => {
    const instruments = scriptedInstruments();
    let called = 0;
    const call = () => {
      if (++called === 5) throw new Error('the fifth');
      instruments.pass(1);
    };
    const take = turnsOf('a', call, sync, instruments);
    expect(() => take(5)).to.throw('the fifth');
    expect(take(5)).to.include({ wall: 5 });
  });
});

suite('a turn about loop delay', () => {
  test('adds up the longest hold-up of each call, not the time that it waits', async () => {
    const instruments = scriptedInstruments();
    const call = async () => {
      for (const hold of [2, 50, 3]) {
        await new Promise((resolve) => setImmediate(resolve));
        instruments.pass(hold);
      }
    };
    const sample = await turnsOf('a', call, loopDelay, instruments)(3);
    expect(sample).to.include({ held: 150, wall: 165 });
  });

  test('counts what a call does before it first waits, and after it last did', async () => {
    for (const [before, after] of [
      [70, 1],
      [1, 70],
    ] as const) {
      const instruments = scriptedInstruments();
      const call = async () => {
        instruments.pass(before);
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise((resolve) => setImmediate(resolve));
        instruments.pass(after);
      };
      expect(await turnsOf('a', call, loopDelay, instruments)(1)).to.include({ held: 70, wall: 71 });
    }
  });

  test('holds the loop up as long as a call that does not wait takes', async () => {
    const instruments = scriptedInstruments();
    const sample = await turnsOf('a', () => instruments.pass(40), { ...loopDelay, waits: false }, instruments)(2);
    expect(sample).to.include({ wall: 80 });
  });
});
