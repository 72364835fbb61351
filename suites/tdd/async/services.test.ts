/** Two services for measuring: one that answers late, and a process with a thread pool of a given size. */
import { pbkdf2Sync } from 'node:crypto';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { PoolProcess } from '../../../fixtures/async/pool-process.ts';
import { startSlowService } from '../../../fixtures/async/slow-service.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('a service that answers late', () => {
  test('answers squares, however many ask at once, and is gone when it is closed', async () => {
    const { square, close } = await startSlowService(0);
    expect(await Promise.all([1, 2, 3].map(square))).to.deep.equal([1, 4, 9]);
    await close();
    expect(await rejectionOf(square(4))).to.have.property('code', 'ECONNREFUSED');
  });

  for (const wrong of [-1, 0.5]) {
    test(`refuses a latency of ${wrong} ms`, async () => {
      expect(await rejectionOf(startSlowService(wrong))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});

suite('a process with a thread pool of a given size', () => {
  test('derives keys as Node.js does here, one asking after another, until it is closed', async () => {
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
    expect((await open).name).to.equal('AbortError');
    expect(await rejectionOf(child.derive({ keys: 1, iterations: 1 }))).to.have.property(
      'code',
      'ERR_CHILD_CLOSED_BEFORE_REPLY',
    );
  });

  for (const wrong of [0, 1025, 1.5]) {
    test(`refuses a pool of ${wrong}`, () => {
      expect(() => new PoolProcess(wrong))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
