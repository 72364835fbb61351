/** When a server is warm. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { isWarm } from '../../../../bench/harness/load/warm.ts';

suite('a server', () => {
  test('is cold at first, and behind one turn', () => {
    expect([isWarm([], 0), isWarm([50], 1500)]).to.deep.equal([false, false]);
  });

  test('is warm when a turn costs no less than the cheapest before it', () => {
    expect(isWarm([50, 50], 1500)).to.equal(true);
    expect(isWarm([120, 60, 58], 1500)).to.equal(true);
    expect(isWarm([120, 60, 90], 1500)).to.equal(true);
  });

  test('is still cold while it gets cheaper', () => {
    expect(isWarm([120, 60], 1500)).to.equal(false);
    expect(isWarm([120, 130, 60], 1500)).to.equal(false);
    expect(isWarm([100, 94], 1500)).to.equal(false);
    expect(isWarm([100, 96], 1500)).to.equal(true);
  });

  test('is still cold where so little time has passed, however flat its turns are', () => {
    expect(isWarm([50, 50, 50, 50], 1199)).to.equal(false);
    expect(isWarm([50, 50, 50, 50], 1200)).to.equal(true);
  });

  test('need not be warm for what does not depend on how fast it is', () => {
    expect(isWarm([50, 50], 10, true)).to.equal(true);
    expect(isWarm([120, 60], 10, true)).to.equal(false);
    expect(isWarm([120, 60], 600, true)).to.equal(true);
  });

  test('is taken for warm behind two and a half seconds, whatever its turns cost', () => {
    expect(isWarm([60, 50, 40, 30], 2499)).to.equal(false);
    expect(isWarm([60, 50, 40, 30, 20], 2500)).to.equal(true);
    expect(isWarm([60], 2500)).to.equal(true);
  });
});
