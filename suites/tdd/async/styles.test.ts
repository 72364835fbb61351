/** The styles of asynchronous code beside one another: the same count, and when each goes on (row E9). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { deferred } from '../../../fixtures/async/deferred.ts';
import {
  countAtOnce,
  countByAwait,
  countByCallback,
  countByDeferred,
  countByThen,
} from '../../../fixtures/async/styles.ts';

const STYLES = { countAtOnce, countByCallback, countByThen, countByAwait, countByDeferred };

for (const [name, count] of Object.entries(STYLES)) {
  suite(`E9: ${name}`, () => {
    for (const steps of [0, 1, 1000]) {
      test(`counts ${steps} steps`, async () => {
        expect(await count(steps)).to.equal(steps);
      });
    }

    test('refuses what is no number of steps', async () => {
      let code: unknown;
      try {
        await count(-1);
      } catch (error) {
        ({ code } = error as NodeJS.ErrnoException);
      }
      expect(code).to.equal('ERR_OUT_OF_RANGE');
    });
  });
}

suite('E9: the styles together', () => {
  test('all but the first leave who calls the time to go on, a microtask or a tick', async () => {
    const log: string[] = [];
    const ends = Object.entries(STYLES).map(([name, count]) => {
      const counted = count(1);
      log.push(`${name} has returned ${typeof counted}`);
      return Promise.resolve(counted);
    });
    expect(log).to.deep.equal([
      'countAtOnce has returned number',
      'countByCallback has returned object',
      'countByThen has returned object',
      'countByAwait has returned object',
      'countByDeferred has returned object',
    ]);
    expect(await Promise.all(ends)).to.deep.equal([1, 1, 1, 1, 1]);
  });

  test('a Deferred is made for each step, by whatever makes one', async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return deferred<number>();
    };
    expect([await countByDeferred(5, make), made]).to.deep.equal([5, 5]);
  });
});
