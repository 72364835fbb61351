/** Specifies the program that does nothing but allocate. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { allocating } from '../../../fixtures/memory/allocation-trace.ts';
import { forcedGc } from '../../../fixtures/memory/forced-gc.ts';

suite('an allocation trace', () => {
  test('replaces an object with each that it makes, however large its window is', () => {
    for (const live of [1, 7, 1000]) {
      const run = allocating({ live, objects: 100 });
      expect([run(), run()]).to.deep.equal([100, 100]);
    }
  });

  test('keeps as many objects alive as it says, and the same number after a run', () => {
    const gc = forcedGc();
    const used = (): number => {
      gc.major();
      gc.major(); // what was made beside a marking under way is alive to the first
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    const run = allocating({ live: 100_000, objects: 150_000 });
    const made = used();
    run();
    const after = used();
    // An object of two numbers takes 40 bytes, and 8 in the ring: 4.8 MB in all, and whatever else moves about.
    expect(made - before).to.be.within(4_000_000, 6_000_000);
    expect(after - made).to.be.within(-1_000_000, 1_000_000);
  });

  test('is refused without objects', () => {
    const refused = { code: 'ERR_OUT_OF_RANGE' };
    expect(() => allocating({ live: 0, objects: 1 }))
      .to.throw(RangeError)
      .that.includes(refused);
    expect(() => allocating({ live: 1, objects: 1.5 }))
      .to.throw(RangeError)
      .that.includes(refused);
  });
});
