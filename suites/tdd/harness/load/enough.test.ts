/** When a turn of load has seen enough: never before its time, and later where the server is slow. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { isEnough, looksOf } from '../../../../bench/harness/load/enough.ts';

const load = { connections: 16, turn: 250, turns: 3 };

suite('a turn of load', () => {
  test('lasts for its time, however many answers there are', () => {
    expect(isEnough(249, 10_000, load)).to.equal(false);
    expect(isEnough(250, 10_000, load)).to.equal(true);
  });

  test('goes on until every connection may have had two answers', () => {
    expect(isEnough(250, 31, load)).to.equal(false);
    expect(isEnough(1249, 31, load)).to.equal(false);
    expect(isEnough(300, 32, load)).to.equal(true);
  });

  test('takes two answers for enough after five times its time, and fewer never', () => {
    expect(isEnough(1250, 2, load)).to.equal(true);
    expect(isEnough(1e9, 1, load)).to.equal(false);
  });

  test('is looked at when its time is up, and when fewer answers will do', () => {
    for (const after of looksOf(load)) {
      expect(isEnough(after - 1, 2, { ...load, connections: after === 250 ? 1 : 16 })).to.equal(false);
      expect(isEnough(after, 2, { ...load, connections: after === 250 ? 1 : 16 })).to.equal(true);
    }
  });
});
