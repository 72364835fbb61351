/** The supervisor, from the inside: made workers, a clock and chance that are handed in (rows C2 and C3). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { FIRST_MS, ready, supervised } from '../../support/made-supervisor.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('the supervisor', () => {
  test('starts so many workers, and has started when all are ready', async () => {
    const { supervisor, workers, told } = supervised({ workers: 3 });
    const started = supervisor.start();
    expect(workers.all).to.have.length(3);
    expect([supervisor.ready, supervisor.pids]).to.deep.equal([0, [100, 101, 102]]);
    for (const worker of workers.all) worker.ready();
    await started;
    expect(supervisor.ready).to.equal(3);
    expect(told).to.deep.equal(['start 0', 'start 1', 'start 2', 'ready 0', 'ready 1', 'ready 2']);
  });

  test('replaces a worker that dies by itself, after the wait of the back-off', () => {
    const { clock, workers, told, until } = ready({ workers: 2 });
    workers.all[1]!.die(7);
    expect(told.slice(until)).to.deep.equal(['exit 1 by itself', `restart 1 after ${FIRST_MS / 2}`]);
    clock.advance(FIRST_MS / 2 - 1);
    expect(workers.all).to.have.length(2);
    clock.advance(1);
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([100, 102]);
  });

  test('one that dies again and again waits longer each time, until it has been well', () => {
    const { clock, workers, told } = ready({ workers: 1, backOff: { firstMs: 100, mostMs: 800, wellAfterMs: 1000 } });
    for (const wellFor of [0, 0, 999, 0, 1000]) {
      const worker = workers.all.at(-1)!;
      worker.ready();
      clock.advance(wellFor);
      worker.die();
      clock.advance(400);
    }
    const waits = told.filter((event) => event.startsWith('restart'));
    expect(waits.map((event) => Number(event.split(' ')[3]))).to.deep.equal([50, 100, 200, 400, 50]);
  });

  test('C2: a worker that left of its own will is not replaced, one that died is', () => {
    const { clock, workers, supervisor, told, until } = ready({ workers: 2 });
    workers.all[0]!.leave();
    clock.advance(100_000);
    expect(told.slice(until)).to.deep.equal(['exit 0 voluntary']);
    expect([workers.living().length, supervisor.ready]).to.deep.equal([1, 1]);
    workers.all[1]!.die(0);
    clock.advance(FIRST_MS);
    expect(workers.living()).to.have.length(1);
    expect(workers.all).to.have.length(3);
  });

  test('C2: one that leaves of its own will before it was ready is not waited for', async () => {
    const { workers, supervisor } = supervised({ workers: 2 });
    const started = supervisor.start();
    workers.all[0]!.ready();
    workers.all[1]!.leave();
    await started;
    expect([supervisor.state, supervisor.ready]).to.deep.equal(['running', 1]);
  });

  test('C2: the suicide signal starts a successor at once, before the worker has ended, and its end starts none', () => {
    const { clock, workers, told, until } = ready({ workers: 1 });
    workers.all[0]!.leaving();
    expect(workers.living()).to.have.length(2);
    workers.all[1]!.ready();
    workers.all[0]!.die();
    clock.advance(1000);
    expect(workers.living()).to.have.length(1);
    expect(told.slice(until)).to.deep.equal(['leaving 0', 'start 0', 'ready 0', 'exit 0 leaving']);
  });

  test('C2: one that says so before it was ever ready has failed to start: its successor has to wait', () => {
    const { clock, workers, supervisor } = supervised({ workers: 1 });
    void supervisor.start();
    workers.all[0]!.leaving();
    expect(workers.all).to.have.length(1);
    workers.all[0]!.die();
    clock.advance(FIRST_MS / 2);
    expect(workers.all).to.have.length(2);
    clock.advance(FIRST_MS);
    expect(workers.all).to.have.length(2);
  });

  test('a worker that leaves, and does not end in its time, is killed', () => {
    const { clock, workers } = ready({ workers: 1, finishWithinMs: 500 });
    workers.all[0]!.leaving();
    clock.advance(499);
    expect(workers.all[0]!.asked).to.deep.equal([]);
    clock.advance(1);
    expect(workers.all[0]!.asked).to.deep.equal(['kill']);
  });

  test('C3: gives up at one restart too many, says so once, and starts nothing any more', () => {
    const { clock, workers, told, until, gaveUp } = ready({ workers: 2, limit: { most: 3, withinMs: 60_000 } });
    for (let death = 0; death < 4; death++) {
      const worker = workers.living().at(-1)!;
      worker.ready();
      worker.die();
      clock.advance(10_000);
    }
    expect(workers.all).to.have.length(2 + 3);
    expect(told.slice(until).filter((event) => event === 'giveUp')).to.have.length(1);
    expect(gaveUp[0])
      .to.have.property('code', 'ERR_TOO_MANY_RESTARTS')
      .and.to.satisfy(() => gaveUp[0]!.message.includes('worker 1 ended (by itself, exit code 1)'));
    workers.living()[0]!.die();
    clock.advance(1_000_000);
    expect(workers.living()).to.have.length(0);
    expect(workers.all).to.have.length(5);
  });

  test('C3: where deaths are far enough apart, it never gives up', () => {
    const { clock, workers, told } = ready({ workers: 1, limit: { most: 3, withinMs: 60_000 } });
    for (let death = 0; death < 20; death++) {
      workers.living()[0]!.die();
      clock.advance(20_001);
    }
    expect(workers.all).to.have.length(21);
    expect(told).not.to.include('giveUp');
  });

  test('C3: whatever dies when, no window holds more restarts than the limit', () => {
    const script = fc.array(
      fc.record({ wait: fc.nat(400), which: fc.nat(2), how: fc.constantFrom('die', 'leaving', 'ready', 'leave') }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(script, fc.nat(4), (steps, most) => {
        const { clock, workers, supervisor } = supervised({ workers: 3, limit: { most, withinMs: 1000 } });
        const starts: number[] = [];
        supervisor.on('start', () => starts.push(clock.now())).on('giveUp', () => {});
        supervisor.start().catch(() => {});
        for (const { wait, which, how } of steps) {
          workers.living()[which]?.[how as 'die']();
          clock.advance(wait);
        }
        const restarts = starts.slice(3);
        for (const at of restarts) {
          expect(restarts.filter((other) => other >= at && other < at + 1000)).to.have.length.within(1, most);
        }
      }),
    );
  });

  test('the start throws with the reason where the workers never become ready', async () => {
    const { clock, workers, supervisor } = supervised({ workers: 1, limit: { most: 1, withinMs: 60_000 } });
    const started = rejectionOf(supervisor.start());
    workers.all[0]!.die();
    clock.advance(FIRST_MS);
    workers.all[1]!.die();
    clock.advance(2 * FIRST_MS);
    expect(await started).to.have.property('code', 'ERR_TOO_MANY_RESTARTS');
  });

  test('a start that throws counts as a worker that died at once, with its error', () => {
    let broken = true;
    const { clock, workers, supervisor, told } = supervised({ workers: 1 }, { throwing: () => broken });
    void supervisor.start();
    expect(told).to.deep.equal(['exit 0 by itself', 'restart 0 after 50']);
    broken = false;
    clock.advance(50);
    expect(workers.living()).to.have.length(1);
  });

  test('a worker that is not ready in time is killed and replaced, whatever it says afterwards', () => {
    const { clock, workers, supervisor, told } = supervised({ workers: 1, readyWithinMs: 1000 });
    void supervisor.start();
    clock.advance(1000);
    workers.all[0]!.ready();
    expect(told).to.deep.equal(['start 0', 'exit 0 not ready in time', 'restart 0 after 50']);
    expect(supervisor.ready).to.equal(0);
  });

  test('a worker that was killed and has not ended yet is not ready, whatever it still says', () => {
    const { clock, workers, supervisor, told } = supervised({ workers: 1, readyWithinMs: 1000 }, { slowToDie: true });
    void supervisor.start();
    clock.advance(1000);
    workers.all[0]!.ready();
    workers.all[0]!.leaving();
    expect([supervisor.ready, workers.all[0]!.asked, workers.all.length]).to.deep.equal([0, ['kill'], 1]);
    workers.all[0]!.die();
    expect(told).to.deep.equal(['start 0', 'exit 0 not ready in time', 'restart 0 after 50']);
  });

  test('a worker that does not answer a ping is killed and replaced; one that does lives on', () => {
    const { clock, workers, told, until } = ready({ workers: 2, health: { everyMs: 1000, withinMs: 200 } });
    clock.advance(1000);
    workers.all[0]!.alive();
    clock.advance(200);
    expect(workers.all.map(({ asked }) => asked)).to.deep.equal([['ping'], ['ping', 'kill']]);
    expect(told.slice(until)).to.deep.equal(['exit 1 did not answer', 'restart 1 after 50']);
    clock.advance(50);
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([100, 102]);
  });

  test('stopping asks all to finish, restarts none, and has stopped when the last has ended', async () => {
    const { clock, workers, supervisor, told, until } = ready({ workers: 2 });
    const stopped = supervisor.stop();
    expect(workers.all.map(({ asked }) => asked)).to.deep.equal([['finish'], ['finish']]);
    expect(supervisor.stop()).to.be.instanceOf(Promise);
    workers.all[0]!.die(0);
    expect(supervisor.state).to.equal('stopping');
    workers.all[1]!.die(0);
    await Promise.all([stopped, supervisor.stop()]);
    expect(told.slice(until)).to.deep.equal(['exit 0 asked', 'exit 1 asked', 'stopped']);
    expect([workers.all.length, clock.owed]).to.deep.equal([2, 0]);
  });

  test('stopping kills what does not finish in its time', async () => {
    const { clock, workers, supervisor, told, until } = ready({ workers: 2, finishWithinMs: 3000 });
    const stopped = supervisor.stop();
    clock.advance(2999);
    workers.all[0]!.die(0);
    clock.advance(1);
    await stopped;
    expect(workers.all.map(({ asked }) => asked)).to.deep.equal([['finish'], ['finish', 'kill']]);
    expect(told.slice(until)).to.deep.equal(['exit 0 asked', 'exit 1 did not finish in time', 'stopped']);
  });

  test('stopping calls off restarts that are due, and ends at once where nobody lives', async () => {
    const { clock, workers, supervisor } = ready({ workers: 1 });
    workers.all[0]!.die();
    await supervisor.stop();
    clock.advance(100_000);
    expect([workers.all.length, clock.owed]).to.deep.equal([1, 0]);
  });

  test('a listener that stops it within a start has that worker finish too, and the rest is not started', async () => {
    const { workers, supervisor } = supervised({ workers: 3 }, { readyAtOnce: true });
    supervisor.once('ready', () => void supervisor.stop());
    void supervisor.start();
    expect(workers.all.map(({ asked }) => asked)).to.deep.equal([['finish']]);
    workers.all[0]!.die(0);
    await supervisor.stop();
  });

  test('it starts once only, and says what it is instead', async () => {
    const { supervisor } = ready({ workers: 1 });
    const error = await rejectionOf(supervisor.start());
    expect(error).to.have.property('code', 'ERR_SUPERVISOR_STATE');
    expect(error.message).to.equal('expected a supervisor that is new to start it, but it is running');
  });

  for (const [what, wrong] of Object.entries({
    'no workers': { workers: 0 },
    'half a worker': { workers: 0.5 },
    'a time of none to become ready': { readyWithinMs: 0 },
    'a time of none to finish': { finishWithinMs: -1 },
    'a time that no timer can wait': { readyWithinMs: 2 ** 31 },
    'questions without a pause': { health: { everyMs: 0, withinMs: 1 } },
    'a window of none': { limit: { most: 1, withinMs: 0 } },
  })) {
    test(`refuses ${what}`, () => {
      expect(() => supervised({ workers: 1, ...wrong }))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
