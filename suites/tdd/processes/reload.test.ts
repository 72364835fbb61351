/** A reload, from the inside: every worker is replaced, and the work goes on. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { FIRST_MS, ready, type Supervised } from '../../support/made-supervisor.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('a reload', () => {
  test('starts the new one, waits until it is ready, then lets the old one finish, then goes to the next', async () => {
    const { supervisor, workers, told, until } = ready({ workers: 2 });
    const reloaded = supervisor.reload();
    expect(workers.all).to.have.length(3);
    expect(workers.all[0]!.asked).to.deep.equal([]);
    workers.all[2]!.ready();
    expect(workers.all[0]!.asked).to.deep.equal(['finish']);
    expect(workers.all).to.have.length(3);
    workers.all[0]!.die(0);
    expect(workers.all).to.have.length(4);
    workers.all[3]!.ready();
    workers.all[1]!.die(0);
    await reloaded;
    expect(told.slice(until).join(', ')).to.equal(
      'start 0, ready 0, exit 0 asked, start 1, ready 1, exit 1 asked, reloaded',
    );
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([102, 103]);
  });

  test('kills an old one that does not finish in its time, and goes on', async () => {
    const { supervisor, clock, workers } = ready({ workers: 1, finishWithinMs: 2000 });
    const reloaded = supervisor.reload();
    workers.all[1]!.ready();
    clock.advance(2000);
    await reloaded;
    expect(workers.all[0]!.asked).to.deep.equal(['finish', 'kill']);
  });

  test('fails where a new one dies before it is ready, and the old one stays', async () => {
    const { supervisor, clock, workers, told } = ready({ workers: 2 });
    const failed = rejectionOf(supervisor.reload());
    workers.all[2]!.die(3);
    const error = await failed;
    expect(error).to.have.property('code', 'ERR_RELOAD_FAILED');
    expect(error.message).to.include('worker 0 ended (by itself, exit code 3) before it was ready');
    clock.advance(100_000);
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([100, 101]);
    expect(workers.all[0]!.asked).to.deep.equal([]);
    expect(told).not.to.include('reloaded');
  });

  test('fails where a new one is not ready in time, and can be tried again', async () => {
    const { supervisor, clock, workers } = ready({ workers: 1, readyWithinMs: 1000 });
    const failed = rejectionOf(supervisor.reload());
    clock.advance(1000);
    expect(await failed).to.have.property('code', 'ERR_RELOAD_FAILED');
    const reloaded = supervisor.reload();
    workers.living()[1]!.ready();
    workers.all[0]!.die(0);
    await reloaded;
  });

  test('an old one that dies meanwhile is not restarted: its successor is on the way', async () => {
    const { supervisor, clock, workers, told } = ready({ workers: 1 });
    const reloaded = supervisor.reload();
    workers.all[0]!.die();
    clock.advance(10_000);
    expect(workers.all).to.have.length(2);
    workers.all[1]!.ready();
    await reloaded;
    expect(told.filter((event) => event.startsWith('restart'))).to.deep.equal([]);
  });

  test('where both die, the worker is restarted after its wait', async () => {
    const { supervisor, clock, workers } = ready({ workers: 1 });
    const failed = rejectionOf(supervisor.reload());
    workers.all[0]!.die();
    workers.all[1]!.die();
    expect(await failed).to.have.property('code', 'ERR_RELOAD_FAILED');
    clock.advance(FIRST_MS);
    expect(workers.living()).to.have.length(1);
  });

  test('a slot whose restart is due gets its new one at once, and only one', async () => {
    const { supervisor, clock, workers } = ready({ workers: 1 });
    workers.all[0]!.die();
    const reloaded = supervisor.reload();
    workers.all[1]!.ready();
    await reloaded;
    clock.advance(FIRST_MS);
    expect(workers.all).to.have.length(2);
  });

  test('a slot whose worker left of its own will stays empty', async () => {
    const { supervisor, workers } = ready({ workers: 1 });
    workers.all[0]!.leave();
    await supervisor.reload();
    expect(workers.all).to.have.length(1);
  });

  test('a slot whose worker leaves of its own will while it goes on stays empty too', async () => {
    const { supervisor, workers } = ready({ workers: 2 });
    const reloaded = supervisor.reload();
    workers.all[1]!.leave();
    workers.all[2]!.ready();
    workers.all[0]!.die(0);
    await reloaded;
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([102]);
  });

  test('a new one that leaves before it is ready does not take the place of the old one', async () => {
    const { supervisor, workers } = ready({ workers: 1 });
    const failed = rejectionOf(supervisor.reload());
    workers.all[1]!.leaving();
    workers.all[1]!.die();
    await failed;
    expect(workers.living().map(({ pid }) => pid)).to.deep.equal([100]);
  });

  test('one at a time, and none where it does not run', async () => {
    const { supervisor, workers } = ready({ workers: 1 });
    const first = rejectionOf(supervisor.reload());
    expect((await rejectionOf(supervisor.reload())).message).to.include('but it is reloading');
    const stopped = supervisor.stop();
    expect((await first).message).to.include('it was stopped meanwhile');
    for (const worker of workers.living()) worker.die(0);
    await stopped;
    expect((await rejectionOf(supervisor.reload())).message).to.include('but it is stopped');
  });

  test('stopping in the midst of it ends the old ones and the new one', async () => {
    const { supervisor, workers } = ready({ workers: 2 });
    supervisor.reload().catch(() => {});
    const stopped = supervisor.stop();
    expect(workers.all.map(({ asked }) => asked)).to.deep.equal([['finish'], ['finish'], ['finish']]);
    for (const worker of workers.living()) worker.die(0);
    await stopped;
    expect(supervisor.pids).to.deep.equal([]);
  });

  test('where nobody dies by himself, there are never fewer ready workers than before, however the rest goes', async () => {
    const script = fc.array(fc.tuple(fc.nat(10), fc.constantFrom('ready', 'end', 'wait')), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), script, async (count, steps) => {
        const made = ready({ workers: count, finishWithinMs: 1000 });
        const least = leastReady(made);
        const reloaded = made.supervisor.reload();
        for (const [which, what] of steps) move(made, which, what);
        finishAll(made);
        await reloaded;
        expect(least()).to.be.at.least(count);
        const old = made.workers.all.slice(0, count);
        expect(old.every(({ isOver }) => isOver())).to.equal(true);
        expect([made.supervisor.ready, made.workers.all.length]).to.deep.equal([count, 2 * count]);
      }),
      { numRuns: 60 },
    );
  });

  test('where one at a time dies, there are never fewer than all but one', async () => {
    const script = fc.array(fc.tuple(fc.nat(10), fc.constantFrom('ready', 'end', 'wait', 'die')), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), script, async (count, steps) => {
        const made = ready({ workers: count, finishWithinMs: 1000 });
        const least = leastReady(made);
        const reloaded = made.supervisor.reload().catch((error: Error) => error);
        for (const [which, what] of steps) {
          if (what !== 'die' || made.supervisor.ready >= count) move(made, which, what);
        }
        finishAll(made);
        await reloaded;
        expect(least()).to.be.at.least(count - 1);
        expect(made.supervisor.ready).to.equal(count);
      }),
      { numRuns: 60 },
    );
  });
});

/** Answers the fewest ready workers at any moment from now on. */
function leastReady({ supervisor }: Supervised): () => number {
  let least = supervisor.ready;
  const look = (): void => void (least = Math.min(least, supervisor.ready));
  for (const event of ['start', 'ready', 'exit', 'restart', 'reloaded'] as const) supervisor.on(event, look);
  return () => least;
}

/** Something happens to one of the living: `end` only to one that was asked to, `die` to any that was not. */
function move({ workers, clock }: Supervised, which: number, what: 'ready' | 'end' | 'wait' | 'die'): void {
  const living = workers.living();
  const worker = living[which % living.length];
  if (!worker) return clock.advance(300);
  const asked = worker.asked.includes('finish');
  if (what === 'ready') worker.ready();
  else if (what === 'end' && asked) worker.die(0);
  else if (what === 'die' && !asked) worker.die();
  else clock.advance(300);
}

function finishAll({ workers, clock }: Supervised): void {
  for (let turn = 0; turn < 20; turn++) {
    for (const worker of workers.living()) {
      worker.ready();
      if (worker.asked.includes('finish')) worker.die(0);
    }
    clock.advance(1000);
  }
}
