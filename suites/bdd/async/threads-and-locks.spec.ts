/** Threads that share memory: what they lose, what they wait for, and what a single one waits for (rows P7, P9, X2 to X4). */
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

  it('P9: are at work at the same time, so that there are several cores to use and not only one as claimed', async () => {
    // Each goes on only when the other has come to the same place: one after the other, they would wait for ever.
    expect(await tally('read, meet, write', 4, 10)).to.equal(10);
  });

  it('X3: lose none with Atomics.add', async () => {
    expect(await tally('atomic', 2, 20_000)).to.equal(40_000);
  });

  it('X3: lose none with a lock', async () => {
    expect(await tally('locked', 2, 50)).to.equal(100);
  });

  it('X3: never count too much without either, whatever they lose', async () => {
    expect(await tally('plain', 2, 20_000)).to.be.within(20_000, 40_000);
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

  it('one that ends without an answer is an error', async () => {
    const error = await rejectionOf(onThreads(new URL('data:text/javascript,'), [1]));
    expect(error.message).to.match(/^expected an answer of a thread, but it ended with 0$/);
  });
});
