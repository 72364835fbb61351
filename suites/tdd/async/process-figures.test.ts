/** What Linux tells of a process: threads and memory. */
import fs from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { privateBytes, threadsOf } from '../../../fixtures/async/process-figures.ts';

suite('what Linux tells of a process', () => {
  test('threads and memory of this one, or nothing where it does not tell', () => {
    const figures = [threadsOf(), privateBytes()];
    if (!fs.existsSync('/proc/self/smaps_rollup')) expect(figures[1]).to.equal(undefined);
    else {
      expect(figures[0]).to.be.at.least(1);
      expect(figures[1]).to.be.greaterThan(1024 * 1024);
      expect(figures[1]).to.be.at.most(process.memoryUsage.rss());
    }
  });

  test('nothing of a process that there is not', () => {
    expect([threadsOf(2 ** 30), privateBytes(2 ** 30)]).to.deep.equal([undefined, undefined]);
    expect(() => threadsOf(0)).to.throw(RangeError);
  });
});
