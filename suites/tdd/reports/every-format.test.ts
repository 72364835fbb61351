/** Whatever a run says of itself, names and errors included, comes out as text: in every format that there is. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import type { RunReport } from '../../../reports/model.ts';
import { written } from '../../../reports/write.ts';
import { HOSTILE, hostileOf, obeyed } from '../../support/hostile-texts.ts';
import { faults } from '../../support/well-formed.ts';
import { heldReport } from '../../support/made-life.ts';
import * as sample from '../../support/sample-claims.ts';
import { inShards, sampleReport } from '../../support/sample-report.ts';

suite('every format', () => {
  const report: RunReport = sampleReport({ claims: [sample.concat(), sample.sharedSlab()] });
  const merged = inShards(report, 2);
  const held = heldReport();
  const texts = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 5 });

  test('tells whatever a run says of itself as text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (pieces) => {
        let at = 0;
        const told = [report, merged, held].map((one) => hostileOf(one, () => pieces[at++ % pieces.length]!));
        const all = await Promise.all(told.map((one) => written(one, { of: () => undefined })));
        for (const { name, text } of all.flat()) {
          expect(obeyed.exec(text)?.[0], `${name}: ${JSON.stringify(near(text))}`).to.equal(undefined);
          if (name.endsWith('.html')) expect(faults(text)).to.deep.equal([]);
        }
      }),
      { numRuns: 10 },
    );
  });
});

function near(text: string): string {
  const at = text.search(obeyed);
  return text.slice(Math.max(0, at - 40), at + 40);
}
