/** State that several turns share, on one thread: races without threads, and what keeps them out (row X4). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Account } from '../../../fixtures/async/account.ts';
import { AsyncMutex } from '../../../fixtures/async/async-mutex.ts';
import { deferred } from '../../../fixtures/async/deferred.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('an account on one thread', () => {
  const booked = async (): Promise<void> => {};
  const outcomes = async (all: Promise<void>[]): Promise<string[]> =>
    (await Promise.allSettled(all)).map((each) => (each.status === 'fulfilled' ? 'taken' : each.reason.code));

  test('X4: two that look before an await both take, and more than there is, although there is one thread', async () => {
    const account = new Account(100, booked);
    const both = [account.withdrawCarelessly(100), account.withdrawCarelessly(100)];
    expect(await outcomes(both)).to.deep.equal(['taken', 'taken']);
    expect(account.balance).to.equal(-100);
  });

  for (const method of ['withdrawAtOnce', 'withdrawAlone'] as const) {
    test(`X4: ${method} lets one of them take`, async () => {
      const account = new Account(100, booked);
      const both = [account[method](100), account[method](100)];
      expect(await outcomes(both)).to.deep.equal(['taken', 'ERR_BALANCE_TOO_LOW']);
      expect(account.balance).to.equal(0);
    });

    test(`${method} leaves what could not be booked`, async () => {
      const account = new Account(100, () => Promise.reject(new Error('of the journal')));
      expect(await rejectionOf(account[method](60))).to.have.property('message', 'of the journal');
      expect(account.balance).to.equal(100);
    });

    test(`${method}: whatever is withdrawn together, the balance never falls below 0`, async () => {
      const amounts = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(amounts, fc.scheduler(), async (all, scheduler) => {
          const account = new Account(100, () => scheduler.schedule(Promise.resolve()));
          const ends = outcomes(all.map((amount) => account[method](amount)));
          const told = await scheduler.waitFor(ends);
          const taken = all.filter((_, index) => told[index] === 'taken').reduce((sum, amount) => sum + amount, 0);
          expect(account.balance)
            .to.equal(100 - taken)
            .and.to.be.at.least(0);
        }),
      );
    });
  }

  test('amounts and balances are whole numbers', async () => {
    expect(() => new Account(-1, booked)).to.throw(RangeError);
    for (const method of ['withdrawCarelessly', 'withdrawAtOnce', 'withdrawAlone'] as const) {
      expect(await rejectionOf(new Account(1, booked)[method](0.5))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});

suite('AsyncMutex', () => {
  test('one is inside at a time, in the order in which they came', async () => {
    const mutex = new AsyncMutex();
    const log: string[] = [];
    const gates = [deferred<void>(), deferred<void>()];
    const ends = gates.map(({ promise }, index) =>
      mutex.alone(async () => {
        log.push(`${index} in`);
        await promise;
        log.push(`${index} out`);
      }),
    );
    expect(mutex.waiting).to.equal(2);
    // The second one could go on at once, but for the first.
    gates[1]!.resolve();
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    expect(log).to.deep.equal(['0 in']);
    gates[0]!.resolve();
    await Promise.all(ends);
    expect(log).to.deep.equal(['0 in', '0 out', '1 in', '1 out']);
    expect(mutex.waiting).to.equal(0);
  });

  test('work that throws does not keep the next one out', async () => {
    const mutex = new AsyncMutex();
    const failing = mutex.alone(() => {
      throw new Error('mine');
    });
    const next = mutex.alone(() => 'next');
    expect(await rejectionOf(failing)).to.have.property('message', 'mine');
    expect(await next).to.equal('next');
  });

  test('work has to be a function', async () => {
    expect(await rejectionOf(new AsyncMutex().alone('work' as never))).to.have.property('code', 'ERR_INVALID_ARG_TYPE');
  });
});
