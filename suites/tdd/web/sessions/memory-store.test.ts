/** The store in memory (row WA11): the contract of stores, its bounds, and who is told. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { ExpiringMap } from '../../../../fixtures/web/sessions/expiring-map.ts';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import { obeysContract } from '../../../support/session-store-contract.ts';

suite('the store in memory', () => {
  let now = 0;
  const store = new MemoryStore({ now: () => now, valueBytes: 1000 });

  obeysContract({
    store: () => store,
    another: () => new MemoryStore(),
    elapse: (ms) => {
      now += ms;
    },
  });

  test('WA11: it holds so many sessions and not one more: the least recently used goes, and it is told which', async () => {
    const evicted: string[] = [];
    const small = new MemoryStore({ entries: 3, onEvict: (id) => evicted.push(id) });
    for (const id of ['a', 'b', 'c']) await small.set(id, id, 1000);
    await small.get('a');
    await small.touch('b', 1000);
    expect([small.size, evicted]).to.deep.equal([3, []]);
    await small.set('d', 'd', 1000);
    expect([small.size, evicted]).to.deep.equal([3, ['c']]);
    expect(await small.get('a')).to.equal('a');
  });

  test('WA11: it holds so many bytes and not one more', async () => {
    const evicted: string[] = [];
    const small = new MemoryStore({ bytes: 400, valueBytes: 200, onEvict: (id) => evicted.push(id) });
    await small.set('a', 'x'.repeat(197), 1000); // 199 with its quotes, and the id
    await small.set('b', 'x'.repeat(197), 1000);
    expect(evicted).to.deep.equal([]);
    await small.replace('b', 'x'.repeat(198), 1000);
    expect(evicted).to.deep.equal(['a']);
  });

  test('what is too old leaves by prune, and is no eviction', async () => {
    const evicted: string[] = [];
    const small = new MemoryStore({ entries: 2, now: () => now, onEvict: (id) => evicted.push(id) });
    await small.set('a', 1, 10);
    await small.set('b', 1, 20);
    now += 10;
    expect([small.prune(), small.size]).to.deep.equal([1, 1]);
    now += 10;
    await small.set('c', 1, 10);
    await small.set('d', 1, 10);
    expect(evicted).to.deep.equal([]);
  });

  test('prune leaves the order of use as it was', () => {
    const evicted: string[] = [];
    const map = new ExpiringMap<string>({ entries: 3, now: () => now, onEvict: (key) => evicted.push(key) });
    for (const key of ['a', 'b', 'c']) map.set(key, key, key === 'b' ? 1 : 100);
    map.get('a');
    now += 1;
    expect(map.prune()).to.equal(1);
    for (const key of ['d', 'e', 'f']) map.set(key, key, 100);
    expect(evicted).to.deep.equal(['c', 'a']);
  });

  test('a bound that is none is refused', () => {
    for (const bad of [{ entries: 0 }, { bytes: 0 }, { valueBytes: 0 }, { bytes: 1000, valueBytes: 1000 }]) {
      expect(() => new MemoryStore(bad))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
  });
});
