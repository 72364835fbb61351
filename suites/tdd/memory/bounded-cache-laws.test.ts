/** The bounded cache against a model of lists, and against lru-cache. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { suite, test } from 'mocha';
import { BoundedCache, type Reason } from '../../../fixtures/memory/bounded-cache.ts';

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
