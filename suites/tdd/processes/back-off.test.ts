/** How long to wait before a restart, from the inside, by chance that is handed in. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { BackOff } from '../../../fixtures/processes/back-off.ts';

const OPTIONS = { firstMs: 100, mostMs: 1000, wellAfterMs: 5000 };

suite('the back-off', () => {
  test('doubles the wait with every failure, up to the cap', () => {
    const backOff = new BackOff(OPTIONS, () => 1 - Number.EPSILON);
    const waits = Array.from({ length: 6 }, () => Math.round(backOff.afterFailure(0)));
    expect(waits).to.deep.equal([100, 200, 400, 800, 1000, 1000]);
  });

  test('with the least of chance it waits half as long, and never less', () => {
    const backOff = new BackOff(OPTIONS, () => 0);
    expect(Array.from({ length: 6 }, () => backOff.afterFailure(0))).to.deep.equal([50, 100, 200, 400, 500, 500]);
  });

  test('who was well for long enough begins again with the shortest wait, and not a millisecond sooner', () => {
    const backOff = new BackOff(OPTIONS, () => 0);
    expect([0, 4999, 5000, 0].map((wellFor) => backOff.afterFailure(wellFor))).to.deep.equal([50, 100, 50, 100]);
  });

  test('a thousand failures later the wait is still the cap, and one time of health ends it', () => {
    const backOff = new BackOff({ ...OPTIONS, mostMs: 2 ** 30 }, () => 0);
    for (let failure = 0; failure < 2000; failure++) backOff.afterFailure(0);
    expect(backOff.afterFailure(0)).to.equal(2 ** 29);
    expect(backOff.afterFailure(5000)).to.equal(50);
  });

  test('stays between half of what is due and all of it, whatever chance says', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(chances, (drawn) => {
        let next = 0;
        const backOff = new BackOff(OPTIONS, () => drawn[next++]!);
        for (const index of drawn.keys()) {
          const due = Math.min(1000, 100 * 2 ** index);
          expect(backOff.afterFailure(0)).to.be.within(due / 2, due);
        }
      }),
    );
  });

  test('refuses a cap below the first wait, and chance that is none', () => {
    expect(() => new BackOff({ ...OPTIONS, mostMs: 99 })).to.throw(/from 100 to/);
    expect(() => new BackOff({ ...OPTIONS, mostMs: 2 ** 31 })).to.throw(/but it is 2147483648/);
    expect(() => new BackOff(OPTIONS, () => 1).afterFailure(0)).to.throw(/from 0 up to 1, but it is 1/);
  });
});
