/** The event loop by hand: its phases, its queues, and what keeps it alive (rows P4, P5, P6, X10). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { beforeEach, suite, test } from 'mocha';
import { EventLoop } from '../../../fixtures/async/event-loop.ts';
import { VirtualWorld } from '../../../fixtures/async/world.ts';

suite('the event loop by hand', () => {
  let world: VirtualWorld;
  let loop: EventLoop;
  let order: string[];
  const seen = (name: string) => () => void order.push(name);

  beforeEach(() => {
    world = new VirtualWorld();
    loop = new EventLoop(world);
    order = [];
  });

  test('P5: a tick is no iteration: ticks and microtasks are run to the last after every callback', () => {
    loop.run(() => {
      for (const name of ['one', 'two']) {
        loop.setImmediate(() => {
          order.push(name);
          loop.queueMicrotask(seen(`microtask of ${name}`));
          loop.nextTick(seen(`tick of ${name}`));
        });
      }
    });
    expect(order.join(', ')).to.equal('one, tick of one, microtask of one, two, tick of two, microtask of two');
    expect(loop.iterations).to.equal(1);
  });

  test('P5: ticks that microtasks add come when no microtask is left, and microtasks that ticks add after all ticks', () => {
    loop.run(() => {
      loop.queueMicrotask(() => {
        loop.nextTick(seen('tick of microtask'));
        loop.queueMicrotask(seen('microtask of microtask'));
      });
      loop.nextTick(() => {
        loop.queueMicrotask(seen('microtask of tick'));
        loop.nextTick(seen('tick of tick'));
      });
    });
    expect(order).to.deep.equal(['tick of tick', 'microtask of tick', 'microtask of microtask', 'tick of microtask']);
  });

  test('P5: a script has its ticks first, a module its microtasks', () => {
    const main = (): void => {
      loop.nextTick(seen('tick'));
      loop.queueMicrotask(seen('microtask'));
    };
    loop.run(main);
    loop.run(main, 'module');
    expect(order).to.deep.equal(['tick', 'microtask', 'microtask', 'tick']);
  });

  test('P6: from a callback of the poll phase: check, close, and then timers', () => {
    loop.run(() => {
      world.request(() => {
        loop.setTimeout(seen('timers'), 0);
        loop.close(seen('close'));
        loop.setImmediate(seen('check'));
        world.pass(10);
      }, 3);
    });
    expect(order).to.deep.equal(['check', 'close', 'timers']);
  });

  test('P6: from the main program a timer of 0 is before an immediate or after it, as time has passed or not', () => {
    for (const start of [0, 1]) {
      loop.run(() => {
        loop.setTimeout(seen('timers'), 0);
        loop.setImmediate(seen('check'));
        world.pass(start);
      });
    }
    expect(order).to.deep.equal(['check', 'timers', 'timers', 'check']);
  });

  test('immediates that immediates add wait for the next iteration', () => {
    loop.run(() => {
      loop.setImmediate(() => {
        loop.setImmediate(seen('third'));
        order.push('first');
      });
      loop.setImmediate(seen('second'));
    });
    expect(order).to.deep.equal(['first', 'second', 'third']);
    expect(loop.iterations).to.equal(2);
  });

  test('an immediate may be cleared, also by one that runs before it', () => {
    loop.run(() => {
      const early = loop.setImmediate(seen('never'));
      loop.setImmediate(() => loop.clearImmediate(late));
      const late = loop.setImmediate(seen('never'));
      loop.clearImmediate(early);
    });
    expect(order).to.deep.equal([]);
  });

  test('what was closed last is called first, and what is closed meanwhile an iteration later', () => {
    loop.run(() => {
      loop.close(() => loop.close(seen('third')));
      loop.close(seen('second'));
      loop.close(seen('first'));
    });
    expect(order).to.deep.equal(['first', 'second', 'third']);
    expect(loop.iterations).to.equal(2);
  });

  test('X10: each pass takes what is finished with its callbacks, and waits where there is nothing else', () => {
    loop.run(() => {
      world.request(seen('late'), 30);
      world.request(seen('early'), 10);
      world.request(seen('early, too'), 10);
      loop.setTimeout(() => order.push(`timer at ${world.now()}`), 20);
    });
    expect(order).to.deep.equal(['early', 'early, too', 'timer at 20', 'late']);
    expect(loop.iterations).to.equal(3);
    expect(world.now()).to.equal(30);
  });

  test('X10: with an immediate to run it only looks, and does not wait', () => {
    const beat = (): void => {
      if (order.length === 0 && loop.iterations < 100) loop.setImmediate(beat);
      world.pass(0.5);
    };
    loop.run(() => {
      world.request(seen('finished'), 10);
      loop.setImmediate(beat);
    });
    expect(loop.iterations).to.equal(21);
  });

  test('P4: it runs until the queue is empty, as claimed, of what has a ref: the rest is left behind', () => {
    loop.run(() => {
      loop.setTimeout(seen('timer')).ref = true;
      loop.setTimeout(seen('never'), 5000).ref = false;
      world.request(seen('request'), 100);
    });
    expect(order).to.deep.equal(['timer', 'request']);
    expect(world.now()).to.equal(100);
    loop.run(() => {
      loop.setImmediate(seen('never')).ref = false;
    });
    expect(order).to.have.length(2);
  });

  test('P4: what has no ref runs all the same while something else keeps the loop alive', () => {
    loop.run(() => {
      loop.setTimeout(seen('timer without'), 10).ref = false;
      loop.setImmediate(seen('immediate without')).ref = false;
      loop.setTimeout(seen('timer'), 11);
    });
    // An immediate without a ref does not keep the poll phase from waiting either.
    expect(order).to.deep.equal(['immediate without', 'timer without', 'timer']);
    expect(world.now()).to.equal(11);
  });

  test('a tick that adds another for ever keeps the loop from going round', () => {
    let ticks = 0;
    const again = (): void => {
      ticks += 1;
      if (ticks < 1000) loop.nextTick(again);
    };
    loop.run(() => {
      loop.setImmediate(() => order.push(`immediate after ${ticks}`));
      again();
    });
    expect(order).to.deep.equal(['immediate after 1000']);
  });

  test('any timers of one moment come by their delays, and those of one delay in the order of setting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 20 }), (delays) => {
        const virtual = new VirtualWorld();
        const ran: { index: number; at: number; due: number }[] = [];
        const one = new EventLoop(virtual);
        one.run(() => {
          for (const [index, delay] of delays.entries()) {
            const due = Math.max(1, delay);
            one.setTimeout(() => ran.push({ index, at: virtual.now(), due }), delay);
          }
        });
        const expected = delays.map((delay, index) => ({ index, due: Math.max(1, delay) }));
        expected.sort((a, b) => a.due - b.due || a.index - b.index);
        expect(ran).to.deep.equal(expected.map(({ index, due }) => ({ index, at: due, due })));
      }),
      { numRuns: 100 },
    );
  });

  test('what a callback throws is thrown, and the loop can be asked again', () => {
    const fails = (): void =>
      loop.run(() => {
        loop.setImmediate(() => {
          throw new Error('mine');
        });
      });
    expect(fails).to.throw('mine');
    loop.run(seen('again'));
    expect(order).to.deep.equal(['again']);
  });

  test('cannot be run from inside of itself', () => {
    expect(() => loop.run(() => loop.run(seen('never'))))
      .to.throw(/at rest/)
      .with.property('code', 'ERR_LOOP_RUNNING');
    expect(order).to.deep.equal([]);
  });

  test('a world in which nothing comes any more says so, and time does not go back', () => {
    expect(() => world.poll(Infinity))
      .to.throw()
      .with.property('code', 'ERR_NOTHING_TO_WAIT_FOR');
    for (const wrong of [-1, Number.NaN, Infinity]) {
      expect(() => world.pass(wrong))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
      expect(() => world.request(seen('never'), wrong)).to.throw(RangeError);
    }
    expect(world.now()).to.equal(0);
  });
});
