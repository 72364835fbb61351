/** The cost of nothing, the pace of the processor, and what the kernel counts, with instruments that a test sets. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { costOfNothing, nothing } from '../../../../bench/harness/worker/empty.ts';
import { timedLoop } from '../../../../bench/harness/worker/loops.ts';
import { watchMachine } from '../../../../bench/harness/machine/machine.ts';
import { paceOf } from '../../../../bench/harness/worker/pace.ts';
import { turnsOf } from '../../../../bench/harness/worker/timing.ts';
import { scriptedInstruments } from '../../../support/scripted-instruments.ts';

suite('the cost of nothing', () => {
  test('is that of a call in a batch, once it no longer changes', async () => {
    let taken = 0;
    const cost = await costOfNothing((calls) => {
      taken++;
      return { wall: calls * (taken < 20 ? 30 : 0.5), cpu: 0, switches: 0 };
    });
    expect(cost).to.equal(0.5);
  });

  test('does not count a turn that was interrupted', async () => {
    let taken = 0;
    const cost = await costOfNothing((calls) => ({ wall: calls * (++taken % 4 === 0 ? 9 : 0.5), cpu: 0, switches: 0 }));
    expect(cost).to.equal(0.5);
  });

  test('is found for both shapes, at once and by a promise', async () => {
    expect(nothing.sync()).to.equal(0);
    const given = nothing.waiting();
    expect(given).to.be.a('promise');
    expect(await given).to.equal(0);
  });

  test('and that of an addition are apart, though reading the clock costs a hundred times as much as either', async () => {
    const costs = [0.4, 0.8].map((each) => {
      const instruments = scriptedInstruments();
      // The clock of a scripted machine on which each reading takes 40 ns.
      const now = () => {
        instruments.pass(40);
        return instruments.now();
      };
      const take = turnsOf(
        'a',
        () => instruments.pass(each),
        { waits: false, metric: 'time' },
        { ...instruments, now },
      );
      return (take(100_000) as { wall: number }).wall / 100_000;
    });
    expect(costs[0]).to.be.closeTo(0.4, 0.001);
    expect(costs[1]).to.be.closeTo(0.8, 0.001);
  });
});

suite('a timed loop', () => {
  test('has a text of its own, because V8 shares what it compiled of one text', () => {
    const loop = () => String(timedLoop(nothing.sync, () => 0, false, { answer: undefined }));
    const texts = [loop(), loop(), loop()];
    expect(new Set(texts).size).to.equal(3);
  });
});

suite('the pace', () => {
  test('is that of the fastest trial, for a thousand steps', () => {
    let reading = 0;
    // Readings come in pairs; the time between those of a pair is 90 µs, in one trial 40.
    const now = () => (reading++ % 2 === 0 ? 0 : reading === 20 ? 40_000 : 90_000);
    expect(paceOf(now)).to.equal(2000);
  });
});

suite('the machine meanwhile', () => {
  const files = (stat: string, more: Readonly<Record<string, string>> = {}) => {
    const all: Record<string, string> = { '/proc/stat': `cpu  ${stat}\ncpu0 1 1 1 1 1 1 1 1 1 1\n`, ...more };
    return (path: string) => {
      if (all[path] === undefined) throw new Error(`ENOENT: ${path}`);
      return all[path];
    };
  };

  test('is the difference of what the kernel counts: all ticks, the idle and the waiting ones, the stolen ones', () => {
    let read = files('100 1 10 500 5 2 3 7 90 9');
    const look = watchMachine((path) => read(path));
    read = files('130 1 12 510 6 2 4 11 95 9');
    expect(look()).to.deep.equal({ ticks: 48, idle: 11, stolen: 4 });
  });

  for (const [version, group, place] of [
    ['2', '0::/a/b\n', '/sys/fs/cgroup/a/b/cpu.stat'],
    ['2, from inside of its container', '0::/a/b\n', '/sys/fs/cgroup/cpu.stat'],
    ['1', '5:memory:/m\n3:cpuacct,cpu:/c\n', '/sys/fs/cgroup/cpu/c/cpu.stat'],
  ] as const) {
    test(`says how often a limit stopped it, by control groups of version ${version}`, () => {
      const stat = (times: number) =>
        files('1 1 1 1 1 1 1 1', { '/proc/self/cgroup': group, [place]: `nr_periods 90\nnr_throttled ${times}\n` });
      let read = stat(3);
      const look = watchMachine((path) => read(path));
      read = stat(5);
      expect(look()).to.include({ throttled: 2 });
    });
  }

  test('is unknown where the kernel does not count', () => {
    const nowhere = () => {
      throw new Error('ENOENT');
    };
    expect(watchMachine(nowhere)()).to.equal(undefined);
    expect(watchMachine(files('1 2 3 4'))()).to.equal(undefined);
  });
});
