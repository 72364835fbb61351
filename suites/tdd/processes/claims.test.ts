/** The claim of more workers, from the inside: its contenders answer rightly also where it is not asked (row C10). */
import { availableParallelism } from 'node:os';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import claim from '../../../bench/claims/processes/more-workers-more-throughput.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { compute, startServing } from '../../../fixtures/processes/serving.ts';

suite('more workers, more throughput', () => {
  test('C10: one process, two workers and four answer the same, and end', async () => {
    const given = { steps: 1000 } as const;
    for (const contender of Object.values(claim.contenders)) {
      const timed = await contender(given);
      try {
        expect(await timed()).to.deep.equal(claim.answer!(given));
        expect(timed.served!.url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/1000$/);
      } finally {
        await timed[Symbol.asyncDispose]!();
      }
    }
  });

  test('C10: is asked where there are four processors, and elsewhere says what is missing', () => {
    const count = availableParallelism();
    expect(claim.lacks!()).to.equal(count >= 4 ? undefined : `it needs 4 processors, and there are ${count}`);
  });

  test('what they compute is what the C++ standard says of minstd_rand: 399268537 after 10,000 steps', () => {
    expect(compute(10_000)).to.equal(399_268_537);
  });

  test('a server without a worker is refused', async () => {
    expect(await rejectionOf(startServing(0))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});
