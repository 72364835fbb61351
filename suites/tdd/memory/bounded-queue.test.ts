/** Specifies the bounded queue (row L4): its policies by examples, and its laws under whatever may happen to it. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { BoundedQueue, type QueueOptions } from '../../../fixtures/memory/bounded-queue.ts';
import { madeClock } from '../../support/made-clock.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** Whether a promise is settled by now. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const first = await Promise.race([promise.catch(() => undefined), turn().then(() => pending)]);
  return first !== pending;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A queue with so many numbers in it, from 0. */
async function filled(items: number, options: Partial<QueueOptions> = {}): Promise<BoundedQueue<number>> {
  const queue = new BoundedQueue<number>({ bound: 2, ...options });
  for (let item = 0; item < items; item++) await queue.push(item);
  return queue;
}

suite('L4: a queue whose producer is faster than its consumer', () => {
  test('gives out in the order in which it was filled', async () => {
    const queue = await filled(2);
    expect([await queue.next(), await queue.next()]).to.deep.equal([
      { done: false, value: 0 },
      { done: false, value: 1 },
    ]);
  });

  test('a consumer that comes first waits, and gets what comes without its being held', async () => {
    const queue = await filled(0);
    const first = queue.next();
    expect(await settled(first)).to.equal(false);
    await queue.push(7);
    expect([(await first).value, queue.length, queue.stats.most]).to.deep.equal([7, 0, 0]);
  });

  test('rejects at once when it is full, where that is asked for', async () => {
    const queue = await filled(2, { whenFull: 'reject' });
    const error = await rejectionOf(queue.push(2));
    expect(error).to.have.property('code', 'QUEUE_FULL');
    expect(error.message).to.match(/holds 2 of 2/);
    await queue.next();
    await queue.push(3);
    expect(queue.abandon()).to.deep.equal([1, 3]);
  });

  test('pushes back: the promise of a push is fulfilled when there is room, in order', async () => {
    const queue = await filled(2);
    const [third, fourth] = [queue.push(2), queue.push(3)];
    expect([queue.length, queue.waiting, await settled(third)]).to.deep.equal([2, 2, false]);
    await queue.next();
    expect([await settled(third), await settled(fourth), queue.length]).to.deep.equal([true, false, 2]);
  });

  test('rejects a push that has waited for its time, and keeps no timer', async () => {
    const clock = madeClock();
    const queue = await filled(2, { patience: 50, clock });
    expect(clock.owed).to.equal(0); // who does not wait needs none
    const [late, served] = [queue.push(2), queue.push(3)];
    clock.advance(49);
    expect(await settled(late)).to.equal(false);
    await queue.next();
    await late;
    clock.advance(1);
    const error = await rejectionOf(served);
    expect(error).to.have.property('code', 'QUEUE_TIMEOUT');
    expect(error.message).to.match(/within 50 ms/);
    expect([clock.owed, queue.waiting, queue.abandon()]).to.deep.equal([0, 0, [1, 2]]);
  });

  test('a signal takes a push back as long as it waits, and no longer', async () => {
    const queue = await filled(2);
    const leaving = new AbortController();
    const [pushed, kept] = [queue.push(2, { signal: leaving.signal }), queue.push(3)];
    const reason = new Error('the client has gone');
    leaving.abort(reason);
    expect(await rejectionOf(pushed)).to.equal(reason);
    await queue.next();
    await kept;
    expect(queue.abandon()).to.deep.equal([1, 3]);
  });

  test('an aborted consumer takes no item with it', async () => {
    const queue = await filled(0);
    const leaving = new AbortController();
    const [gone, stays] = [queue.next({ signal: leaving.signal }), queue.next()];
    leaving.abort(new Error('enough'));
    expect((await rejectionOf(gone)).message).to.equal('enough');
    await queue.push(5);
    expect((await stays).value).to.equal(5);
    expect((await rejectionOf(queue.next({ signal: leaving.signal }))).message).to.equal('enough');
  });

  test('a signal that has aborted before refuses the push', async () => {
    const queue = await filled(0);
    expect(await rejectionOf(queue.push(1, { signal: AbortSignal.abort(new Error('before')) }))).to.match(/before/);
    expect(queue.stats).to.deep.equal({ pushed: 1, delivered: 0, refused: 1, most: 0 });
  });

  test('closed, it gives out what it holds, and then ends; waiting pushes are told', async () => {
    const queue = await filled(2);
    const waiting = queue.push(2);
    queue.close();
    expect(await rejectionOf(waiting)).to.have.property('code', 'QUEUE_CLOSED');
    expect(await rejectionOf(queue.push(3))).to.have.property('code', 'QUEUE_CLOSED');
    const all: number[] = [];
    for await (const item of queue) all.push(item);
    expect([all, await queue.next(), queue.closed]).to.deep.equal([[0, 1], { done: true, value: undefined }, true]);
  });

  test('closing ends the consumers that wait', async () => {
    const queue = await filled(0);
    const waiting = [queue.next(), queue.next()];
    queue.close();
    expect(await Promise.all(waiting)).to.deep.equal([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  test('abandoned, it hands back what it holds, once, and is closed', async () => {
    const queue = await filled(2);
    expect([queue.abandon(), queue.abandon(), queue.length, queue.closed]).to.deep.equal([[0, 1], [], 0, true]);
    expect(queue.stats).to.deep.equal({ pushed: 2, delivered: 2, refused: 0, most: 2 });
  });

  test('an iteration that is left early leaves the rest in the queue', async () => {
    const queue = await filled(2);
    for await (const item of queue) {
      expect(item).to.equal(0);
      break;
    }
    expect((await queue.next()).value).to.equal(1);
  });

  for (const options of [{ bound: 0 }, { bound: 1.5 }, { bound: 1, patience: -1 }, { bound: 1, patience: 2 ** 31 }]) {
    test(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new BoundedQueue(options))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }

  test('waits for the longest time that a timer has', async () => {
    const clock = madeClock();
    const queue = await filled(2, { patience: 2 ** 31 - 1, clock });
    const late = rejectionOf(queue.push(2));
    expect(clock.waiting).to.deep.equal([2 ** 31 - 1]);
    queue.close();
    expect(await late).to.have.property('code', 'QUEUE_CLOSED');
  });

  for (const [options, says] of [
    [{ bound: 1, whenFull: 'drop' as 'wait' }, /wait or reject, but it is drop/],
    [{ bound: 1, whenFull: 'reject', patience: 5 }, /expected no patience/],
  ] as const) {
    test(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new BoundedQueue(options))
        .to.throw(TypeError, says)
        .with.property('code', 'ERR_INVALID_ARG_VALUE');
    });
  }
});

type Step =
  | { readonly do: 'push' | 'next'; readonly aborted: boolean }
  | { readonly do: 'abort'; readonly which: number }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'close' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('push' as const), aborted: fc.constant(false) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('next' as const), aborted: fc.constant(false) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('push', 'next'), aborted: fc.constant(true) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), which: fc.nat() }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 9 }) }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'close' }) },
  ),
  { maxLength: 40 },
);

const bound = fc.integer({ min: 1, max: 4 });
const options: fc.Arbitrary<QueueOptions> = fc.oneof(
  fc.record({ bound, whenFull: fc.constantFrom('wait', 'reject') }),
  fc.record({ bound, patience: fc.integer({ min: 0, max: 12 }) }),
);

/** Does all steps, looking at the bound after each, and says what became of every item. */
async function outcome(given: QueueOptions, done: readonly Step[]) {
  const clock = madeClock();
  const queue = new BoundedQueue<number>({ ...given, clock });
  const [accepted, refused, delivered, most] = [new Set<number>(), new Set<number>(), [] as number[], [] as number[]];
  const controllers: AbortController[] = [];
  let pushed = 0;
  for (const step of done) {
    const controller = new AbortController();
    if ((step.do === 'push' || step.do === 'next') && step.aborted) controller.abort();
    const { signal } = controller;
    if (step.do === 'push' || step.do === 'next') controllers.push(controller);
    if (step.do === 'push') {
      const item = pushed++;
      void queue.push(item, { signal }).then(
        () => accepted.add(item),
        () => refused.add(item),
      );
    } else if (step.do === 'next') {
      void queue.next({ signal }).then(
        ({ done: ended, value }) => ended || delivered.push(value),
        () => undefined,
      );
    } else if (step.do === 'abort') controllers[step.which % controllers.length]?.abort();
    else if (step.do === 'pass') clock.advance(step.milliseconds);
    else queue.close();
    most.push(queue.length);
  }
  await turn();
  const { length, waiting, stats } = queue;
  const owed = clock.owed;
  const rest = queue.abandon();
  await turn();
  return {
    pushed,
    accepted,
    refused,
    delivered,
    rest,
    most,
    length,
    waiting,
    stats,
    owed,
    after: clock.owed,
  };
}

suite('L4: whatever happens to a bounded queue', () => {
  test('it is never over its bound, and loses, doubles and overtakes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(options, steps, async (given, done) => {
        const seen = await outcome(given, done);
        expect(Math.max(0, ...seen.most)).to.be.at.most(given.bound);
        expect(seen.stats.most).to.be.at.most(given.bound);
        // First in, first out, each once: the consumers' items and then what was left are in rising order.
        const out = [...seen.delivered, ...seen.rest];
        expect(out).to.deep.equal([...new Set(out)].sort((a, b) => a - b));
        // What was accepted came out, and what was refused did not; there is no third way.
        expect(new Set(out)).to.deep.equal(seen.accepted);
        expect(seen.accepted.size + seen.refused.size).to.equal(seen.pushed);
        expect(out.some((item) => seen.refused.has(item))).to.equal(false);
        const { stats } = seen;
        expect(stats.delivered + stats.refused + seen.length + seen.waiting).to.equal(seen.pushed);
        // A timer for each push that waits, and none behind it.
        expect(seen.owed).to.equal(given.patience === undefined ? 0 : seen.waiting);
        expect(seen.after).to.equal(0);
      }),
    );
  });
});
