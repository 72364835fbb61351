/** What is counted in a turn of load, and what several turns say together. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { latencyAt, TallyKeeper, type Tally } from '../../../../bench/harness/load/tally.ts';

/** A turn with these latencies in microseconds, an answer each millisecond. */
function turnOf(latencies: readonly number[], errors = 0): Tally {
  let now = 0n;
  const keeper = new TallyKeeper(() => (now += 1_000_000n));
  for (const latency of latencies) keeper.answer(latency * 1000);
  for (let error = 0; error < errors; error++) keeper.error();
  return keeper.close();
}

suite('the tally of a turn of load', () => {
  test('counts answers and errors, and the time from the first answer to the last', () => {
    const { answered, errors, lasted } = turnOf([100, 200, 300], 2);
    expect({ answered, errors, lasted }).to.deep.equal({ answered: 3, errors: 2, lasted: 2_000_000 });
  });

  test('lasts no time where there is one answer or none', () => {
    expect(turnOf([100]).lasted).to.equal(0);
    expect(turnOf([], 1)).to.include({ answered: 0, errors: 1, lasted: 0 });
  });

  test('has latencies to the microsecond: the half of them, and 99 of 100', () => {
    const turn = turnOf(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(latencyAt(0.5, [turn])).to.equal(50_000);
    expect(latencyAt(0.99, [turn])).to.equal(99_000);
    expect(latencyAt(1, [turn])).to.equal(100_000);
  });

  test('has no latency where nothing was answered', () => {
    expect(latencyAt(0.5, [turnOf([], 3)])).to.equal(undefined);
    expect(latencyAt(0.5, [])).to.equal(undefined);
  });

  test('takes what took longer than a minute for a minute, and what took no time for a microsecond', () => {
    expect(latencyAt(1, [turnOf([90e6])])).to.be.within(60e9, 60.1e9);
    expect(latencyAt(1, [turnOf([0])])).to.equal(1000);
  });

  test('says of several turns what it says of one with all their requests, to three digits', () => {
    const latencies = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(latencies, { minLength: 1, maxLength: 3 }), (turns) => {
        const all = turns.flat().toSorted((a, b) => a - b);
        for (const share of [0.5, 0.99, 1]) {
          const exact = 1000 * all[Math.ceil(share * all.length) - 1]!;
          const told = latencyAt(
            share,
            turns.map((turn) => turnOf(turn)),
          )!;
          expect(told).to.be.within(exact, exact * 1.001 + 1000);
        }
      }),
      { numRuns: 50 },
    );
  });
});
