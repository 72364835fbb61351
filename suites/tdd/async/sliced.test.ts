/** Work in slices: the budget, the borders, the ends (rows U2, U3, U4, P11). */
import fs from 'node:fs';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { atOnce, sliced, yieldings } from '../../../fixtures/async/sliced.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Yields 1, 2 … and answers their number; `at` is told of each step before it is done. */
function* counting(steps: number, at: (step: number) => void = () => {}): Generator<number, string, void> {
  for (let step = 1; step <= steps; step++) {
    at(step);
    yield step;
  }
  return `${steps} steps`;
}

suite('work in slices', () => {
  test('answers what the work returns, in whatever slices', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.array(fc.nat(6), { minLength: 1, maxLength: 10 }),
        fc.constantFrom(...Object.values(yieldings)),
        async (steps, ticks, yieldTo) => {
          let time = 0;
          const now = (): number => (time += ticks[time % ticks.length]!);
          const done: number[] = [];
          const answer = await sliced(
            counting(steps, (step) => done.push(step)),
            { now, yieldTo, budgetMs: 3 },
          );
          expect(answer).to.equal(`${steps} steps`);
          expect(done).to.deep.equal(Array.from({ length: steps }, (_, index) => index + 1));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('U3: a slice ends with the step in which its budget is used up, and the loop has its turn', async () => {
    let time = 0;
    const log: string[] = [];
    const costs = [4, 4, 4, 30, 1, 1];
    const work = counting(costs.length, (step) => {
      log.push(`step ${step}`);
      time += costs[step - 1]!;
    });
    const yieldTo = (resume: () => void): void => {
      log.push(`border at ${time}`);
      time += 100; // others are slow: that does not count
      setImmediate(resume);
    };
    await sliced(work, { now: () => time, budgetMs: 10, yieldTo });
    expect(log.join(', ')).to.equal('step 1, step 2, step 3, border at 12, step 4, border at 142, step 5, step 6');
  });

  test('a budget of 0 is a step at a time', async () => {
    let borders = 0;
    const yieldTo = (resume: () => void): void => {
      borders += 1;
      resume();
    };
    await sliced(counting(5), { budgetMs: 0, yieldTo, now: () => 0 });
    expect(borders).to.equal(5);
  });

  test('tells at each border how far the work has come', async () => {
    let time = 0;
    const told: number[] = [];
    await sliced(counting(7), { now: () => time++, budgetMs: 3, progress: (made) => told.push(made) });
    expect(told).to.deep.equal([3, 6]);
  });

  test('the first slice runs at once', () => {
    let steps = 0;
    const work = sliced(counting(1, () => (steps += 1)));
    expect(steps).to.equal(1);
    return work;
  });

  test('what the work throws is thrown', async () => {
    const failing = counting(9, (step) => {
      if (step === 3) throw new TypeError('at 3');
    });
    expect(await rejectionOf(sliced(failing, { budgetMs: 0 }))).to.be.instanceOf(TypeError);
  });

  test('a signal ends the work at the next border, and the work cleans up', async () => {
    const log: string[] = [];
    function* work(): Generator<number, void, void> {
      try {
        yield* counting(1000, (step) => log.push(`step ${step}`));
      } finally {
        log.push('cleaned up');
      }
    }
    const controller = new AbortController();
    const reason = new Error('not needed any more');
    const ended = sliced(work(), {
      budgetMs: 0,
      signal: controller.signal,
      progress: (made) => {
        if (made === 2) controller.abort(reason);
      },
    });
    expect(await rejectionOf(ended)).to.equal(reason);
    expect(log).to.deep.equal(['step 1', 'step 2', 'cleaned up']);
  });

  test('with a signal that has come already, nothing is done', async () => {
    let steps = 0;
    const work = counting(3, () => (steps += 1));
    const error = await rejectionOf(sliced(work, { signal: AbortSignal.abort() }));
    expect(error.name).to.equal('AbortError');
    expect(steps).to.equal(0);
    expect(work.next().done).to.equal(true);
  });

  test('progress that throws ends the work', async () => {
    const work = counting(3);
    const progress = (): never => {
      throw new Error('full');
    };
    expect((await rejectionOf(sliced(work, { budgetMs: 0, progress }))).message).to.equal('full');
    expect(work.next().done).to.equal(true);
  });

  for (const budgetMs of [-1, Number.NaN]) {
    test(`refuses a budget of ${budgetMs} ms`, async () => {
      const error = await rejectionOf(sliced(counting(1), { budgetMs }));
      expect(error).to.be.instanceOf(RangeError).and.to.have.property('code', 'ERR_OUT_OF_RANGE');
    });
  }

  suite('and input and output', () => {
    const directory = temporaryDirectory();

    /**
     * Works until the system has made a directory, which can be seen from here, and for some steps more; the callback is
     * in `order` when the loop has come to it.
     */
    function* workBeside(order: string[]): Generator<void, void, void> {
      const path = directory.join(`made-${order.push('work begins')}-${Math.random()}`);
      fs.mkdir(path, () => order.push('callback'));
      while (!fs.existsSync(path)) yield;
      for (let step = 0; step < 100; step++) yield;
      order.push('work ends');
    }

    test('P11, U2: a long computation without a break has I/O wait to its end, though it was finished long before', async () => {
      const order: string[] = [];
      atOnce(workBeside(order));
      await come(order);
      expect(order).to.deep.equal(['work begins', 'work ends', 'callback']);
    });

    for (const way of ['nextTick', 'microtask'] as const) {
      test(`U4: any deferral will do, as claimed, does not hold: slices by ${way} have I/O wait to the end`, async () => {
        const order: string[] = [];
        await sliced(workBeside(order), { budgetMs: 0, yieldTo: yieldings[way] });
        await come(order);
        expect(order).to.deep.equal(['work begins', 'work ends', 'callback']);
      });
    }

    test('U3: slices by immediates let I/O through: a work that ends only when it has come, ends', async () => {
      const order: string[] = [];
      function* work(): Generator<void, void, void> {
        fs.stat(directory.path, () => order.push('callback'));
        // The bound is for slices that let nothing through: seconds, where the callback takes a fraction of one.
        for (let step = 0; step < 1e7 && !order.includes('callback'); step++) yield;
        order.push('work ends');
      }
      await sliced(work(), { budgetMs: 0 });
      expect(order).to.deep.equal(['callback', 'work ends']);
    });

    async function come(order: readonly string[]): Promise<void> {
      while (!order.includes('callback')) await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
