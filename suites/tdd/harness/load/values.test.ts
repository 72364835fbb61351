/** From scripted turns of load to the metrics of a server. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TallyKeeper } from '../../../../bench/harness/load/tally.ts';
import { sweptOf, valuesOf, type Turn } from '../../../../bench/harness/load/values.ts';
import type { Reading } from '../../../../bench/harness/worker/meter.ts';

const KiB = 1024;

interface Script {
  readonly answers: number;
  /** Microseconds from one answer to the next, and of each. */
  readonly every?: number;
  readonly errors?: number;
  readonly before?: Partial<Reading>;
  readonly after?: Partial<Reading>;
}

function turnOf({ answers, every = 100, errors = 0, before, after }: Script): Turn {
  let now = 0n;
  const keeper = new TallyKeeper(() => (now += BigInt(every * 1000)));
  for (let answer = 0; answer < answers; answer++) keeper.answer(every * 1000);
  for (let error = 0; error < errors; error++) keeper.error();
  return { tally: keeper.close(), read: { before: { cpu: 0, ...before }, after: { cpu: 0, ...after } } };
}

suite('the turns of a server', () => {
  test('have the time from one answer to the next for their throughput, and the turn in the middle is told', () => {
    const turns = [100, 900, 110].map((every) => turnOf({ answers: 11, every }));
    expect(valuesOf(turns).throughput).to.equal(110_000);
  });

  test('have all their requests in one distribution of latencies', () => {
    const turns = [turnOf({ answers: 90, every: 100 }), turnOf({ answers: 10, every: 500 })];
    expect(valuesOf(turns)['latency p50']).to.equal(100_000);
    expect(valuesOf(turns)['latency p99']).to.equal(500_000);
  });

  test('tell the share of all requests that had no right answer', () => {
    expect(valuesOf([turnOf({ answers: 30 }), turnOf({ answers: 45, errors: 25 })]).errors).to.equal(0.25);
    expect(valuesOf([turnOf({ answers: 30 })]).errors).to.equal(0);
  });

  test('cost processor time a right answer', () => {
    const turns = [3000, 1000, 2000].map((cost) =>
      turnOf({ answers: 10, before: { cpu: 7 }, after: { cpu: 7 + 10 * cost } }),
    );
    expect(valuesOf(turns)['cpu time']).to.equal(2000);
  });

  test('tell for which share of the turn in the middle the loop was busy', () => {
    const turns = [0.9, 0.2, 0.5].map((busy) => turnOf({ answers: 2, after: { busy } }));
    expect(valuesOf(turns)['loop utilisation']).to.equal(0.5);
  });

  test('tell the longest stall of the turn in the middle, and the memory at its peak by the end', () => {
    const turns = [5, 9, 7].map((stall, at) => turnOf({ answers: 2, after: { stall, grown: 100 * at } }));
    expect(valuesOf(turns)).to.include({ 'loop delay': 7, 'resident memory': 200 });
  });

  test('say nothing of what a process could not tell', () => {
    expect(valuesOf([turnOf({ answers: 2 })])).to.have.all.keys(
      'throughput',
      'latency p50',
      'latency p99',
      'errors',
      'cpu time',
    );
  });

  test('retain what grows from turn to turn, told a request', () => {
    const turns = [0, 1, 2, 3].map((at) => turnOf({ answers: 1024, after: { used: 5e6 + at * 512 * KiB } }));
    expect(valuesOf(turns).retained).to.equal(512);
  });

  test('retain nothing where it grows by less than a page in all, or shrinks', () => {
    const retained = (step: number) =>
      valuesOf([0, 1, 2, 3].map((at) => turnOf({ answers: 10, after: { used: 5e6 + at * step } }))).retained;
    expect([retained(60 * KiB), retained(-512 * KiB), retained(0)]).to.deep.equal([0, 0, 0]);
    expect(retained(65 * KiB)).to.equal(6.5 * KiB);
  });

  test('retain nothing where only the first turn left something behind, such as compiled code', () => {
    const used = [0, 5000, 5000, 5000, 5000, 5000].map((kibibytes) => 5e6 + kibibytes * KiB);
    expect(valuesOf(used.map((each) => turnOf({ answers: 10, after: { used: each } }))).retained).to.equal(0);
  });

  test('of a sweep tell throughput and how busy the loop was, for their number of connections', () => {
    const turn = turnOf({ answers: 11, every: 100, after: { busy: 0.8 } });
    expect(sweptOf(4, turn)).to.deep.equal({ connections: 4, throughput: 100_000, busy: 0.8 });
    expect(sweptOf(4, turnOf({ answers: 11 }))).to.not.have.property('busy');
  });

  test('tell only of answers where those come from other processes', () => {
    const { tally } = turnOf({ answers: 11, after: { busy: 0.8, stall: 5, grown: 5, used: 5 } });
    expect(valuesOf([{ tally }, { tally }])).to.have.all.keys('throughput', 'latency p50', 'latency p99', 'errors');
    expect(sweptOf(4, { tally })).to.deep.equal({ connections: 4, throughput: 100_000 });
  });
});
