/** A process with a thread pool of a given size: its answers and its end. */
import { pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { expect } from 'chai';
import { afterEach, before, describe, it } from 'mocha';
import { PoolProcess, type PoolJobs } from '../../../fixtures/async/pool-process.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { ownChildren } from '../../support/own-child.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('a process with a thread pool of a given size', () => {
  const fork = ownChildren();

  it('derives keys as Node.js does here, one asking after another, until it is closed', async () => {
    const child = new PoolProcess(2);
    const key = (index: number): string => pbkdf2Sync('touchstone', `salt ${index}`, 3, 8, 'sha256').toString('hex');
    const [two, one] = await Promise.all([
      child.derive({ keys: 2, iterations: 3 }),
      child.derive({ keys: 1, iterations: 3 }),
    ]);
    expect(two).to.equal(`${key(0)} ${key(1)}`);
    expect(one).to.equal(key(0));
    expect(await rejectionOf(child.derive({ keys: 0, iterations: 1 }))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    const open = rejectionOf(child.derive({ keys: 1, iterations: 2 ** 31 - 1 })); // takes minutes
    await child.close();
    await child.close();
    expect(await open).to.have.property('code', 'ERR_CHILD_CLOSED_BEFORE_REPLY');
    expect(await rejectionOf(child.derive({ keys: 1, iterations: 1 }))).to.have.property(
      'code',
      'ERR_CHILD_CLOSED_BEFORE_REPLY',
    );
  });

  it('ends with whoever started it, also in the midst of a key', async () => {
    const worker = fork('fixtures/async/pool-worker.ts');
    const ask = (jobs: PoolJobs): unknown => worker.child.send(jobs);
    const ended = rejectionOf(worker.finished);
    ask({ keys: 1, iterations: 2 ** 31 - 1 }); // takes minutes
    ask({ keys: 1, iterations: 1 });
    await once(worker.child, 'message'); // so the first is at work
    worker.child.disconnect();
    expect(await ended).to.have.property('signal', 'SIGKILL');
  });

  describe(`that pipes hold the threads of${fifosPossible ? '' : ' (skipped: mkfifo is not installed)'}`, () => {
    const directory = temporaryDirectory();
    const pipes: string[] = [];
    before(function () {
      if (!fifosPossible) this.skip();
      for (const name of ['one', 'two', 'three']) pipes.push(makeFifo(directory.join(name)));
    });

    let child: PoolProcess | undefined;
    afterEach(() => child?.close());

    for (const size of [1, 3]) {
      it(`has a look at a folder wait behind three in a pool of ${size}, until they are let go`, async () => {
        child = new PoolProcess(size);
        expect(await child.lookBehind({ pipes, patience: 20 })).to.equal(false);
        expect(await child.lookBehind({ pipes, patience: 0 })).to.equal(false);
      });
    }

    it('lets it through in a pool of four, and lets them go at once', async () => {
      child = new PoolProcess(4);
      // Far longer than the suite waits.
      expect(await child.lookBehind({ pipes, patience: 1e9 })).to.equal(true);
      expect(await child.lookBehind({ pipes, patience: 1e9 })).to.equal(true);
    });
  });

  for (const wrong of [0, 1025, 1.5]) {
    it(`refuses a pool of ${wrong}`, () => {
      expect(() => new PoolProcess(wrong))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
