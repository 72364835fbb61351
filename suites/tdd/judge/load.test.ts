/** Doubts about servers under load: of figures that are those of the generator, of a queue, or of the requests that went well. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { Load, Metric, ProbeRecord, ResultRecord } from '../../../bench/results.ts';
import type { CaseReport } from '../../../reports/model.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';

type Read = Partial<Record<Metric, number>>;

const CLOSED: Load = { connections: 16, turn: 400, turns: 3 };
const OPEN: Load = { ...CLOSED, rate: 1000 };
/** Nanoseconds from one answer to the next, 2,000 and 1,000 a second. */
const [QUICK, SLOW] = [0.5e6, 1e6];

/** Six rounds in which the two read this, a little apart from each other. */
function judged(
  metric: Metric,
  load: Load,
  quick: Read,
  slow: Read,
  sweepOf: (round: number) => ProbeRecord['sweep'] = () => undefined,
): CaseReport {
  const records = madeRun([{ metric, cases: [{ logs: logsAbout(0.3) }] }])
    .filter(({ kind }) => kind !== 'round')
    .map((one): ResultRecord => {
      if (one.kind !== 'claim') return one;
      return { ...one, claim: { ...one.claim, cases: one.claim.cases.map((each) => ({ ...each, load })) } };
    });
  const probes = Array.from({ length: 6 }, (_, at): ProbeRecord => {
    const own = { throughput: QUICK, 'latency p99': 1e6, errors: 0, 'loop utilisation': 0.99, ...quick };
    const other = {
      throughput: SLOW * (1 + at / 1000),
      'latency p99': 3e6,
      errors: 0,
      'loop utilisation': 0.99,
      ...slow,
    };
    return {
      kind: 'probe',
      claim: 'made/claim-0',
      case: '',
      at: 2000,
      loaded: ['slow', 'quick'],
      calls: 1000,
      values: { quick: own, slow: other },
      sweep: sweepOf(at),
    };
  });
  return judgeRun([...records, ...probes]).claims[0]!.cases[0]!;
}

const codes = ({ doubts }: CaseReport) => doubts.map(({ code }) => code);

suite('a case about servers under load', () => {
  test('is judged by its metric, and has no doubt where all went well', () => {
    const one = judged('throughput', CLOSED, {}, {});
    expect(one.verdict).to.equal('confirmed');
    expect(one.ratio!.estimate).to.be.closeTo(2, 0.01);
    expect(codes(one)).to.deep.equal([]);
    expect(codes(judged('latency p99', OPEN, {}, {}))).to.deep.equal([]);
  });

  test('is about the generator where a server waits for requests', () => {
    const one = judged('throughput', CLOSED, { 'loop utilisation': 0.6 }, { 'loop utilisation': 0.89 });
    expect(codes(one)).to.deep.equal(['not-loaded']);
    expect(one.doubts[0]!.says).to.equal(
      '"quick" was idle for 40 % of the time, "slow" was idle for 11 % of the time: there its throughput is that of whoever loads it.',
    );
    expect(codes(judged('throughput', CLOSED, { 'loop utilisation': 0.91 }, {}))).to.deep.equal([]);
  });

  test('may be idle in an open model, or where its throughput is not asked for', () => {
    const idle = { 'loop utilisation': 0.1 };
    expect(codes(judged('throughput', { ...OPEN, rate: 900 }, idle, idle))).to.deep.equal([]);
    expect(codes(judged('cpu time', CLOSED, { ...idle, 'cpu time': 1 }, { ...idle, 'cpu time': 2 }))).to.deep.equal([]);
  });

  test('is about a queue where a server falls behind the rate', () => {
    const one = judged('latency p99', { ...OPEN, rate: 1500 }, {}, {});
    expect(codes(one)).to.deep.equal(['fell-behind']);
    expect(one.doubts[0]!.says).to.match(/^Of 1500 requests a second, "slow" answered 99\d: /);
    expect(codes(judged('latency p99', { ...OPEN, rate: 1040 }, {}, {}))).to.deep.equal([]);
  });

  test('is about the requests that went well where some did not', () => {
    const one = judged('throughput', CLOSED, { errors: 0.02 }, { errors: 0.001 });
    expect(codes(one)).to.deep.equal(['failed-requests']);
    expect(one.doubts[0]!.says).to.equal(
      'Requests had no right answer: 2 % of those to "quick". The figures are about the others.',
    );
    expect(codes(judged('errors', CLOSED, { errors: 0.02 }, { errors: 0.3 }))).to.deep.equal([]);
  });

  test('has the others of its metrics beside it', () => {
    const beside = judged('throughput', CLOSED, {}, {}).metrics!.map(({ metric }) => metric);
    expect(beside).to.have.members(['loop utilisation', 'latency p99', 'errors']);
  });

  test('tells how it was loaded', () => {
    expect(judged('throughput', CLOSED, {}, {}).load).to.deep.equal(CLOSED);
    expect(judged('latency p99', OPEN, {}, {}).load).to.deep.equal(OPEN);
    expect(judged('throughput', CLOSED, {}, {})).to.not.have.property('sweeps');
  });
});

suite('a sweep over connections', () => {
  const numbers = [1, 4, 16];
  const load = { ...CLOSED, sweep: numbers };
  /** Six rounds; the time from one answer to the next, and the share for which the loop was busy, at each number. */
  const swept = (quick: readonly number[], slow: readonly number[], busy = 1, rounds = 6) => {
    const each = (times: readonly number[], round: number) =>
      times.map((time, at) => ({ connections: numbers[at]!, throughput: time * (1 + round / 1000), busy }));
    return judged('throughput', load, {}, {}, (round) =>
      round < rounds ? { quick: each(quick, round), slow: each(slow, round) } : undefined,
    );
  };

  test('tells the throughput at every number, and where the knee is', () => {
    const { sweeps } = swept([4e6, 1e6, 1e6], [1e6, 1e6, 1e6]);
    expect(sweeps!.map(({ contender }) => contender)).to.deep.equal(['quick', 'slow']);
    expect(sweeps![0]!.points.map(({ connections }) => connections)).to.deep.equal(numbers);
    expect(sweeps![0]!.points[0]!.throughput.estimate).to.equal(4e6 * 1.0025);
    expect(sweeps!.map(({ says }) => says)).to.deep.equal([
      'quick: more than 4 connections bring less than 5 % more answers',
      'slow: more than 1 connection bring less than 5 % more answers',
    ]);
    expect(sweeps!.map(({ knee }) => knee)).to.deep.equal([
      { estimate: 4, low: 4, high: 4 },
      { estimate: 1, low: 1, high: 1 },
    ]);
  });

  test('says that it found none where every number brought more', () => {
    const none = 'quick: more connections brought more answers, up to the 16 connections that were tried';
    expect(swept([4e6, 2e6, 1e6], [1e6, 1e6, 1e6]).sweeps![0]!.says).to.equal(none);
    expect(swept([4e6, 2e6, 1e6], [1e6, 1e6, 1e6]).sweeps![0]).not.to.have.property('knee');
    // It was idle there, but is not at its end.
    expect(swept([4e6, 2e6, 1e6], [1e6, 1e6, 1e6], 0.7).sweeps![0]!.says).to.equal(none);
  });

  test('says that it is not the server’s where the loop was idle', () => {
    expect(swept([4e6, 1e6, 1e6], [1e6, 1e6, 1e6], 0.7).sweeps![0]!.says).to.match(
      /more answers; its event loop was idle for 30 % of the time there, so that something else /,
    );
  });

  test('says what is left open where no number is shown to be enough', () => {
    const noisy = judged('throughput', load, {}, {}, (round) => {
      const times = [4e6, 1e6, 1e6 * (1 + (round % 2) / 5)];
      const each = times.map((throughput, at) => ({ connections: numbers[at]!, throughput }));
      return { quick: each, slow: each };
    });
    expect(noisy.sweeps![0]!.says).to.equal(
      'quick: it could not be told where more connections bring less than 5 % more answers: at 4 connections, or behind it',
    );
    expect(noisy.sweeps![0]!.knee).to.deep.equal({ estimate: 4, low: 4 });
  });

  test('says between which numbers it lies', () => {
    const noisy = judged('throughput', load, {}, {}, (round) => {
      const times = [1.05e6 * (1 + (round % 2) / 40), 1e6, 1e6];
      const each = times.map((throughput, at) => ({ connections: numbers[at]!, throughput }));
      return { quick: each, slow: each };
    });
    expect(noisy.sweeps![0]!.says).to.equal(
      'quick: more connections bring less than 5 % more answers from some number between 1 and 4 on',
    );
    expect(noisy.sweeps![0]!.knee).to.include({ low: 1, high: 4 });
  });

  test('says how many rounds a knee takes', () => {
    expect(swept([4e6, 1e6, 1e6], [1e6, 1e6, 1e6], 1, 5).sweeps![0]!.says).to.equal(
      'quick: a knee takes 6 rounds, and there are 5',
    );
  });
});
