/** What the heap does while work is done: known allocators are read to within a few percent, and collections are seen. */
import { expect } from 'chai';
import { before, suite, test } from 'mocha';
import { canProfileHeap, collector, sweepInCollections, whileProfiled } from '../../../../bench/harness/worker/heap.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
/** Objects of the test itself, and of the runner, that come in between. */
const OWN = 64 * KiB;

/** What is kept alive, so that no work is deleted. */
const keep: { answer: unknown } = { answer: undefined };

/** So many calls, after as many to warm up; what is allocated by all of them, in bytes. */
async function allocatedBy(call: () => unknown, calls: number): Promise<number> {
  const loop = () => {
    for (let index = 0; index < calls; index++) keep.answer = call();
  };
  loop();
  collect();
  collect();
  const { allocated } = await whileProfiled(loop);
  return allocated;
}

/** One allocation of 8 bytes an element, and two heads; `Array.from` would grow to it in steps. */
function arrayOf(length: number): unknown[] {
  // oxlint-disable-next-line unicorn/no-new-array -- the length is meant
  return new Array(length).fill(0);
}

const collect = collector() ?? (() => undefined);

suite('the heap, profiled', () => {
  before('frees ArrayBuffers inside of collections', () => {
    expect(canProfileHeap()).to.equal(true);
    sweepInCollections();
  });

  test('tells arrays of a known size, over many collections', async () => {
    const bytes = await allocatedBy(() => arrayOf(1000), 4000);
    expect(bytes / 4000).to.be.within(8000, 8400);
  });

  test('tells large objects, which never were young', async () => {
    const bytes = await allocatedBy(() => arrayOf(100_000), 100);
    expect(bytes / 100).to.be.within(800_000, 840_000);
  });

  test('tells memory outside of the heap, also where it was freed meanwhile', async () => {
    const bytes = await allocatedBy(() => Buffer.allocUnsafeSlow(64 * KiB), 3000);
    expect(bytes / 3000).to.be.within(64 * KiB, 66 * KiB);
  });

  test('tells nothing of work that allocates nothing', async () => {
    let sum = 0;
    const bytes = await allocatedBy(() => (sum = (sum + 1) | 0), 10_000);
    expect(bytes).to.be.below(OWN);
  });

  test('counts the collections and their time', async () => {
    const none = await whileProfiled(() => undefined);
    expect([none.collections, none.collecting]).to.deep.equal([0, 0]);
    const some = await whileProfiled(() => {
      for (let index = 0; index < 3; index++) collect();
    });
    expect(some.collections).to.be.at.least(3);
    // Nanoseconds: a full collection takes some tens of microseconds at the least.
    expect(some.collecting).to.be.above(3 * 10_000);
  });

  test('tells the peak of the memory outside of the heap, not what is left of it', async () => {
    collect();
    collect();
    const { external } = await whileProfiled(() => {
      keep.answer = [1, 2, 3, 4].map(() => Buffer.allocUnsafeSlow(MiB));
      collect();
      keep.answer = undefined;
      collect();
    });
    expect(external).to.be.within(4 * MiB, 4 * MiB + OWN);
  });

  test('waits for work that waits', async () => {
    const { allocated } = await whileProfiled(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      keep.answer = Buffer.allocUnsafeSlow(4 * MiB);
    });
    expect(allocated).to.be.within(4 * MiB, 5 * MiB);
  });
});
