/** Recording the order of callbacks, and the random programs that are recorded (rows P5, X10). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { countSteps, node, record, type Phase, type Scheduler, type Step } from '../../../fixtures/async/phases.ts';
import { busyFor, randomProgram } from '../../support/random-programs.ts';

suite('recording phases', () => {
  test('tells the names in their order, those of nested steps too, and the sync code', async () => {
    const steps: Step[] = [
      { phase: 'check', name: 'outer', next: [{ phase: 'check', name: 'inner' }, { phase: 'nextTick' }] },
      { phase: 'microtask' },
    ];
    expect(await record(steps)).to.deep.equal(['sync', 'microtask', 'outer', 'nextTick', 'inner']);
    expect(countSteps(steps)).to.equal(4);
    expect(await record([])).to.deep.equal(['sync']);
  });

  test('is for any scheduler: a step is busy after it has put off the next ones', async () => {
    const log: string[] = [];
    const later = (callback: () => void, step: Step): void => {
      log.push(`${step.phase} ${step.delay ?? '-'}`);
      queueMicrotask(callback);
    };
    const phases: Phase[] = ['nextTick', 'microtask', 'timers', 'poll', 'check', 'close'];
    const scheduler = {
      ...Object.fromEntries(phases.map((phase) => [phase, later])),
      busy: (time: number) => log.push(`busy ${time}`),
    } as unknown as Scheduler;
    await record([{ phase: 'timers', delay: 7, busy: 3, next: [{ phase: 'close' }] }], scheduler);
    expect(log).to.deep.equal(['timers 7', 'close -', 'busy 3']);
  });

  test('P5: promises and microtasks are one queue', async () => {
    const promise = async (callback: () => void): Promise<void> => {
      await Promise.resolve();
      callback();
    };
    const promised: Scheduler = { ...node, poll: (callback) => void promise(callback) };
    const steps = ['microtask', 'poll', 'microtask', 'poll'] as const;
    const order = await record(
      steps.map((phase, index) => ({ phase, name: `${phase} ${index}` })),
      promised,
    );
    expect(order).to.deep.equal(['sync', 'microtask 0', 'poll 1', 'microtask 2', 'poll 3']);
  });
});

suite('X10: random programs', () => {
  const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

  test('are the same for a seed, and never longer than allowed', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, most) => {
        const program = randomProgram(seed, most);
        expect(countSteps(program)).to.be.within(1, most);
        expect(randomProgram(seed, most)).to.deep.equal(program);
      }),
      { numRuns: 100 },
    );
  });

  test('keep to what decides their order: timers are due when they are looked for, and jobs of timers set none', () => {
    const check = ({ phase, next = [], busy = 0 }: Step, jobOfTimer: boolean): void => {
      const timers = next.filter((step) => step.phase === 'timers');
      for (const { delay = 1 } of timers) expect(busy).to.be.greaterThan(Math.max(1, delay));
      if (jobOfTimer) expect(timers).to.deep.equal([]);
      for (const step of next) {
        const job = step.phase === 'nextTick' || step.phase === 'microtask';
        check(step, job && (jobOfTimer || phase === 'timers'));
      }
    };
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, 30);
        check({ phase: 'poll', next: program, busy: busyFor(program) }, false);
      }),
      { numRuns: 100 },
    );
  });

  test('refuse a length of 0', () => {
    expect(() => randomProgram(1, 0))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
