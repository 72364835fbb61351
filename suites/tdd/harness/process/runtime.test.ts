/** What a runtime is believed, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { believed } from '../../../../bench/harness/process/runtime.ts';

suite('what a runtime tells', () => {
  test('is believed where nobody has found out otherwise', () => {
    expect(believed({ allocated: 0, 'cpu time': 5 }, undefined)).to.deep.equal({ allocated: 0, 'cpu time': 5 });
    expect(believed({ allocated: 0 }, {})).to.deep.equal({ allocated: 0 });
  });

  test('is left out where it cannot be told, whatever figure it gave', () => {
    const untold = { allocated: 'Bun cannot tell "allocated"', 'gc count': 'nor that' };
    expect(believed({ allocated: 0, 'gc count': 7, 'cpu time': 5 }, untold)).to.deep.equal({ 'cpu time': 5 });
  });
});
