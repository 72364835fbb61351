/** Questions whether somebody is there, from the inside, with sinon's timers in place of the process's own. */
import { expect } from 'chai';
import { afterEach, beforeEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { systemClock } from '../../../fixtures/data/clock.ts';
import { HealthCheck } from '../../../fixtures/processes/health-check.ts';

suite('a health check', () => {
  let clock: sinon.SinonFakeTimers;
  let [ask, failed] = [sinon.spy(), sinon.spy()];
  const check = (): HealthCheck => new HealthCheck({ everyMs: 1000, withinMs: 300 }, systemClock, ask, failed);

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    [ask, failed] = [sinon.spy(), sinon.spy()];
  });
  afterEach(() => clock.restore());

  test('asks after its time, and again after the answer', () => {
    const health = check();
    health.start();
    clock.tick(999);
    expect(ask.callCount).to.equal(0);
    clock.tick(1);
    expect(ask.callCount).to.equal(1);
    clock.tick(299);
    health.answered();
    clock.tick(999);
    expect(ask.callCount).to.equal(1);
    clock.tick(1);
    expect(ask.callCount).to.equal(2);
    expect(failed.callCount).to.equal(0);
  });

  test('fails once where no answer comes in time, and asks no more', () => {
    check().start();
    clock.tick(1299);
    expect(failed.callCount).to.equal(0);
    clock.tick(1);
    expect(failed.callCount).to.equal(1);
    clock.tick(100_000);
    expect([ask.callCount, failed.callCount, clock.countTimers()]).to.deep.equal([1, 1, 0]);
  });

  test('an answer that nobody asked for does not put the next question off', () => {
    const health = check();
    health.start();
    clock.tick(900);
    health.answered();
    clock.tick(100);
    expect(ask.callCount).to.equal(1);
  });

  test('an answer that comes when it has failed, or was stopped, starts nothing', () => {
    const health = check();
    health.start();
    clock.tick(1300);
    health.answered();
    expect(clock.countTimers()).to.equal(0);
    health.start();
    clock.tick(1100);
    health.stop();
    health.answered();
    expect(clock.countTimers()).to.equal(0);
    expect(failed.callCount).to.equal(1);
  });

  for (const wrong of [
    { everyMs: 0, withinMs: 1 },
    { everyMs: 1, withinMs: -1 },
    { everyMs: 2 ** 31, withinMs: 1 },
  ]) {
    test(`every ${wrong.everyMs} ms within ${wrong.withinMs} ms is refused`, () => {
      expect(() => new HealthCheck(wrong, systemClock, ask, failed)).to.throw(/from 1 to 2147483647/);
    });
  }
});
