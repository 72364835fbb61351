/** A pool of threads for a computation: its answers, its end, and what becomes of counts that nobody wants (rows P9 and X2). */
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { PrimePool } from '../../../fixtures/async/prime-pool.ts';
import { primesBelowPowerOfTen } from '../../../fixtures/async/primes.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { skip } from '../../support/skip.ts';

describe('a pool of threads that counts primes', () => {
  let pool: PrimePool;

  before(() => {
    pool = new PrimePool(2);
  });
  after(() => pool.close());

  it('P9: gives one answer, into however many pieces for several threads the range is cut', async () => {
    const counts = [1, 2, 7, 64].map((pieces) => pool.count({ from: 0, to: 100_000 }, { pieces }));
    expect(await Promise.all(counts)).to.deep.equal(Array(4).fill(primesBelowPowerOfTen(5)));
    expect(pool.threads).to.equal(2);
  });

  it('ends a count that nobody waits for any more, and goes on with others', async () => {
    const controller = new AbortController();
    // Hours of work.
    const endless = pool.count({ from: 0, to: 1e12 }, { signal: controller.signal });
    const quick = pool.count({ from: 0, to: 10 }, { signal: AbortSignal.abort(new Error('before it began')) });
    expect(await rejectionOf(quick)).to.have.property('message', 'before it began');
    controller.abort();
    expect(await rejectionOf(endless)).to.have.property('name', 'AbortError');
    expect(await pool.count({ from: 0, to: 1000 })).to.equal(primesBelowPowerOfTen(3));
  });

  it('an error comes over from the thread with its code', async () => {
    const error = await rejectionOf(pool.count({ from: 10, to: 9 }));
    expect(error).to.be.instanceOf(RangeError).and.to.have.property('code', 'ERR_OUT_OF_RANGE');
    expect(error.stack).to.contain('prime-task');
  });

  it('one piece that fails ends the others', async () => {
    // Only the last piece is beyond the limit of the task, the other one is hours of work: left alone, two would occupy both.
    for (const time of ['first', 'second']) {
      const error = await rejectionOf(pool.count({ from: 0, to: 1e12 + 1 }, { pieces: 2 }));
      expect(error, time).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
    expect(await pool.count({ from: 0, to: 1000 })).to.equal(primesBelowPowerOfTen(3));
  });

  it('counts that are under way reject when it is closed, and later ones, too', async () => {
    await using closing = new PrimePool(1);
    const counted = rejectionOf(closing.count({ from: 0, to: 1e12 }));
    await closing.close();
    expect(await counted).to.have.property('code', 'ERR_WORKER_NOT_RUNNING');
    const late = await rejectionOf(closing.count({ from: 0, to: 10 }));
    expect(late).to.have.property('code', 'ERR_WORKER_NOT_RUNNING');
    expect(() => new PrimePool(0)).to.throw(RangeError);
  });
});

describe('a program with threads', () => {
  it('X2: has a thread of the system more for each, until they are ended, and ends by itself then', async function () {
    const { code, stdout, stderr } = await run(
      inline(`
        import { stat } from 'node:fs/promises';
        import { countingThread } from ${JSON.stringify(compiled('fixtures/async/answering-thread.ts'))};
        import { PrimePool } from ${JSON.stringify(compiled('fixtures/async/prime-pool.ts'))};
        import { threadsOf } from ${JSON.stringify(compiled('fixtures/async/process-figures.ts'))};
        await stat('.'); // the threads of libuv's pool are there from the first use on
        const threads = [threadsOf()];
        const pool = new PrimePool(3);
        await pool.count({ from: 0, to: 100 }, { pieces: 50 });
        threads.push(threadsOf());
        await pool.close();
        // A thread has ended a moment before the system counts it no more.
        while (threadsOf() > threads[0]) await new Promise((resolve) => setImmediate(resolve));
        threads.push(threadsOf());
        const counting = countingThread();
        const counted = await counting.ask(100);
        await counting.close();
        console.log(JSON.stringify({ threads, counted }));`),
    );
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const { threads, counted } = JSON.parse(stdout) as { threads: (number | null)[]; counted: number };
    expect(counted, 'by a thread, also of a program of the command line').to.equal(25);
    const [alone, three, closed] = threads;
    if (alone === null) skip(this, 'threads are counted in /proc');
    expect([three! - alone!, closed! - alone!]).to.deep.equal([3, 0]);
  });
});
