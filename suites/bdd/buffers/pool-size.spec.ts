/** Specifies that the border of the pool follows `Buffer.poolSize`, which a program may set. */
import { expect } from 'chai';
import { describe, it } from 'mocha';

import { compiled, runInline } from '../../support/program.ts';

describe('Buffer.poolSize in a fresh process (B4)', () => {
  for (const poolSize of [1024, 8192, 10_000, 65_536]) {
    it(`of ${poolSize} puts the border at ${poolSize >>> 1}, where the probe finds it`, async () => {
      const { stdout, stderr } = await runInline(
        `import { poolThreshold, probedThreshold } from ${JSON.stringify(compiled('fixtures/buffers/pool.ts'))};
        Buffer.poolSize = ${poolSize};
        process.stdout.write(JSON.stringify([poolThreshold(), probedThreshold()]));`,
      );
      expect(stderr).to.equal('');
      expect(JSON.parse(stdout)).to.deep.equal([poolSize >>> 1, poolSize >>> 1]);
    });
  }
});
