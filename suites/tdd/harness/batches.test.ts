/** How many calls fill a turn, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { fitBatches } from '../../../bench/harness/batches.ts';

const turn = 1e6;

suite('batches', () => {
  test('fill a turn', () => {
    const { batches } = fitBatches({ quick: 10, slow: 10_000 }, turn);
    expect(batches).to.deep.equal({ quick: 100_000, slow: 100 });
  });

  test('are the same for contenders that cost about the same, whichever comes first', () => {
    const one = fitBatches({ a: 100, b: 160 }, turn).batches;
    expect(one['a']).to.equal(one['b']);
    const other = fitBatches({ b: 160, a: 100 }, turn).batches;
    expect(other).to.deep.equal(one);
    expect(one['a']).to.be.within(turn / 160, turn / 100);
  });

  test('are apart for contenders of which one costs many times as much', () => {
    const { batches } = fitBatches({ a: 100, b: 100_000, c: 130 }, turn);
    expect(batches['a']).to.equal(batches['c']);
    expect(batches['b']).to.equal(10);
  });

  test('are one call where a call is longer than a turn', () => {
    expect(fitBatches({ a: 5e9, b: 3e6 }, turn).batches).to.deep.equal({ a: 1, b: 1 });
  });

  test('are finite where a call costs nothing that can be seen', () => {
    const { batches, cycles } = fitBatches({ a: 0, b: 0 }, turn);
    expect(batches['a']).to.satisfy(Number.isSafeInteger);
    expect(cycles).to.satisfy(Number.isSafeInteger);
  });
});

suite('cycles', () => {
  test('are fewer where they are longer, yet never so few that a median means nothing', () => {
    const short = fitBatches({ a: 100, b: 100 }, turn).cycles;
    const long = fitBatches({ a: 100, b: 15e6 }, turn).cycles;
    const longest = fitBatches({ a: 5e9, b: 5e9 }, turn).cycles;
    expect(short).to.be.above(long);
    expect(long).to.be.at.least(longest);
    expect(longest).to.be.at.least(3);
  });
});
