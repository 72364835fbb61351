/** Specifies that Buffers which are kept for a while stay alive for so long, and no longer. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { KEPT, keeping } from '../../../fixtures/buffers/kept.ts';

/** Collects garbage, once whatever is on the stack is done with. */
async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  await new Promise((resolve) => void setImmediate(resolve));
  gc();
}

describe('Buffers that are kept for a while', () => {
  it('are as many as it says, and the others can be collected', async () => {
    const made: WeakRef<Buffer>[] = [];
    const make = keeping((bytes) => {
      const buffer = Buffer.allocUnsafeSlow(bytes);
      made.push(new WeakRef(buffer));
      return buffer;
    }, 100);
    for (let call = 0; call < 3 * KEPT; call++) make();
    await collect();
    const alive = made.map((one) => one.deref() !== undefined);
    expect(alive.slice(-KEPT)).to.not.include(false);
    expect(alive.slice(0, KEPT)).to.not.include(true);
    expect(make()).to.equal(100);
  });
});
