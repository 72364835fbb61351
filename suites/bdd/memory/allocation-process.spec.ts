/** Allocating in a process of its own, from the outside: it answers, has its flags, and ends. */
import fs from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { lacksSemiSpaces, startAllocating } from '../../../fixtures/memory/allocation-process.ts';
import { rejectionOf } from '../../support/rejection.ts';

const MiB = 1024 * 1024;

describe('an allocating process (G7)', () => {
  /** 18 MB of objects: they fill 1 MiB at least 17 times, and 16 MiB once. */
  const OBJECTS = 450_000;

  it('answers each run with the weight of what it replaced, and ends when it is let go, twice if need be', async () => {
    const child = startAllocating(16, { live: 60_000, objects: OBJECTS });
    expect([await child.run(), await child.run()]).to.deep.equal([OBJECTS, OBJECTS]);
    const { weight, scavenges, semiSpace } = await child.watch();
    expect(semiSpace).to.be.within(15.5 * MiB, 16 * MiB);
    expect(scavenges).to.be.within(1, 3);
    expect(weight).to.equal(OBJECTS);
    await child[Symbol.asyncDispose]();
    await child[Symbol.asyncDispose]();
    expect(await rejectionOf(child.run())).to.have.property('code', 'ERR_CHILD_ENDED');
  });

  it('G7: has semispaces of the size that is asked for, and scavenges though everything survives', async () => {
    await using child = startAllocating(1, { live: 60_000, objects: OBJECTS });
    await child.run(); // a V8 that may, pretenures by now
    const { scavenges, semiSpace } = await child.watch();
    expect(semiSpace).to.be.within(0.97 * MiB, MiB);
    expect(scavenges).to.be.at.least(17);
  });

  it('G7: has the semispaces that V8 chooses, where no size is asked for: they grow while much survives', async () => {
    await using child = startAllocating('default', { live: 60_000, objects: OBJECTS });
    const { semiSpace: before } = await child.watch();
    for (let run = 0; run < 10; run += 1) await child.run();
    const { semiSpace } = await child.watch();
    expect(semiSpace)
      .to.be.at.least(before)
      .and.above(1.5 * MiB);
    expect(lacksSemiSpaces()).to.equal(undefined);
  });

  it('says so where it ends during a run, and where it has just died', async () => {
    await using child = startAllocating(1, { live: 10, objects: Number.MAX_SAFE_INTEGER });
    const run = rejectionOf(child.run());
    process.kill(child.pid, 'SIGKILL');
    // Dead, and nothing has told this process: the loop has not gone round, and the channel is still there.
    while (fs.existsSync('/proc/self/stat') && !/\) Z /.test(fs.readFileSync(`/proc/${child.pid}/stat`, 'latin1')));
    const another = rejectionOf(child.run());
    for (const error of [await run, await another]) {
      expect(error).to.have.property('code', 'ERR_CHILD_ENDED');
    }
    expect(await run)
      .to.have.property('message')
      .that.includes('SIGKILL');
  });

  it('is refused without a semispace of a power of two, or without objects', () => {
    const refused = { code: 'ERR_OUT_OF_RANGE' };
    expect(() => startAllocating(1, { live: 0, objects: 1 }))
      .to.throw(RangeError)
      .that.includes(refused);
    for (const semiSpace of [0.5, 0, 3]) {
      expect(() => startAllocating(semiSpace, { live: 1, objects: 1 }))
        .to.throw(RangeError)
        .that.includes(refused);
    }
  });
});
