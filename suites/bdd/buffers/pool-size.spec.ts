/** Specifies that the border of the pool follows `Buffer.poolSize`, which a program may set. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { compiled, runInline } from '../../support/program.ts';

const SIZES = [1024, 8192, 10_000, 65_536];

describe('B4: Buffer.poolSize in a fresh process', () => {
  /** By pool size: where the border is by the rule, and where the probe finds it. */
  let borders: Record<string, [number, number]>;

  before(async () => {
    const { stdout, stderr } = await runInline(
      `import { poolThreshold, probedThreshold } from ${JSON.stringify(compiled('fixtures/buffers/pool.ts'))};
      const borders = {};
      for (const size of ${JSON.stringify(SIZES)}) {
        Buffer.poolSize = size;
        Buffer.allocUnsafe(poolThreshold() - 1);
        borders[size] = [poolThreshold(), probedThreshold()];
      }
      process.stdout.write(JSON.stringify(borders));`,
    );
    expect(stderr).to.equal('');
    borders = JSON.parse(stdout) as typeof borders;
  });

  for (const poolSize of SIZES) {
    it(`of ${poolSize} puts the border at ${poolSize >>> 1}, where the probe finds it`, () => {
      expect(borders[poolSize]).to.deep.equal([poolSize >>> 1, poolSize >>> 1]);
    });
  }
});
