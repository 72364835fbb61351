/** Specifies the counting of executions in a given time, on a clock that is held in the hand (row TE10). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Bench } from 'tinybench';

import { countExecutions } from '../../../fixtures/testing/executions-per-time.ts';

/** A function that takes so many milliseconds, in turn. */
function taking(...times: number[]): { run: () => void; now: () => number; readonly calls: number } {
  let [now, calls] = [0, 0];
  return {
    run: () => {
      now += times[calls % times.length]!;
      calls += 1;
    },
    now: () => now,
    get calls() {
      return calls;
    },
  };
}

suite('TE10: how often a function runs in a given time', () => {
  test('is counted until the time is up; the last one may take longer', () => {
    const { run, now } = taking(3);
    expect(countExecutions(run, 10, now)).to.deep.equal({
      executions: 4,
      tookMs: 12,
      perSecond: (4 / 12) * 1000,
      slowestMs: 3,
    });
  });

  test('is one at least, however long that takes', () => {
    const { run, now } = taking(500);
    expect(countExecutions(run, 10, now)).to.include({ executions: 1, perSecond: 2 });
  });

  test('is one figure that hides the slowest', () => {
    const even = taking(10);
    const uneven = taking(1, 1, 1, 37);
    const [one, other] = [even, uneven].map(({ run, now }) => countExecutions(run, 400, now));
    expect(one!.perSecond).to.equal(100).and.to.equal(other!.perSecond);
    expect([one!.slowestMs, other!.slowestMs]).to.deep.equal([10, 37]);
  });

  test('is what tinybench counts too, on the same clock; claimed is the library benchmark, of 2016', async () => {
    const [here, there] = [taking(2), taking(2)];
    const counted = countExecutions(here.run, 50, here.now);
    const bench = new Bench({ now: there.now, time: 50, iterations: 1, warmup: false });
    bench.add('it', there.run);
    await bench.run();
    const [task] = bench.tasks;
    expect(task!.runs).to.equal(counted.executions).and.to.equal(25);
    expect(task!.result).to.have.nested.property('throughput.mean', counted.perSecond);
  });

  for (const forMs of [0, -1, Number.NaN]) {
    test(`is not counted for ${forMs} ms`, () => {
      expect(() => countExecutions(() => {}, forMs))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
