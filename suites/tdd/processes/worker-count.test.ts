/** How many workers (row PR5). */
import os from 'node:os';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { countProcessors, workersToStart } from '../../../fixtures/processes/worker-count.ts';

suite('the number of workers', () => {
  test('PR5: is that of the processors that can be used, not of those that are there as claimed', () => {
    expect(workersToStart(0, { usable: 3 })).to.equal(3);
    expect(workersToStart()).to.equal(os.availableParallelism());
    expect(countProcessors()).to.deep.equal({ present: os.cpus().length, usable: os.availableParallelism() });
  });

  test('leaves processors to others, but is never less than one', () => {
    expect([0, 1, 3, 4, 9].map((spare) => workersToStart(spare, { usable: 4 }))).to.deep.equal([4, 3, 1, 1, 1]);
  });

  test('refuses to spare what is no number of processors', () => {
    for (const bad of [-1, 0.5, Number.NaN]) {
      expect(() => workersToStart(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
