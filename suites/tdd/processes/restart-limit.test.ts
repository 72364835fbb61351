/** How many restarts a window holds, from the inside, by a clock that is handed in (row C3). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { RestartLimit } from '../../../fixtures/processes/restart-limit.ts';
import { madeClock } from '../../support/made-clock.ts';

suite('the limit of restarts', () => {
  test('C3: three restarts in a minute are allowed, the fourth is not, and one more is when the first is a minute ago', () => {
    const clock = madeClock();
    const limit = new RestartLimit({ most: 3, withinMs: 60_000 }, clock);
    const taken = [0, 10_000, 10_000, 10_000, 29_999, 1, 0].map((ms) => {
      clock.advance(ms);
      return limit.take();
    });
    expect(taken).to.deep.equal([true, true, true, false, false, true, false]);
  });

  test('C3: no window of that length ever holds more, wherever it begins, and none is refused without need', () => {
    const steps = fc.array(fc.nat(40), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.nat(4), fc.integer({ min: 1, max: 100 }), (pauses, most, withinMs) => {
        const clock = madeClock();
        const limit = new RestartLimit({ most, withinMs }, clock);
        const restarts: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          const now = clock.now();
          const before = restarts.filter((at) => at > now - withinMs).length;
          const took = limit.take();
          expect(took).to.equal(before < most);
          if (took) restarts.push(now);
        }
        for (const at of restarts) {
          expect(restarts.filter((other) => other >= at && other < at + withinMs)).to.have.length.within(1, most);
        }
      }),
    );
  });

  test('the refusal says how many there may be, for which reason one more was due, and what to do', () => {
    const error = new RestartLimit({ most: 3, withinMs: 60_000 }, madeClock()).refusal('worker 1 ended');
    expect(error).to.have.property('code', 'ERR_TOO_MANY_RESTARTS');
    expect(error.message)
      .to.include('at most 3 restarts within 60000 ms')
      .and.to.include('worker 1 ended')
      .and.to.include('start the supervisor anew');
  });

  for (const wrong of [
    { most: -1, withinMs: 1000 },
    { most: 0.5, withinMs: 1000 },
    { most: 1, withinMs: 0 },
    { most: 1, withinMs: Number.NaN },
  ]) {
    test(`${wrong.most} restarts within ${wrong.withinMs} ms are refused`, () => {
      expect(() => new RestartLimit(wrong, madeClock()))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
