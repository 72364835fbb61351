/** Timers in lists by their delay: the rules that Node.js keeps, one by one (row X10). */
import { expect } from 'chai';
import { beforeEach, suite, test } from 'mocha';
import { LONGEST, TimerLists } from '../../../fixtures/async/timer-lists.ts';

suite('X10: timers in lists', () => {
  let timers: TimerLists;
  let order: string[];
  const seen = (name: string) => () => void order.push(name);
  const run = (now: number): string[] => {
    timers.runDue(now, (callback) => callback());
    return order.splice(0);
  };

  beforeEach(() => {
    timers = new TimerLists();
    order = [];
  });

  for (const [delay, kept] of [
    [0, 1],
    [-5, 1],
    [Number.NaN, 1],
    [1.9, 1],
    [2.9, 2],
    [LONGEST, LONGEST],
    [LONGEST + 1, 1],
    [Infinity, 1],
  ] as const) {
    test(`a delay of ${delay} is one of ${kept}, in Node.js too`, () => {
      expect(timers.set(seen('one'), delay, 100).delay).to.equal(kept);
      expect(timers.next).to.equal(100 + kept);
      expect(run(100 + kept - 1)).to.deep.equal([]);
      expect(run(100 + kept)).to.deep.equal(['one']);
    });
  }

  test('what is due earlier comes first, whatever was set first', () => {
    timers.set(seen('5 at 100'), 5, 100);
    timers.set(seen('2 at 101'), 2, 101);
    timers.set(seen('1 at 105'), 1, 105);
    expect(run(110)).to.deep.equal(['2 at 101', '5 at 100', '1 at 105']);
  });

  test('of two lists that are due at once, the one that was made first comes first', () => {
    timers.set(seen('3 at 100'), 3, 100);
    timers.set(seen('1 at 102'), 1, 102);
    expect(run(110)).to.deep.equal(['3 at 100', '1 at 102']);
    timers.set(seen('1 at 202'), 1, 202);
    timers.set(seen('3 at 200'), 3, 200);
    expect(run(210)).to.deep.equal(['1 at 202', '3 at 200']);
  });

  test('a list is run as far as it is due, before the next: of one delay a later one overtakes an earlier one of another', () => {
    timers.set(seen('1 at 100'), 1, 100);
    timers.set(seen('1 at 104'), 1, 104);
    timers.set(seen('2 at 100'), 2, 100);
    expect(run(110)).to.deep.equal(['1 at 100', '1 at 104', '2 at 100']);
  });

  test('a list that was run in part is put back with the time of its next timer', () => {
    timers.set(seen('1 at 100'), 1, 100);
    timers.set(seen('1 at 103'), 1, 103);
    expect(run(102)).to.deep.equal(['1 at 100']);
    expect(timers.next).to.equal(104);
    expect(run(103)).to.deep.equal([]);
    expect(run(104)).to.deep.equal(['1 at 103']);
    expect(timers.next).to.equal(undefined);
  });

  test('one that is set while timers run waits for the next time, though it were due by then', () => {
    timers.set(() => timers.set(seen('second'), 1, 150), 1, 100);
    expect(run(101)).to.deep.equal([]);
    expect(timers.next).to.equal(151);
    expect(run(151)).to.deep.equal(['second']);
  });

  test('a timer that is cleared does not run, and its list may be cleared away while it runs', () => {
    const gone = timers.set(seen('never'), 1, 100);
    timers.clear(gone);
    timers.clear(gone);
    expect(timers.next).to.equal(undefined);
    timers.set(
      () => {
        timers.clear(last);
        timers.set(seen('new list'), 1, 101);
      },
      1,
      100,
    );
    const last = timers.set(seen('never'), 1, 100);
    expect(run(101)).to.deep.equal([]);
    expect(run(102)).to.deep.equal(['new list']);
  });

  test('is alive for those that have a ref', () => {
    expect(timers.alive).to.equal(false);
    const timer = timers.set(seen('one'), 1, 100);
    timers.set(seen('other'), 1, 100).ref = false;
    expect(timers.alive).to.equal(true);
    timer.ref = false;
    expect(timers.alive).to.equal(false);
    expect(run(101)).to.deep.equal(['one', 'other']);
  });
});
