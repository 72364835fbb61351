/** Specifies that data are the same in every process: what is measured in two of them is measured on the same bytes. */
import { createHash } from 'node:crypto';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { seededBytes } from '../../../fixtures/data/random.ts';
import { chunked } from '../../../fixtures/data/text.ts';
import { compiled, runInline } from '../../support/program.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('seeded data in a fresh process', () => {
  for (const { what, call, here } of [
    { what: 'bytes', call: 'seededBytes(1000, 7)', here: seededBytes(1000, 7) },
    {
      what: 'torn chunks',
      call: "Buffer.concat(chunked('torn', 100, 64, 7).parts)",
      here: Buffer.concat(chunked('torn', 100, 64, 7).parts),
    },
  ]) {
    it(`are the same: ${what}`, async () => {
      const { stdout, stderr } = await runInline(
        `import { createHash } from 'node:crypto';
        import { seededBytes } from ${JSON.stringify(compiled('fixtures/data/random.ts'))};
        import { chunked } from ${JSON.stringify(compiled('fixtures/data/text.ts'))};
        process.stdout.write(createHash('sha256').update(${call}).digest('hex'));`,
      );
      expect(stderr).to.equal('');
      expect(stdout).to.equal(digest(here));
    });
  }
});
