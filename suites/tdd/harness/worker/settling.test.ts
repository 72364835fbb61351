/** Warming up, from the inside, with turns that cost what a test says. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { warmUp } from '../../../../bench/harness/worker/settling.ts';
import { runsOf } from '../../../support/made-noise.ts';
import type { TakeTurn } from '../../../../bench/harness/worker/timing.ts';

const warming = { turn: 1e6, least: 20e6, most: 100e6 };

/** Turns whose calls cost what is said of the call's number, and what was asked for. */
function turnsCosting(each: (turn: number) => number, overhead = 0): { take: TakeTurn; asked: number[] } {
  const asked: number[] = [];
  const take = (calls: number) => {
    asked.push(calls);
    return { wall: overhead + calls * each(asked.length - 1), cpu: 0, switches: 0 };
  };
  return { take, asked };
}

function spent(asked: readonly number[], each: number): number {
  return asked.reduce((sum, calls) => sum + calls * each, 0);
}

suite('warming up', () => {
  test('grows the batch from one call until it fills a turn', async () => {
    const { take, asked } = turnsCosting(() => 100);
    const { batch, settled } = await warmUp(take, warming);
    expect(asked[0]).to.equal(1);
    const growing = asked.slice(0, asked.indexOf(Math.max(...asked)) + 1);
    expect(growing).to.deep.equal([...new Set(growing)].toSorted((a, b) => a - b));
    for (const [index, calls] of growing.entries())
      if (index > 0) expect(calls).to.be.at.least(growing[index - 1]! * 2);
    expect(batch).to.equal(10_000);
    expect(settled).to.equal(true);
  });

  test('ends when it is flat and has lasted as long as it must', async () => {
    const { take, asked } = turnsCosting(() => 100);
    await warmUp(take, warming);
    expect(spent(asked, 100)).to.be.within(warming.least, warming.most / 2);
  });

  test('ends at the limit with turns that never become flat, and says so', async () => {
    const { take, asked } = turnsCosting((turn) => 6e5 * 1.2 ** turn);
    const { settled } = await warmUp(take, warming);
    expect(settled).to.equal(false);
    expect(asked.length).to.be.below(100);
  });

  test('waits for turns that become quicker until they no longer do', async () => {
    const { take, asked } = turnsCosting((turn) => 1e6 * 0.8 ** turn + 1e5);
    const { settled, batch } = await warmUp(take, { ...warming, least: 0 });
    expect(settled).to.equal(true);
    expect(asked.length).to.be.above(8);
    expect(batch).to.be.at.least(5);
  });

  /** Where it ends, in turns of 1 ms by the first cost, and what it says, for costs by the number of the full turn. */
  async function settle(cost: (turn: number) => number): Promise<{ turns: number; settled: boolean }> {
    let turns = 0;
    // The first turn is full: a batch of one call takes what the script says.
    const take = (calls: number) => ({ wall: 1e6 * calls * cost(turns++), cpu: 0, switches: 0 });
    const { settled } = await warmUp(take, warming);
    return { turns, settled };
  }

  test('does not stop on a step of a staircase that is shorter than what it looks at', async () => {
    for (const step of [4, 7, 10]) {
      // Four steps down, by a third each, then flat.
      const { turns, settled } = await settle((turn) => 1.5 ** (3 - Math.min(3, Math.floor(turn / step))) * 0.7);
      expect(settled, `${step}`).to.equal(true);
      expect(turns, `${step}`).to.be.at.least(3 * step + 8);
    }
  });

  test('does not take a slow creep for flat: one of 1 % a turn reaches the limit', async () => {
    expect((await settle((turn) => 0.99 ** turn)).settled).to.equal(false);
    expect((await settle((turn) => 1.01 ** turn)).settled).to.equal(false);
  });

  test('is not ended by a turn during which the processor was away', async () => {
    // Ten calls a turn, of which two in a row take twenty times as long.
    const { turns } = await settle((turn) => 0.1 * (turn === 6 || turn === 7 ? 20 : 1));
    expect(turns).to.be.at.least(16);
  });

  test('takes a creep of 0.2 % a turn for flat', async () => {
    expect((await settle((turn) => 0.998 ** turn)).settled).to.equal(true);
  });

  test('sees through collections of garbage that make every fifth turn three times as long', async () => {
    const { turns, settled } = await settle((turn) => (turn % 5 === 3 ? 3 : 1));
    expect(settled).to.equal(true);
    expect(turns).to.be.below(40);
  });

  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    test(`settles in ${shape} noise of 10 % long before the limit`, async () => {
      const noise = runsOf(shape, 61)();
      for (let seen = 0; seen < 50; seen++) {
        const { turns, settled } = await settle(() => Math.exp(0.1 * noise()));
        expect(settled).to.equal(true);
        expect(turns).to.be.below(80);
      }
    });
  }

  test('does not count turns of smaller batches when it looks whether they are flat', async () => {
    const { take, asked } = turnsCosting(() => 100, 1);
    const { settled } = await warmUp(take, { ...warming, least: 0 });
    expect(settled).to.equal(true);
    expect(asked.filter((calls) => calls === Math.max(...asked)).length)
      .to.be.at.least(asked.length / 2)
      .and.above(4);
  });

  test('of one very slow call takes one turn of one call, and does not hold that against it', async () => {
    const { take, asked } = turnsCosting(() => 3e9);
    expect(await warmUp(take, warming)).to.deep.equal({ batch: 1, settled: true });
    expect(asked).to.deep.equal([1]);
  });

  test('of a call that takes no time at all comes to an end', async () => {
    const { take, asked } = turnsCosting(() => 0);
    const { batch } = await warmUp((calls) => {
      if (asked.length > 5000) throw new Error('it goes on and on');
      void take(calls);
      return { wall: calls >= 2 ** 30 ? 1e6 : 0, cpu: 0, switches: 0 };
    }, warming);
    expect(Number.isSafeInteger(batch)).to.equal(true);
  });

  test('lets an error of the contender out', async () => {
    let thrown: unknown;
    await warmUp(() => Promise.reject(new Error('cold')), warming).catch((error: unknown) => (thrown = error));
    expect(thrown).to.have.property('message', 'cold');
  });
});
