/** Locks and barriers over Atomics, as far as one thread can see them: what they give, keep and refuse (row X3). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { setup, suite, test } from 'mocha';
import { AtomicBarrier } from '../../../fixtures/async/atomic-barrier.ts';
import { AtomicMutex } from '../../../fixtures/async/atomic-mutex.ts';
import { LockTable } from '../../../fixtures/async/lock-table.ts';

const shared = (cells: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * cells));

suite('AtomicMutex', () => {
  let cells: Int32Array;
  let [one, other]: AtomicMutex[] = [];

  setup(() => {
    cells = shared(3);
    [one, other] = [new AtomicMutex(cells, 1), new AtomicMutex(cells, 1)];
  });

  test('X3: who has it keeps others out, until it is given back', () => {
    expect([one!.tryLock(), other!.tryLock(), one!.tryLock()]).to.deep.equal([true, false, false]);
    one!.unlock();
    expect(other!.tryLock()).to.equal(true);
  });

  test('a limit of time ends the waiting, and leaves the lock with who has it', () => {
    one!.lock();
    expect(() => other!.lock(0))
      .to.throw('within 0 ms')
      .with.property('code', 'ERR_LOCK_TIMEOUT');
    expect(other!.tryLock()).to.equal(false);
    one!.unlock();
    other!.lock(0);
    expect(one!.tryLock()).to.equal(false);
  });

  test('it notes that somebody may sleep, so that unlock wakes only then', () => {
    one!.lock();
    const [alone] = cells.slice(1);
    expect(() => other!.lock(0)).to.throw();
    expect([alone, ...cells]).to.deep.equal([1, 0, 2, 0]);
    one!.unlock();
    expect([...cells]).to.deep.equal([0, 0, 0]);
  });

  test('gives it back also where the work throws', () => {
    const work = (): void => {
      throw new Error('mine');
    };
    expect(() => one!.alone(work)).to.throw('mine');
    expect(one!.alone(() => other!.tryLock())).to.equal(false);
    expect(other!.tryLock()).to.equal(true);
  });

  test('what nobody has cannot be given back', () => {
    expect(() => one!.unlock())
      .to.throw('it is free')
      .with.property('code', 'ERR_NOT_LOCKED');
  });

  test('it needs a cell that there is', () => {
    expect(() => new AtomicMutex(cells, 3)).to.throw(/from 0 to 2, but it is 3/);
  });
});

suite('AtomicBarrier', () => {
  test('one that waits for nobody goes on, any number of times', () => {
    const cells = shared(2);
    const barrier = new AtomicBarrier(cells, 0, 1);
    for (let time = 0; time < 3; time++) barrier.wait(0);
    expect([...cells]).to.deep.equal([0, 3]);
  });

  test('who is not the last waits, and says when it gives up', () => {
    expect(() => new AtomicBarrier(shared(2), 0, 2).wait(0))
      .to.throw('2 threads')
      .with.property('code', 'ERR_BARRIER_TIMEOUT');
  });

  test('it needs two cells and somebody who comes', () => {
    expect(() => new AtomicBarrier(shared(2), 1, 2)).to.throw(RangeError);
    expect(() => new AtomicBarrier(shared(2), 0, 0)).to.throw(RangeError);
  });
});

suite('LockTable', () => {
  const LOCKS = 3;
  const THREADS = 3;
  let tables: LockTable[];
  let memory: SharedArrayBuffer;

  setup(() => {
    memory = new SharedArrayBuffer(LockTable.bytes(LOCKS, THREADS));
    tables = Array.from({ length: THREADS }, (_, me) => new LockTable(memory, LOCKS, THREADS, me));
  });

  test('a lock that is free is given, given back, and given to another', () => {
    tables[0]!.lock(1);
    tables[0]!.unlock(1);
    tables[2]!.lock(1);
    expect(() => tables[0]!.unlock(1))
      .to.throw('thread 0 has')
      .with.property('code', 'ERR_NOT_LOCKED');
  });

  test('who waits for itself is told of a circle of one', () => {
    tables[1]!.lock(0);
    expect(() => tables[1]!.lock(0))
      .to.throw('threads 1 wait')
      .with.property('code', 'ERR_DEADLOCK');
  });

  test('who closes a circle is told who is in it, and gets the lock when another lets go', () => {
    for (const [thread, table] of tables.entries()) table.lock(thread);
    // Threads 1 and 2 wait, as they note it before they sleep: 1 for lock 2, 2 for lock 0.
    const waiting = new Int32Array(memory).subarray(1 + 2 * LOCKS);
    [waiting[1], waiting[2]] = [2 + 1, 0 + 1];
    expect(() => tables[0]!.lock(1))
      .to.throw('threads 0, 1, 2 wait for one another')
      .with.property('code', 'ERR_DEADLOCK');
    tables[1]!.unlock(1);
    tables[0]!.lock(1);
    expect(() => tables[1]!.unlock(1))
      .to.throw()
      .with.property('code', 'ERR_NOT_LOCKED');
  });

  test('any order of taking what is free and giving back leaves each lock with one owner', () => {
    const steps = fc.array(fc.record({ thread: fc.nat({ max: THREADS - 1 }), lock: fc.nat({ max: LOCKS - 1 }) }));
    fc.assert(
      fc.property(steps, (all) => {
        const fresh = new SharedArrayBuffer(LockTable.bytes(LOCKS, THREADS));
        const own = Array.from({ length: THREADS }, (_, me) => new LockTable(fresh, LOCKS, THREADS, me));
        const owners = new Map<number, number>();
        for (const { thread, lock } of all) {
          const owner = owners.get(lock);
          if (owner === undefined) {
            own[thread]!.lock(lock);
            owners.set(lock, thread);
          } else if (owner === thread) {
            own[thread]!.unlock(lock);
            owners.delete(lock);
          } else {
            expect(() => own[thread]!.unlock(lock))
              .to.throw()
              .with.property('code', 'ERR_NOT_LOCKED');
          }
        }
      }),
    );
  });

  test('it knows no other locks and threads than it was made for', () => {
    expect(() => tables[0]!.lock(LOCKS)).to.throw(RangeError);
    expect(() => new LockTable(memory, LOCKS, THREADS, THREADS)).to.throw(RangeError);
  });
});
