/** The claim of more workers, from the inside: its contenders answer rightly also where it is not asked (row C10). */
import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import claim from '../../../bench/claims/processes/more-workers-more-throughput.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { skip } from '../../support/skip.ts';
import { listeningSockets, listeningSocketsTold } from '../../../fixtures/processes/listening-sockets.ts';
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

  test('C10: the workers hold the listening socket where the system is to choose, and else the primary alone', async function () {
    if (!listeningSocketsTold) skip(this, 'only Linux tells who holds a socket');
    for (const [scheduling, holders] of [
      ['rr', 0],
      ['none', 2],
    ] as const) {
      await using server = await startServing(2, scheduling);
      const workers = fs.readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim().split(' ');
      expect(workers).to.have.length(2);
      const holding = workers.filter((pid) => listeningSockets(Number(pid)).some(({ port }) => port === server.port));
      expect(holding, scheduling).to.have.length(holders);
    }
  });

  test('a server without a worker is refused', async () => {
    expect(await rejectionOf(startServing(0))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });
});
