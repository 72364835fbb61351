/** Threads that share memory: what they lose, what they wait for, and what a single one waits for (rows P7, P9, X2 to X4). */
import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { askOneself } from '../../../fixtures/async/asking-oneself.ts';
import { cross } from '../../../fixtures/async/crossing.ts';
import { onThreads } from '../../../fixtures/async/on-threads.ts';
import { tally } from '../../../fixtures/async/tally.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('two threads that count in the same memory', () => {
  it('X3: lose every second increment where each reads before the other has written', async () => {
    expect(await tally('read, meet, write', 2, 100)).to.equal(100);
  });

  it('P9: run JavaScript in the midst of each other, where but a single thread is claimed; whether on two cores, a claim measures', async () => {
    // Each goes on only when the others have come to the same place: one after the other, they would wait for ever. That
    // holds on a single core, too: which cores they get is for the system to say.
    expect(await tally('read, meet, write', 4, 10)).to.equal(10);
  });

  it('X3: lose none with Atomics.add', async () => {
    expect(await tally('atomic', 2, 20_000)).to.equal(40_000);
  });

  it('X3: lose none with a lock', async () => {
    expect(await tally('locked', 2, 50)).to.equal(100);
  });

  it('X3: never count too much without either, whatever they lose', async () => {
    // Two may be left: one thread reads 0 and rests; the other one does all but its last; 1 is written, read by the other
    // one for its last; the first does the rest of its own; 2 is written.
    expect(await tally('plain', 2, 20_000)).to.be.within(2, 40_000);
  });

  it('are not asked to count further than the memory can', async () => {
    expect(await rejectionOf(tally('atomic', 2, 2 ** 30))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});

describe('two threads that need two locks', () => {
  it('P7, X4: wait for one another where they take them crosswise: both limits of time are up', async () => {
    expect(await cross('with a limit of time', 5)).to.deep.equal(['ERR_LOCK_TIMEOUT', 'ERR_LOCK_TIMEOUT']);
  });

  it('P7: one of them is told where a table notices the circle, and the other one goes on', async () => {
    expect(await cross('with a table')).to.have.members(['ERR_DEADLOCK', 'crossed']);
  });

  it('P7: both go on where they take them in the same order', async () => {
    expect(await cross('in the same order')).to.deep.equal(['crossed', 'crossed']);
  });
});

describe('a server that is its own client', () => {
  it('P7, X4: hangs with a single thread, claimed to have no deadlock, where it waits for the client synchronously', async () => {
    expect(await askOneself('blocking', 20)).to.deep.equal({ client: ['connected', 'no answer'], served: 0 });
  });

  it('P7, X4: answers where it waits asynchronously', async () => {
    expect(await askOneself('asynchronous', 15_000)).to.deep.equal({ client: ['connected', 'an answer'], served: 1 });
  });
});

describe('threads that fail', () => {
  it('what one of them throws is thrown, and those that wait are ended', async () => {
    const module = new URL(
      `data:text/javascript,
      import { workerData } from 'node:worker_threads';
      if (workerData === 'fails') throw new RangeError('of the thread');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
    );
    const error = await rejectionOf(onThreads(module, ['waits', 'fails']));
    expect(error).to.be.instanceOf(RangeError).and.to.have.property('message', 'of the thread');
  });

  it('where one cannot be started, those before it are ended', async () => {
    const workers: Worker[] = [];
    process.on('worker', (worker) => workers.push(worker));
    const waits = new URL('data:text/javascript,Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);');
    try {
      expect((await rejectionOf(onThreads(waits, [1, () => {}]))).name).to.equal('DataCloneError');
    } finally {
      process.removeAllListeners('worker');
    }
    const left = workers.filter(({ threadId }) => threadId !== -1);
    await Promise.all(left.map((worker) => worker.terminate()));
    expect([workers.length > 0, left.length]).to.deep.equal([true, 0]);
  });

  it('one that ends without an answer is an error', async () => {
    const error = await rejectionOf(onThreads(new URL('data:text/javascript,'), [1]));
    expect(error.message).to.match(/^expected an answer of a thread, but it ended with 0$/);
  });
});
