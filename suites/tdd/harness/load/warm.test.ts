/** When a server is warm. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { isWarm } from '../../../../bench/harness/load/warm.ts';

suite('a server', () => {
  test('is cold at first, and behind one turn', () => {
    expect([isWarm([]), isWarm([50])]).to.deep.equal([false, false]);
  });

  test('is warm when a turn costs no less than the cheapest before it', () => {
    expect(isWarm([50, 50])).to.equal(true);
    expect(isWarm([120, 60, 58])).to.equal(true);
    expect(isWarm([120, 60, 90])).to.equal(true);
  });

  test('is still cold while it gets cheaper', () => {
    expect(isWarm([120, 60])).to.equal(false);
    expect(isWarm([120, 130, 60])).to.equal(false);
    expect(isWarm([100, 94])).to.equal(false);
    expect(isWarm([100, 96])).to.equal(true);
  });

  test('is taken for warm behind five turns, whatever they cost', () => {
    expect(isWarm([60, 50, 40, 30])).to.equal(false);
    expect(isWarm([60, 50, 40, 30, 20])).to.equal(true);
  });
});
