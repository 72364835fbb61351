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
import { rejectionOf } from '../../support/rejection.ts';

const STYLES = { countAtOnce, countByCallback, countByThen, countByAwait, countByDeferred };

for (const [name, count] of Object.entries(STYLES)) {
  suite(`E9: ${name}`, () => {
    for (const steps of [0, 1, 1000]) {
      test(`counts ${steps} steps`, async () => {
        expect(await count(steps)).to.equal(steps);
      });
    }

    for (const wrong of [-1, 0.5, Infinity]) {
      test(`refuses ${wrong} steps`, async () => {
        if (name === 'countAtOnce')
          expect(() => count(wrong))
            .to.throw()
            .with.property('code', 'ERR_OUT_OF_RANGE');
        else expect(await rejectionOf(Promise.resolve(count(wrong)))).to.have.property('code', 'ERR_OUT_OF_RANGE');
      });
    }
  });
}

/** When each goes on after three steps, with a tick and four microtasks, one after the other, behind it. */
const A_STEP_A_MICROTASK = {
  when: 'goes on when as many microtasks have had their turn as it has steps',
  order: ['has returned', 'tick', 'microtask 1', 'microtask 2', 'microtask 3', 'goes on', 'microtask 4'],
} as const;
const GOES_ON = {
  countAtOnce: {
    when: 'goes on before it has returned',
    order: ['goes on', 'has returned', 'tick', 'microtask 1', 'microtask 2', 'microtask 3', 'microtask 4'],
  },
  // All of its steps are ticks, which come before any microtask; only its promise is one.
  countByCallback: {
    when: 'goes on before all microtasks but those that were there',
    order: ['has returned', 'tick', 'microtask 1', 'goes on', 'microtask 2', 'microtask 3', 'microtask 4'],
  },
  countByThen: A_STEP_A_MICROTASK,
  countByAwait: A_STEP_A_MICROTASK,
  countByDeferred: A_STEP_A_MICROTASK,
} as const;

suite('E9: the styles together', () => {
  for (const [style, count] of Object.entries(STYLES)) {
    test(`${style} ${GOES_ON[style as keyof typeof STYLES].when}`, async () => {
      expect(await orderOf(count)).to.deep.equal(GOES_ON[style as keyof typeof STYLES].order);
    });
  }

  test('a Deferred is made for each step, by whatever makes one', async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return deferred<number>();
    };
    expect([await countByDeferred(5, make), made]).to.deep.equal([5, 5]);
  });
});

/** Counts three steps in a callback of the loop, in front of a tick and of microtasks that note their turns. */
function orderOf(count: (steps: number) => number | Promise<number>): Promise<string[]> {
  return new Promise((resolve) => {
    const log: string[] = [];
    const microtasks = (turn: number): void =>
      queueMicrotask(() => {
        log.push(`microtask ${turn}`);
        if (turn < 4) microtasks(turn + 1);
      });
    setImmediate(() => {
      const counted = count(3);
      if (typeof counted === 'number') log.push('goes on');
      else void counted.then(() => log.push('goes on'));
      log.push('has returned');
      microtasks(1);
      process.nextTick(() => log.push('tick'));
      setImmediate(() => resolve(log));
    });
  });
}
