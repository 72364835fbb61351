/** Specifies where the bytes of Buffers live and what keeps them alive, by the figures of a fresh process. */
import { expect } from 'chai';
import { describe, it } from 'mocha';

import { compiled, runInline } from '../../support/program.ts';

interface Growth {
  /** Bytes outside V8's heap that ArrayBuffers hold. */
  readonly arrayBuffers: number;
  /** Bytes on V8's heap. */
  readonly heapUsed: number;
  readonly poolSize: number;
}

/**
 * Evaluates `made`, keeps it, and says by how much the memory grew, garbage aside. Whatever else it needs is loaded
 * before.
 */
async function growth(made: string): Promise<Growth> {
  const { code, stdout, stderr } = await runInline(
    `import { oneOfEachPool, ownCopy } from ${JSON.stringify(compiled('fixtures/buffers/pool.ts'))};
    const make = () => ${made};
    const memory = () => { gc(); gc(); return process.memoryUsage(); };
    globalThis.first = make();
    globalThis.first = undefined;
    const before = memory();
    globalThis.kept = make();
    const after = memory();
    const grown = (what) => after[what] - before[what];
    const said = { arrayBuffers: grown('arrayBuffers'), heapUsed: grown('heapUsed'), poolSize: Buffer.poolSize };
    process.stdout.write(JSON.stringify(said));`,
    ['--expose-gc'],
  );
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  const said: Growth = JSON.parse(stdout);
  return said;
}

const MiB = 1024 * 1024;
/** What else may come and go in a process that does nothing: a pool, a compiled function. */
const OTHERS = 256 * 1024;

describe('the memory of Buffers (B2)', () => {
  it('is outside the heap of V8 for large ones', async () => {
    const { arrayBuffers, heapUsed } = await growth(`Array.from({ length: 16 }, () => Buffer.alloc(${MiB}))`);
    expect(arrayBuffers).to.be.within(16 * MiB - OTHERS, 16 * MiB + OTHERS);
    expect(heapUsed).to.be.below(MiB);
  });

  it('is outside the heap from 65 bytes on', async () => {
    const { arrayBuffers } = await growth('Array.from({ length: 20_000 }, () => Buffer.allocUnsafeSlow(65))');
    expect(arrayBuffers).to.be.within(20_000 * 65 - OTHERS, 20_000 * 65 + OTHERS);
  });

  it('is on the heap up to 64 bytes', async () => {
    const { arrayBuffers, heapUsed } = await growth('Array.from({ length: 20_000 }, () => Buffer.allocUnsafeSlow(64))');
    expect(Math.abs(arrayBuffers)).to.be.below(OTHERS);
    expect(heapUsed).to.be.above(20_000 * 64);
  });
});

describe('slices that are kept (B7)', () => {
  it('keep a pool each, if they come far apart: 200 of 8 bytes', async () => {
    const { arrayBuffers, poolSize } = await growth('oneOfEachPool(200, 8)');
    expect(arrayBuffers).to.be.within(200 * poolSize - OTHERS, 200 * poolSize + OTHERS);
  });

  it('keep next to nothing as copies of their own', async () => {
    const { arrayBuffers } = await growth('oneOfEachPool(200, 8).map(ownCopy)');
    expect(Math.abs(arrayBuffers)).to.be.below(OTHERS);
  });
});
