/** Every claim's contenders, called once at every case: they answer what the claim says of them. Nothing is timed. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { after, before } from 'mocha';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../../../bench/claim.ts';
import { casesOf } from '../../../bench/harness/catalog/cases.ts';
import { faultOf } from '../../../bench/harness/catalog/faults.ts';
import { findClaims } from '../../../bench/harness/catalog/find.ts';
import { prove } from '../../../bench/harness/worker/proof.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const found = await findClaims({ claims: `${root}bench/claims`, controls: `${root}bench/controls` });
const all = await Promise.all(
  found.map(async ({ id, module }) => ({ id, claim: ((await import(module)) as { default: Claim }).default })),
);

suite('the claims', () => {
  const directory = temporaryDirectory();
  let original: string | undefined;
  // What contenders leave in the folder for temporary files goes with it, as in a measured process.
  before(() => {
    original = process.env['TMPDIR'];
    process.env['TMPDIR'] = directory.fresh();
  });
  after(() => {
    if (original === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = original;
  });

  for (const { id, claim } of all) {
    const lacks = claim.lacks?.();
    const { cases } = casesOf(claim, { quick: false, parameters: {} });

    test(`${id} is without fault, and has cases`, () => {
      expect(faultOf(claim)).to.equal(undefined);
      expect(cases).to.have.length.above(0);
      expect(casesOf(claim, { quick: true, parameters: {} }).cases).to.have.length.within(1, cases.length);
    });

    if (lacks !== undefined) {
      test.skip(`${id} answers rightly (skipped: ${lacks})`);
      continue;
    }

    test(`${id} answers rightly, but for those that it says do not`, async () => {
      for (const given of cases) {
        const answers = new Map<string, unknown>();
        for (const [name, contender] of Object.entries(claim.contenders)) {
          const timed = await contender(given);
          try {
            answers.set(name, await timed());
            // A second call answers the same: nothing is used up.
            if (given === cases[0]) expect(await timed(), name).to.deep.equal(answers.get(name));
            // A process that others have used may give memory back meanwhile: only in a fresh one it is 0 or more.
            if (claim.metric === 'figure') expect(await timed.figure?.()).to.satisfy(Number.isFinite);
          } finally {
            await timed[Symbol.asyncDispose]?.();
          }
        }
        const right = claim.answer ? claim.answer(given) : answers.get(claim.favours);
        const wrong = claim.wrong?.(given) ?? {};
        const proof = prove(answers, right, wrong);
        const unexpected = Object.entries(proof).filter(
          ([name, answer]) => answer.right === Object.hasOwn(wrong, name),
        );
        expect(unexpected, JSON.stringify(given)).to.deep.equal([]);
      }
    });
  }

  test('Buffer.concat against joining is asked where joining is right and where it is wrong', () => {
    const { claim } = all.find(({ id }) => id === 'buffers/concat-beats-joining')!;
    const wrong = casesOf(claim, { quick: false, parameters: {} }).cases.map((given) => claim.wrong!(given));
    expect(wrong.some((names) => '+=' in names)).to.equal(true);
    expect(wrong.some((names) => !('+=' in names))).to.equal(true);
  });

  test('the slab is marked where the notes say it ends, and where the running Node.js does', () => {
    const { claim } = all.find(({ id }) => id === 'buffers/small-buffers-come-from-a-slab')!;
    expect(claim.landmarks!().map(({ at }) => at)).to.deep.equal([8192, Buffer.poolSize >>> 1]);
  });
});
