/** Work on many items, a limited number at once (row X1): the order of starts and ends, never how long it takes. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Overlap } from '../../../fixtures/async/overlap.ts';
import { pooledMap } from '../../../fixtures/async/pooled-map.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** Work whose ends are in the hand of the test. */
class Held {
  readonly log: string[] = [];
  readonly ends = new Map<string, () => void>();
  readonly failures = new Map<string, (error: Error) => void>();

  readonly work = async (name: string): Promise<string> => {
    this.log.push(`+${name}`);
    await new Promise<void>((resolve, reject) => {
      this.ends.set(name, resolve);
      this.failures.set(name, reject);
    });
    this.log.push(`-${name}`);
    return name.toUpperCase();
  };

  /** Lets the work end, and what follows from it begin. */
  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

suite('work on many items', () => {
  test('X1: one after another, a slow one holds up those after it', async () => {
    const held = new Held();
    const results = pooledMap(['slow', 'b', 'c'], 1, held.work);
    await held.end('b');
    expect(held.log).to.deep.equal(['+slow']);
    for (const name of ['slow', 'b', 'c']) await held.end(name);
    expect(held.log.join(' ')).to.equal('+slow -slow +b -b +c -c');
    expect(await results).to.deep.equal(['SLOW', 'B', 'C']);
  });

  test('X1: started together, each ends when it can, and the results keep the order of the items', async () => {
    const held = new Held();
    const results = pooledMap(['slow', 'b', 'c'], Infinity, held.work);
    for (const name of ['c', 'b', 'slow']) await held.end(name);
    expect(held.log.join(' ')).to.equal('+slow +b +c -c -b -slow');
    expect(await results).to.deep.equal(['SLOW', 'B', 'C']);
  });

  test('with a limit, an end lets the next begin', async () => {
    const held = new Held();
    const results = pooledMap(['a', 'b', 'c', 'd'], 2, held.work);
    for (const name of ['b', 'c', 'd', 'a']) await held.end(name);
    expect(held.log.join(' ')).to.equal('+a +b -b +c -c +d -d -a');
    expect(await results).to.deep.equal(['A', 'B', 'C', 'D']);
  });

  test('never are more under way than allowed, and as many as there can be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (turns, limit) => {
        const overlap = new Overlap();
        const wait = async (rounds: number): Promise<number> => {
          for (let round = 0; round < rounds; round++) await Promise.resolve();
          return rounds;
        };
        const results = await pooledMap(turns, limit, (rounds) => overlap.untilSettled(wait(rounds)));
        expect(results).to.deep.equal(turns);
        expect(overlap.most).to.equal(Math.min(limit, turns.length));
        expect(overlap.now).to.equal(0);
      }),
      { numRuns: 60 },
    );
  });

  test('after a failure nothing new begins; those under way are waited for, and the first error is thrown', async () => {
    const held = new Held();
    const failed = rejectionOf(pooledMap(['a', 'b', 'c', 'd'], 3, held.work));
    let settled = false;
    void failed.then(() => (settled = true));
    held.failures.get('b')?.(new Error('first'));
    await held.end('nothing');
    held.failures.get('a')?.(new Error('second'));
    await held.end('nothing');
    expect(settled).to.equal(false);
    await held.end('c');
    expect((await failed).message).to.equal('first');
    expect(held.log.join(' ')).to.equal('+a +b +c -c');
  });

  test('work that fails at once, and items that fail, are errors as well, and the items are closed', async () => {
    let closed = 0;
    function* items(): Generator<number, void, void> {
      try {
        yield 1;
        yield 2;
        throw new Error('items');
      } finally {
        closed += 1;
      }
    }
    const fails = (): never => {
      throw new Error('work');
    };
    expect((await rejectionOf(pooledMap(items(), 1, fails))).message).to.equal('work');
    expect((await rejectionOf(pooledMap(items(), 3, async (item) => item))).message).to.equal('items');
    expect(closed).to.equal(2);
  });

  test('answers nothing for nothing', async () => {
    expect(await pooledMap([], 1, () => 1)).to.deep.equal([]);
  });

  for (const limit of [0, -1, 1.5, Number.NaN]) {
    test(`refuses a limit of ${limit}`, async () => {
      const error = await rejectionOf(pooledMap([1], limit, () => 1));
      expect(error).to.be.instanceOf(RangeError).and.to.have.property('code', 'ERR_OUT_OF_RANGE');
      expect(error.message).to.include(String(limit));
    });
  }
});
