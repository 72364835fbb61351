/** How many calls fill a turn, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { cyclesWorthTaking, fitBatches, REST } from '../../../../bench/harness/schedule/batches.ts';

const turn = 1e6;

suite('batches', () => {
  const pair = ['a', 'b'] as const;

  test('fill a turn', () => {
    const { batches } = fitBatches({ a: 10, b: 10_000 }, turn, { pair, ready: 100e6 });
    expect(batches).to.deep.equal({ a: 100_000, b: 100 });
  });

  for (const [a, b] of [
    [100, 160],
    [100, 900],
    [900, 100],
    [100, 6300],
  ] as const) {
    test(`of the compared pair are the same, though one seems to cost ${b / a} of the other`, () => {
      const { batches } = fitBatches({ a, b }, turn, { pair, ready: 100e6 });
      expect(batches['a']).to.equal(batches['b']);
      expect(batches['a']).to.be.within(turn / Math.max(a, b), turn / Math.min(a, b));
    });
  }

  test('of the compared pair are the same, whatever a third contender costs', () => {
    for (const third of [1, 40, 50, 130, 900, 1e6]) {
      const { batches } = fitBatches({ c: third, a: 100, b: 380 }, turn, { pair, ready: 100e6 });
      expect(batches['a'], String(third)).to.equal(batches['b']);
    }
  });

  test('are those of the pair for a third that costs about the same, and its own for another', () => {
    const { batches } = fitBatches({ a: 100, b: 200, c: 130, d: 100_000 }, turn, { pair, ready: 100e6 });
    expect(batches['c']).to.equal(batches['a']);
    expect(batches['d']).to.equal(10);
  });

  test('are one call where a call is longer than a turn', () => {
    expect(fitBatches({ a: 5e9, b: 3e6 }, turn, { pair, ready: 100e6 }).batches).to.deep.equal({ a: 1, b: 1 });
  });

  test('are finite where a call costs nothing that can be seen', () => {
    const { batches, cycles } = fitBatches({ a: 0, b: 0 }, turn, { pair, ready: 100e6 });
    expect(batches['a']).to.satisfy(Number.isSafeInteger);
    expect(cycles).to.satisfy(Number.isSafeInteger);
  });
});

suite('cycles', () => {
  test('are fewer where they are longer, yet never so few that a median means nothing', () => {
    const cyclesOf = (a: number, b: number) => fitBatches({ a, b }, turn, { pair: ['a', 'b'], ready: 100e6 }).cycles;
    expect(cyclesOf(100, 100)).to.be.above(cyclesOf(100, 15e6));
    expect(cyclesOf(100, 15e6)).to.be.at.least(cyclesOf(5e9, 5e9));
    expect(cyclesOf(5e9, 5e9)).to.be.at.least(3);
  });

  test('are as many as if one that rests in most of them cost as much less', () => {
    const costs = { a: 1e6, b: 1e6, slow: 1e9 };
    const pair = ['a', 'b'] as const;
    const cyclesOf = (all: Record<string, number>, resting: readonly string[]) =>
      fitBatches(all, turn, { pair, ready: 3000e6, resting }).cycles;
    expect(cyclesOf(costs, ['slow'])).to.equal(cyclesOf({ ...costs, slow: 1e9 / REST }, []));
    expect(cyclesOf(costs, ['slow'])).to.be.above(cyclesOf(costs, []));
  });
});

suite('cycles of a further round', () => {
  const cost = { ready: 100e6, turns: 40e6 };
  /** Six rounds, which differ from each other by `between` and in themselves by `within`. */
  const taken = (between: number, within: number) =>
    [-1, 1, -1, 1, -1, 1].map((side) => ({
      logs: Array.from({ length: 20 }, (_, cycle) => side * between + within * ((cycle % 5) - 2)),
      cost,
    }));

  test('are many where turns differ more than processes, and few where processes do', () => {
    const [few, middle, many] = [taken(0.3, 0.01), taken(0.05, 0.1), taken(0.005, 0.1)].map(cyclesWorthTaking);
    expect(few).to.equal(5);
    expect(middle).to.be.within(8, 40);
    expect(many).to.be.above(100);
  });

  test('are more where it costs more to start a process', () => {
    const dear = taken(0.05, 0.1).map(({ logs }) => ({ logs, cost: { ready: 900e6, turns: 40e6 } }));
    expect(cyclesWorthTaking(dear)!).to.be.closeTo(3 * cyclesWorthTaking(taken(0.05, 0.1))!, 2);
  });

  test('never take half a second, unless five do', () => {
    const slow = taken(0, 0.1).map(({ logs }) => ({ logs, cost: { ready: 100e6, turns: 20 * 40e6 } }));
    expect(cyclesWorthTaking(slow)).to.equal(12);
    const slower = taken(0, 0.1).map(({ logs }) => ({ logs, cost: { ready: 100e6, turns: 20 * 400e6 } }));
    expect(cyclesWorthTaking(slower)).to.equal(5);
  });

  test('cannot be told of one round, of rounds of one cycle, or where nobody looked at the clock', () => {
    expect(cyclesWorthTaking(taken(0.1, 0.1).slice(0, 1))).to.equal(undefined);
    expect(
      cyclesWorthTaking([
        { logs: [1], cost },
        { logs: [2], cost },
      ]),
    ).to.equal(undefined);
    expect(cyclesWorthTaking(taken(0.1, 0.1).map(({ logs }) => ({ logs })))).to.equal(undefined);
  });
});
