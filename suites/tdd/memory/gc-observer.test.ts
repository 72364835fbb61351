/** Specifies the observer of the collections of its own process, and collections at will. */
import { expect } from 'chai';
import { constants } from 'node:perf_hooks';
import { suite, test } from 'mocha';
import vm from 'node:vm';
import { collectionOf, GcObserver, type ObservedGc } from '../../../fixtures/memory/gc-observer.ts';
import { forcedGc } from '../../../fixtures/memory/forced-gc.ts';

const FORCED = constants.NODE_PERFORMANCE_GC_FLAGS_FORCED;

suite('an observed collection', () => {
  for (const [kind, name] of [
    [1, 'minor'],
    [2, 'minor mark-sweep'],
    [4, 'major'],
    [8, 'incremental'],
    [16, 'weak callbacks'],
    [32, 'unknown'],
  ] as const) {
    test(`of kind ${kind} is ${name}`, () => {
      expect(collectionOf({ startTime: 1, duration: 2, detail: { kind, flags: 0 } })).to.deep.equal({
        kind: name,
        forced: false,
        flags: [],
        at: 1,
        took: 2,
      });
    });
  }

  test('says by its flags whether it was forced, and what else it was', () => {
    const { forced, flags } = collectionOf({ startTime: 0, duration: 0, detail: { kind: 4, flags: FORCED + 16 + 64 } });
    expect([forced, flags]).to.deep.equal([true, ['all available garbage', 'schedule idle']]);
  });

  test('is unknown where Node tells nothing of it', () => {
    expect(collectionOf({ startTime: 0, duration: 0 })).to.include({ kind: 'unknown', forced: false });
  });
});

suite('the observer of collections', () => {
  test('G12, G14: sees forced ones by their kind, in order, and tells of each', async () => {
    const gc = forcedGc();
    const heard: ObservedGc[] = [];
    using observer = new GcObserver((collection) => heard.push(collection));
    gc.major();
    gc.minor();
    gc.minor();
    await observer.settled();
    const forced = observer.collections.filter((one) => one.forced);
    expect(forced.map(({ kind }) => kind)).to.deep.equal(['major', 'minor', 'minor']);
    expect(heard).to.deep.equal(observer.collections);
    expect(observer.counts.get('major')).to.be.at.least(1);
    expect(observer.counts.get('minor')).to.be.at.least(2);
  });

  test('sees nothing before the loop has gone round, and forgets what was taken out', async () => {
    const gc = forcedGc();
    using observer = new GcObserver();
    gc.minor();
    expect(observer.collections).to.deep.equal([]);
    await observer.settled();
    expect(observer.drain().filter(({ forced }) => forced)).to.have.length(1);
    expect(observer.drain()).to.deep.equal([]);
  });

  test('keeps the latest ones only, and counts all of them, those that were taken out included', async () => {
    const gc = forcedGc();
    const heard: ObservedGc[] = [];
    using observer = new GcObserver((collection) => heard.push(collection), 2);
    for (let time = 0; time < 3; time += 1) gc.minor();
    await observer.settled();
    expect(observer.collections).to.deep.equal(heard.slice(-2));
    expect(observer.drain()).to.have.length(2);
    gc.minor();
    await observer.settled();
    const all = [...observer.counts.values()].reduce((sum, count) => sum + count);
    expect(all).to.equal(heard.length).and.at.least(4);
  });

  test('sees nothing once it is disposed, twice if need be', async () => {
    const gc = forcedGc();
    const observer = new GcObserver();
    observer[Symbol.dispose]();
    observer[Symbol.dispose]();
    gc.minor();
    await observer.settled();
    expect(observer.collections).to.deep.equal([]);
  });
});

suite('collections at will', () => {
  test('leave no gc() behind for contexts of others', () => {
    forcedGc().minor();
    expect(vm.runInNewContext('typeof gc')).to.equal(typeof globalThis.gc);
  });

  test('collect what nobody holds, young or old, where they are major ones', async () => {
    const gc = forcedGc();
    const collected = async (collect: () => void, aged: boolean): Promise<boolean> => {
      const reference = (() => {
        const object = { some: 'garbage' };
        if (aged) gc.major();
        if (aged) gc.major();
        return new WeakRef(object);
      })();
      await new Promise(setImmediate); // a WeakRef holds its target until the turn is over
      collect();
      return reference.deref() === undefined;
    };
    expect(await collected(gc.major, true)).to.equal(true);
    expect(await collected(gc.major, false)).to.equal(true);
  });
});
