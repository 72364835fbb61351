/** What overlaps and what takes turns (row P3). */
import fs from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Overlap } from '../../../fixtures/async/overlap.ts';
import { node, record } from '../../../fixtures/async/phases.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('overlap', () => {
  test('counts what goes on, and how many did at most', () => {
    const overlap = new Overlap();
    const [one, two] = [overlap.begin(), overlap.begin()];
    one();
    one();
    expect([overlap.now, overlap.most]).to.deep.equal([1, 2]);
    overlap.begin();
    two();
    expect([overlap.now, overlap.most]).to.deep.equal([1, 2]);
  });

  test('a function counts while it runs, also where it throws, and keeps its arguments and its answer', () => {
    const overlap = new Overlap();
    const add = overlap.whileRunning((a: number, b: number) => a + b + overlap.now);
    expect(add(1, 2)).to.equal(4);
    const fails = overlap.whileRunning(() => {
      throw new Error('mine');
    });
    expect(fails).to.throw('mine');
    expect(overlap.now).to.equal(0);
    overlap.whileRunning(() => add(1, 2))();
    expect(overlap.most).to.equal(2);
  });

  test('a promise counts until it is settled, and is passed on', async () => {
    const overlap = new Overlap();
    expect(await overlap.untilSettled(Promise.resolve(7))).to.equal(7);
    expect((await rejectionOf(overlap.untilSettled(Promise.reject(new Error('no'))))).message).to.equal('no');
    expect([overlap.now, overlap.most]).to.deep.equal([0, 1]);
  });

  test('P3: what is asynchronous is under way at once, and its callbacks never overlap, whatever the phase', async () => {
    const [operations, callbacks] = [new Overlap(), new Overlap()];
    const phases = ['nextTick', 'microtask', 'timers', 'poll', 'check', 'close'] as const;
    const steps = phases.flatMap((phase) => [{ phase }, { phase, next: [{ phase: 'poll' as const }] }]);
    const scheduler = {
      ...node,
      ...Object.fromEntries(
        phases.map((phase) => [
          phase,
          (callback: () => void) => {
            const end = operations.begin();
            node[phase](
              callbacks.whileRunning(() => {
                callback();
                fs.statSync('.'); // time for another one to come, if it could
                end();
              }),
              { phase },
            );
          },
        ]),
      ),
    };
    await record(steps, scheduler);
    expect(operations.most).to.be.at.least(steps.length);
    expect(callbacks.most).to.equal(1);
    expect([callbacks.now, operations.now]).to.deep.equal([0, 0]);
  });
});
