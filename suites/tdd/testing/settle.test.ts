/** Specifies how one test comes to its end: by returning, by a promise, by done, or by the limit of time (TE3, TE4). */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { settle } from '../../../fixtures/testing/settle.ts';
import type { Done } from '../../../fixtures/testing/suite-tree.ts';
import { madeClock } from '../../support/made-clock.ts';
import { runWithMocha } from '../../support/mocha-in-process.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('TE3: the end of an asynchronous test', () => {
  test('is a call of done, a promise that settles, or a return', async () => {
    await settle((done: Done) => setImmediate(done));
    await settle(() => Promise.resolve());
    await settle(() => {});
  });

  for (const { what, body, message } of [
    { what: 'done is called with an error', body: (done: Done) => done(new Error('no')), message: 'no' },
    {
      what: 'done is called with what is no error',
      body: (done: Done) => done('no'),
      message: "done() was called with 'no'",
    },
    { what: 'the promise rejects', body: () => Promise.reject(new Error('no')), message: 'no' },
    {
      what: 'it throws',
      body: () => {
        throw new Error('no');
      },
      message: 'no',
    },
    {
      what: 'it throws before done',
      body: (_done: Done) => {
        throw new Error('no');
      },
      message: 'no',
    },
  ]) {
    test(`is a failure where ${what}`, async () => {
      expect((await rejectionOf(settle(body))).message).to.equal(message);
    });
  }

  test('passes without having looked, where it neither takes done nor returns its promise', async () => {
    let looked = false;
    await settle(() => {
      setImmediate(() => (looked = true));
    });
    expect(looked).to.equal(false);
  });

  for (const { what, code, body } of [
    { what: 'calls done twice', code: 'ERR_DONE_TWICE', body: (done: Done) => void [done(), done()] },
    {
      what: 'takes done and returns a promise',
      code: 'ERR_OVERSPECIFIED',
      body: async (done: Done) => {
        await Promise.resolve();
        done();
      },
    },
  ]) {
    test(`is a failure here and in mocha where it ${what}`, async () => {
      expect(await rejectionOf(settle(body))).to.have.property('code', code);
      expect((await runWithMocha('bdd', ({ it }) => it('one', body))).failures).to.equal(1);
    });
  }
});

suite('TE4: the limit of time', () => {
  test('is 2000 ms unless it is said, here and in mocha', async () => {
    const clock = madeClock();
    const settled = settle((_done: Done) => {}, { clock });
    clock.advance(1999);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    const error = await rejectionOf(settled);
    expect(error).to.have.property('code', 'ERR_TEST_TIMEOUT');
    expect(error.message).to.include('within 2000 ms');
    let limit: unknown;
    await runWithMocha('bdd', ({ it }) => {
      it('one', function (this: { timeout(): number }) {
        limit = this.timeout();
      });
    });
    expect(limit).to.equal(2000);
  });

  test('fails a test that never calls done, and says so: mocha, told 1 ms', async () => {
    const { errors, events } = await runWithMocha('tdd', ({ test: one }) => one('never', (_done: Done) => {}), {
      timeout: 1,
    });
    expect(events).to.include('fail never');
    expect(errors[0]!.message).to.match(
      /^Timeout of 1ms exceeded\. For async tests and hooks, ensure "done\(\)" is called/,
    );
  });

  test('is taken away when the test has ended, and is none where it is 0', async () => {
    const clock = madeClock();
    await settle(() => {}, { clock });
    expect(clock.owed).to.equal(0);
    const forEver = settle((done: Done) => setImmediate(done), { clock, limitMs: 0 });
    expect(clock.owed).to.equal(0);
    await forEver;
  });
});
