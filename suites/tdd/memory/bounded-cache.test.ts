/** Specifies the bounded cache: by examples, against a model of lists, and against lru-cache. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { suite, test } from 'mocha';
import { BoundedCache, type CacheOptions, type Reason } from '../../../fixtures/memory/bounded-cache.ts';

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

/** What is done to a cache: `at` is a key, `value` is what is set and what it weighs, or the time that passes. */
interface Step {
  readonly what: 'get' | 'set' | 'has' | 'delete' | 'clear' | 'pass';
  readonly key: number;
  readonly value: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('get', 'get', 'set', 'set', 'set', 'has', 'delete', 'pass', 'pass', 'clear'),
    key: fc.nat(7),
    value: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 60 },
);

const bounds = fc.record({ entries: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 3, max: 12 }) });
const TTL = 9;

interface Simple {
  readonly size: number;
  get(key: number): number | undefined;
  set(key: number, value: number): unknown;
  has(key: number): boolean;
  delete(key: number): boolean;
  clear(): void;
  /** From the least to the most recently used. */
  order(): number[];
  weight(): number;
}

type Make = (bound: { entries: number; weight: number }, clock: { time: number }, left: string[]) => Simple;

/** Does all steps and writes down all that can be seen. */
function history(make: Make, bound: { entries: number; weight: number }, done: readonly Step[]): unknown[] {
  const clock = { time: 1 };
  const left: string[] = [];
  const cache = make(bound, clock, left);
  return done.map(({ what, key, value }) => {
    const answer =
      what === 'pass'
        ? (clock.time += value)
        : what === 'set'
          ? void cache.set(key, value)
          : what === 'clear'
            ? cache.clear()
            : cache[what](key);
    // What leaves at one step has no order that anybody promises.
    return { answer, order: cache.order(), weight: cache.weight(), size: cache.size, left: left.splice(0).toSorted() };
  });
}

const ours: Make = (bound, clock, left) => {
  const cache = new BoundedCache<number, number>({
    ...bound,
    ttl: TTL,
    weigh: (value) => value,
    now: () => clock.time,
    onLeave: (value, key, reason) => left.push(`${key}=${value} ${reason}`),
  });
  return {
    get size() {
      return cache.size;
    },
    get: (key) => cache.get(key),
    set: (key, value) => cache.set(key, value),
    has: (key) => cache.has(key),
    delete: (key) => cache.delete(key),
    clear: () => cache.clear(),
    order: () => [...cache.keys()],
    weight: () => cache.weight,
  };
};

/** A list that is searched from its beginning: slow, and too simple to be wrong. */
const naive: Make = ({ entries, weight }, clock, left) => {
  let list: { key: number; value: number; since: number }[] = [];
  const weigh = (): number => list.reduce((sum, { value }) => sum + value, 0);
  const leave = (key: number, reason: Reason): boolean => {
    const gone = list.find((entry) => entry.key === key);
    list = list.filter((entry) => entry.key !== key);
    if (gone) left.push(`${key}=${gone.value} ${reason}`);
    return gone !== undefined;
  };
  const living = (key: number) => list.find((entry) => entry.key === key && clock.time - entry.since <= TTL);
  return {
    get size() {
      return list.length;
    },
    get(key) {
      const entry = living(key);
      if (!entry) leave(key, 'expired');
      else list = [...list.filter((other) => other !== entry), entry];
      return entry?.value;
    },
    set(key, value) {
      const before = list.find((entry) => entry.key === key);
      if (value > weight) return leave(key, 'replaced');
      if (before?.value === value) list = list.filter((entry) => entry !== before);
      else leave(key, 'replaced');
      while (list.length + 1 > entries || weigh() + value > weight) leave(list[0]!.key, 'full');
      return list.push({ key, value, since: clock.time });
    },
    has: (key) => living(key) !== undefined,
    delete: (key) => leave(key, 'deleted'),
    clear() {
      for (const { key } of list) leave(key, 'deleted');
    },
    order: () => list.map(({ key }) => key),
    weight: weigh,
  };
};

const NAMES: Readonly<Record<string, Reason>> = {
  evict: 'full',
  expire: 'expired',
  set: 'replaced',
  delete: 'deleted',
};

const library: Make = ({ entries, weight }, clock, left) => {
  const cache = new LRUCache<number, number>({
    max: entries,
    maxSize: weight,
    sizeCalculation: (value) => value,
    ttl: TTL,
    ttlResolution: 0,
    perf: { now: () => clock.time },
    dispose: (value, key, reason) => left.push(`${key}=${value} ${NAMES[reason]}`),
  });
  return {
    get size() {
      return cache.size;
    },
    get: (key) => cache.get(key),
    set: (key, value) => cache.set(key, value),
    has: (key) => cache.has(key),
    delete: (key) => cache.delete(key),
    clear: () => cache.clear(),
    order: () => cache.dump().map(([key]) => key), // with those that are too old, which its own keys() leaves out
    weight: () => cache.calculatedSize,
  };
};

suite('the bounded cache is as', () => {
  test('a list that is searched from its beginning', () => {
    fc.assert(
      fc.property(bounds, steps, (bound, done) => {
        expect(history(ours, bound, done)).to.deep.equal(history(naive, bound, done));
      }),
    );
  });

  test('lru-cache', () => {
    fc.assert(
      fc.property(bounds, steps, (bound, done) => {
        expect(history(ours, bound, done)).to.deep.equal(history(library, bound, done));
      }),
    );
  });
});
