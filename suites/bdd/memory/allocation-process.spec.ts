/** Allocating in a process of its own, from the outside: it answers, has its flags, and ends. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { startAllocating } from '../../../fixtures/memory/allocation-process.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('an allocating process (G7)', () => {
  it('answers each run with the weight of what it replaced', async () => {
    await using child = startAllocating(1, { live: 10, objects: 1000 });
    expect([await child.run(), await child.run()]).to.deep.equal([1000, 1000]);
  });

  it('ends when it is let go, twice if need be, and answers no more', async () => {
    const child = startAllocating(1, { live: 10, objects: 10 });
    expect(await child.run()).to.equal(10);
    await child[Symbol.asyncDispose]();
    await child[Symbol.asyncDispose]();
    expect(await rejectionOf(child.run())).to.have.property('code', 'ERR_CHILD_ENDED');
  });

  it('says so where it ends during a run', async () => {
    await using child = startAllocating(1, { live: 10, objects: Number.MAX_SAFE_INTEGER });
    const run = rejectionOf(child.run());
    process.kill(child.pid, 'SIGKILL');
    expect(await run).to.have.property('code', 'ERR_CHILD_ENDED');
    expect(await run)
      .to.have.property('message')
      .that.includes('SIGKILL');
  });

  it('is refused without a semispace, or without objects', () => {
    const refused = { code: 'ERR_OUT_OF_RANGE' };
    expect(() => startAllocating(1, { live: 0, objects: 1 }))
      .to.throw(RangeError)
      .that.includes(refused);
    expect(() => startAllocating(0.5, { live: 1, objects: 1 }))
      .to.throw(RangeError)
      .that.includes(refused);
  });
});
