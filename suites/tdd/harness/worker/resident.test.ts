/** The peak of the resident memory, counted from a moment on: of scripted processes, and of this one. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { collector } from '../../../../bench/harness/worker/heap.ts';
import { watchResident, type Gauge } from '../../../../bench/harness/worker/resident.ts';
import { skip } from '../../../support/skip.ts';

const MiB = 1024 * 1024;

interface Script {
  /** Before the watch, and by its end; in MiB. */
  readonly resident: number;
  readonly earlier: number;
  readonly later: number;
  readonly settable: boolean;
}

/** By how many MiB it is said to grow. */
async function grownBy({ resident, earlier, later, settable }: Script): Promise<number | undefined> {
  let peak = earlier;
  const gauge: Gauge = {
    setBack: async () => {
      if (settable) peak = resident;
      return settable;
    },
    peak: async () => peak,
    resident: () => resident,
  };
  const grown = await watchResident(gauge);
  peak = Math.max(peak, later);
  return grown();
}

suite('the growth of the resident memory', () => {
  test('counts no earlier peak where that can be set back', async () => {
    expect(await grownBy({ resident: 50, earlier: 200, later: 60, settable: true })).to.equal(10);
    expect(await grownBy({ resident: 50, earlier: 200, later: 50, settable: true })).to.equal(0);
  });

  test('is unknown below an earlier peak that cannot be set back', async () => {
    expect(await grownBy({ resident: 50, earlier: 200, later: 60, settable: false })).to.equal(undefined);
    expect(await grownBy({ resident: 50, earlier: 50, later: 50, settable: false })).to.equal(undefined);
  });

  test('is known above an earlier peak that cannot be set back', async () => {
    expect(await grownBy({ resident: 50, earlier: 200, later: 210, settable: false })).to.equal(160);
  });

  test('is that of this process, without what it has given back before', async function () {
    if (process.platform !== 'linux') skip(this, 'needs /proc of Linux');
    // It must be gone for certain, and a block of this size is given back to the system at once.
    const blocks = [Buffer.alloc(192 * MiB, 1)];
    const filled = process.memoryUsage.rss();
    blocks.length = 0;
    collector()!();
    collector()!();
    expect(process.memoryUsage.rss()).to.be.below(filled - 128 * MiB);
    const nothing = await (await watchResident())();
    expect(nothing).to.be.below(32 * MiB);

    const watched = await watchResident();
    blocks.push(Buffer.alloc(64 * MiB, 1));
    blocks.length = 0;
    expect(await watched()).to.be.within(63 * MiB, 128 * MiB);
  });
});
