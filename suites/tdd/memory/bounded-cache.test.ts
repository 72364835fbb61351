/** Specifies the bounded cache by examples. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { BoundedCache, type CacheOptions } from '../../../fixtures/memory/bounded-cache.ts';

/** A cache whose clock is turned by hand, and that writes down what leaves it. */
function watched(options: CacheOptions<string, number>) {
  const clock = { time: 1 };
  const left: string[] = [];
  const cache = new BoundedCache<string, number>({
    now: () => clock.time,
    onLeave: (value, key, reason) => left.push(`${key}=${value} ${reason}`),
    ...options,
  });
  return { cache, clock, left };
}

suite('L1: a bounded cache, the remedy of one that only grows', () => {
  test('lets go of the least recently used, and a get is a use', () => {
    const { cache, left } = watched({ entries: 3 });
    for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index);
    cache.get('a');
    cache.set('d', 3);
    expect([...cache.keys()]).to.deep.equal(['c', 'a', 'd']);
    expect(left).to.deep.equal(['b=1 full']);
  });

  test('has is no use, and takes nothing away', () => {
    const { cache } = watched({ entries: 2 });
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.has('a')).to.equal(true);
    cache.set('c', 3);
    expect([...cache.keys()]).to.deep.equal(['b', 'c']);
  });

  test('gives a value out for its time, the last millisecond included, and then no more', () => {
    const { cache, clock, left } = watched({ entries: 2, ttl: 10 });
    cache.set('a', 1);
    clock.time += 10;
    expect(cache.get('a')).to.equal(1);
    clock.time += 1;
    expect([cache.size, left.length]).to.deep.equal([1, 0]); // nobody has looked yet
    expect([cache.has('a'), cache.size, cache.get('a'), cache.size]).to.deep.equal([false, 1, undefined, 0]);
    expect(left).to.deep.equal(['a=1 expired']);
  });

  test('a use does not make younger, a set does', () => {
    const { cache, clock } = watched({ entries: 2, ttl: 10 });
    cache.set('used', 1);
    cache.set('set', 1);
    clock.time += 10;
    cache.get('used');
    cache.set('set', 1);
    clock.time += 5;
    expect([cache.has('used'), cache.has('set')]).to.deep.equal([false, true]);
  });

  test('prune lets go of all that is too old, and of nothing else', () => {
    const { cache, clock, left } = watched({ entries: 9, ttl: 10 });
    cache.set('old', 1);
    cache.set('older', 2);
    clock.time += 9;
    cache.set('young', 3);
    clock.time += 2;
    expect(cache.prune()).to.equal(2);
    expect(left).to.deep.equal(['old=1 expired', 'older=2 expired']);
    expect([...cache.keys()]).to.deep.equal(['young']);
  });

  test('is bounded by weight, and lets go of as many as it takes', () => {
    const { cache, left } = watched({ weight: 10, weigh: (value) => value });
    for (const [key, weight] of Object.entries({ a: 3, b: 3, c: 3 })) cache.set(key, weight);
    expect(cache.set('d', 6)).to.equal(true);
    expect([cache.weight, [...cache.keys()], left]).to.deep.equal([9, ['c', 'd'], ['a=3 full', 'b=3 full']]);
  });

  test('does not keep what is heavier than the whole cache, nor what it would have replaced', () => {
    const { cache, left } = watched({ weight: 10, weigh: (value) => value });
    cache.set('other', 4);
    cache.set('a', 3);
    expect(cache.set('a', 11)).to.equal(false);
    expect([cache.has('a'), [...cache.keys()], cache.weight]).to.deep.equal([false, ['other'], 4]);
    expect(left).to.deep.equal(['a=3 replaced']);
  });

  test('counts hits, misses, evictions and expirations', () => {
    const { cache, clock } = watched({ entries: 2, ttl: 5 });
    for (const key of ['a', 'b', 'c']) cache.set(key, 1);
    for (const key of ['a', 'b', 'c']) cache.get(key);
    clock.time += 6;
    cache.get('b');
    expect(cache.stats).to.deep.equal({ hits: 2, misses: 2, evictions: 1, expirations: 1 });
  });

  test('keeps a value that is undefined, which has can tell from none', () => {
    const cache = new BoundedCache<string, undefined>({ entries: 1 });
    cache.set('a', undefined);
    expect([cache.has('a'), cache.has('b')]).to.deep.equal([true, false]);
  });

  test('who is told that a value left may use the cache', () => {
    const again: string[] = [];
    const cache: BoundedCache<string, number> = new BoundedCache({
      entries: 1,
      onLeave: (value, key) => {
        again.push(`${key} of ${cache.size}`);
        if (value < 3) cache.set(key, value + 1);
      },
    });
    cache.set('a', 1);
    cache.set('b', 1);
    expect(again).to.deep.equal(['a of 1', 'b of 1', 'a of 1', 'b of 1', 'a of 1']);
    expect(cache.size).to.equal(1);
  });

  test('is whole when who is told throws', () => {
    const cache = new BoundedCache<string, number>({
      entries: 1,
      onLeave: () => {
        throw new Error('tired');
      },
    });
    cache.set('a', 1);
    expect(() => cache.set('b', 2)).to.throw('tired');
    expect([[...cache.keys()], cache.get('b'), cache.weight]).to.deep.equal([['b'], 2, 1]);
  });

  test('tells of all that have left, though who is told throws, and then says so', () => {
    const told: string[] = [];
    const throwing = new Set(['b']);
    const cache = new BoundedCache<string, number>({
      entries: 3,
      onLeave: (_, key) => {
        told.push(key);
        if (throwing.has(key)) throw new Error(`tired of ${key}`);
      },
    });
    for (const key of ['a', 'b', 'c']) cache.set(key, 1);
    expect(() => cache.clear()).to.throw('tired of b');
    expect(told).to.deep.equal(['a', 'b', 'c']);
    throwing.add('a');
    for (const key of ['a', 'b', 'c']) cache.set(key, 1);
    expect(() => cache.clear())
      .to.throw(AggregateError, /for 2 of the 3/)
      .with.property('errors')
      .that.has.length(2);
  });

  test('refuses to be without a bound', () => {
    expect(() => new BoundedCache({ ttl: 5 }))
      .to.throw(TypeError, /expected a bound.*a leak/)
      .with.property('code', 'ERR_INVALID_ARG_VALUE');
  });

  for (const options of [{ entries: 0 }, { entries: 1.5 }, { weight: NaN }, { entries: 1, ttl: 0 }]) {
    test(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new BoundedCache(options))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }

  test('refuses an entry that weighs nothing, and is as before', () => {
    const { cache } = watched({ weight: 10, weigh: (value) => value });
    cache.set('a', 4);
    for (const weight of [0, undefined as unknown as number]) {
      expect(() => cache.set('a', weight))
        .to.throw(RangeError, /the weight of an entry/)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    }
    expect([cache.get('a'), cache.weight]).to.deep.equal([4, 4]);
  });
});
