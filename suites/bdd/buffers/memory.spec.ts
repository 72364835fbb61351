/** Specifies where the bytes of Buffers live and what keeps them alive, by the figures of a fresh process. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { compiled, runInline } from '../../support/program.ts';

interface Growth {
  /** Bytes outside V8's heap that ArrayBuffers hold. */
  readonly arrayBuffers: number;
  /** Bytes on V8's heap. */
  readonly heapUsed: number;
  readonly poolSize: number;
}

/** What is made and kept, one after the other, in one process. */
const MADE = {
  large: 'Array.from({ length: 16 }, () => Buffer.alloc(1024 * 1024))',
  of65: 'Array.from({ length: 20_000 }, () => Buffer.allocUnsafeSlow(65))',
  of64: 'Array.from({ length: 20_000 }, () => Buffer.allocUnsafeSlow(64))',
  slices: 'oneOfEachPool(200, 8)',
  copies: 'oneOfEachPool(200, 8).map(ownCopy)',
} as const;

/**
 * Makes each thing, keeps it, and says by how much the memory grew, garbage aside. What else it needs is loaded before.
 */
async function growths(): Promise<Record<keyof typeof MADE, Growth>> {
  const { code, stdout, stderr } = await runInline(
    `import { oneOfEachPool, ownCopy } from ${JSON.stringify(compiled('fixtures/buffers/pool.ts'))};
    const memory = () => { gc(); gc(); return process.memoryUsage(); };
    globalThis.kept = [];
    const growth = (make) => {
      globalThis.first = make();
      globalThis.first = undefined;
      const before = memory();
      kept.push(make());
      const after = memory();
      const grown = (what) => after[what] - before[what];
      return { arrayBuffers: grown('arrayBuffers'), heapUsed: grown('heapUsed'), poolSize: Buffer.poolSize };
    };
    process.stdout.write(JSON.stringify({
      ${Object.entries(MADE)
        .map(([name, made]) => `${name}: growth(() => ${made})`)
        .join(', ')}
    }));`,
    ['--expose-gc'],
  );
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<keyof typeof MADE, Growth>;
}

const MiB = 1024 * 1024;
/** What else may come and go in a process that does nothing: a pool, a compiled function. */
const OTHERS = 256 * 1024;

describe('what Buffers do to the memory of a process', () => {
  let grown: Awaited<ReturnType<typeof growths>>;

  before(async () => {
    grown = await growths();
  });

  it('B2: large ones are outside of the heap of V8', () => {
    expect(grown.large.arrayBuffers).to.be.within(16 * MiB - OTHERS, 16 * MiB + OTHERS);
    expect(grown.large.heapUsed).to.be.below(MiB);
  });

  it('B2: so are all from 65 bytes on', () => {
    expect(grown.of65.arrayBuffers).to.be.within(20_000 * 65 - OTHERS, 20_000 * 65 + OTHERS);
  });

  it('B2: up to 64 bytes they are on the heap, and not outside of it as claimed of all', () => {
    expect(Math.abs(grown.of64.arrayBuffers)).to.be.below(OTHERS);
    expect(grown.of64.heapUsed).to.be.above(20_000 * 64);
  });

  it('B7: slices that come far apart keep a pool each: 200 of 8 bytes', () => {
    const { arrayBuffers, poolSize } = grown.slices;
    expect(arrayBuffers).to.be.within(200 * poolSize - OTHERS, 200 * poolSize + OTHERS);
  });

  it('B7: copies of their own keep next to nothing', () => {
    expect(Math.abs(grown.copies.arrayBuffers)).to.be.below(OTHERS);
  });
});
