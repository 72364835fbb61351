/** Metrics beside time, judged: verdicts of claims about them, and what is told of them beside other claims. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import type { Metric, ProbeRecord, ResultRecord } from '../../../bench/results.ts';
import { json } from '../../../reports/formats/json.ts';
import type { CaseReport, MetricReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, type MadeClaim } from '../../support/made-run.ts';

type Two = readonly [number, number];

/** A probe round for each of the values, of the favoured one and of the baseline. */
function probesOf(values: readonly Partial<Record<Metric, Two>>[]): ProbeRecord[] {
  const each = (pairs: Partial<Record<Metric, Two>>, at: 0 | 1) =>
    Object.fromEntries(Object.entries(pairs).map(([metric, pair]) => [metric, pair[at]]));
  return values.map((pairs) => ({
    kind: 'probe',
    claim: 'made/claim-0',
    case: '',
    at: 2000,
    loaded: ['slow', 'quick'],
    calls: 1000,
    values: { quick: each(pairs, 0), slow: each(pairs, 1) },
  }));
}

/** Six rounds of the same, a little apart from each other. */
function six(metric: Metric, [one, other]: Two): Partial<Record<Metric, Two>>[] {
  return Array.from({ length: 6 }, (_, at) => ({ [metric]: [one * (1 + at / 1000), other] as const }));
}

/** A run of one claim with one case, and the probes behind its turns. */
function judged(probes: readonly ProbeRecord[], claim: Partial<MadeClaim> = {}): CaseReport {
  const records: ResultRecord[] = madeRun([{ cases: [{ logs: logsAbout(0.3) }], ...claim }]);
  const withProbes = [...records.slice(0, -1), ...probes, ...records.slice(-1)];
  return judgeRun(withProbes).claims[0]!.cases[0]!;
}

/** The same for a claim that takes no turns. */
function judgedBy(metric: Metric, rounds: readonly Partial<Record<Metric, Two>>[]): CaseReport | undefined {
  const records = madeRun([{ metric, cases: [{ logs: logsAbout(0.3) }] }]).filter(({ kind }) => kind !== 'round');
  return judgeRun([...records, ...probesOf(rounds)]).claims[0]!.cases[0];
}

function metricIn(one: CaseReport, metric: Metric): MetricReport | undefined {
  return one.metrics?.find((each) => each.metric === metric);
}

suite('a claim about a metric beside time', () => {
  test('is judged by its probe rounds', () => {
    const one = judgedBy('allocated', six('allocated', [1024, 4096]))!;
    expect(one.verdict).to.equal('confirmed');
    expect(one.ratio!.estimate).to.be.within(3.98, 4);
    expect(one.together).to.have.length(6);
    expect(one.apart).to.deep.equal([]);
    expect(one.reason).to.match(/^quick allocates less than slow by 3\.99/);
    expect(one.contenders.map(({ value }) => Math.round(value!.estimate))).to.deep.equal([1027, 4096]);
    expect(one.contenders[1]!.timesFavoured!.estimate).to.be.within(3.98, 4);
  });

  test('has no doubt that only turns could have', () => {
    expect(judgedBy('allocated', six('allocated', [1024, 4096]))!.doubts).to.deep.equal([]);
    const few = judgedBy('allocated', six('allocated', [1024, 4096]).slice(2))!;
    expect(few.doubts.map(({ code }) => code)).to.deep.equal(['few-rounds']);
    expect(few.verdict).to.equal('inconclusive');
  });

  for (const { values, verdict, reason } of [
    { values: [0, 0], verdict: 'equivalent', reason: 'neither allocates anything, in any of 6 rounds.' },
    {
      values: [0, 1228.8],
      verdict: 'confirmed',
      reason: 'quick allocates nothing, slow 1.2 KiB: so in all of 6 rounds, and beyond any margin.',
    },
    {
      values: [4096, 0],
      verdict: 'refuted',
      reason: /^slow allocates nothing, quick 4 KiB: so in all of 6 rounds/,
    },
  ] as const) {
    test(`is ${verdict} where it reads ${values.join(' and ')} in every round, and has no ratio`, () => {
      const one = judgedBy('allocated', six('allocated', values))!;
      expect(one.verdict).to.equal(verdict);
      expect(one.ratio).to.equal(undefined);
      expect(one.together).to.deep.equal([]);
      if (reason instanceof RegExp) expect(one.reason).to.match(reason);
      else expect(one.reason).to.equal(reason);
    });
  }

  test('is inconclusive where a 0 comes and goes, and says why', () => {
    const one = judgedBy('gc time', [...six('gc time', [0, 2]), { 'gc time': [1, 2] }])!;
    expect(one.verdict).to.equal('inconclusive');
    expect(one.reason).to.equal('no ratio: some of the rounds read 0.');
    expect(one.moreRounds).to.equal(undefined);
  });

  test('is inconclusive where one reads 0 and the other hardly more than can be told from it, and says so', () => {
    for (const [values, reason] of [
      [[0, 2.1], 'no ratio: quick reads 0, and slow with 2.1 B too little to be told from it.'],
      [[2.1, 0], 'no ratio: slow reads 0, and quick with 2.1 B too little to be told from it.'],
    ] as const) {
      const one = judgedBy('allocated', six('allocated', values))!;
      expect([one.verdict, one.reason]).to.deep.equal(['inconclusive', reason]);
    }
  });

  test('is not confirmed by a 0 that so many comparisons might bring about', () => {
    const cases = ['a', 'b'].map((kind) => ({ given: { kind }, logs: logsAbout(0.3) }));
    const turns = madeRun([{ metric: 'allocated', cases }]).filter(({ kind }) => kind !== 'round');
    const probes = ['a', 'b'].flatMap((kind) =>
      probesOf(six('allocated', [0, 90])).map((one) => ({ ...one, case: `kind=${kind}` })),
    );
    const [claim] = judgeRun([...turns, ...probes]).claims;
    expect(claim!.cases.map(({ verdict }) => verdict)).to.deep.equal(['inconclusive', 'inconclusive']);
    expect(claim!.cases[0]!.reason).to.match(
      /; 6 rounds of it are too few among .*; about 1 further round would settle it\.$/,
    );
    expect(claim!.cases.map(({ moreRounds }) => moreRounds)).to.deep.equal([1, 1]);
    expect(claim!.cases[0]!.doubts.map(({ code }) => code)).to.deep.equal(['only-alone']);
  });

  test('is not measured where no probe round was taken', () => {
    expect(judgedBy('allocated', [])).to.equal(undefined);
  });

  test('is refuted by its answers as every other', () => {
    const answers = { quick: { right: false, shown: '2' }, slow: { right: true, shown: '1' } };
    const records = madeRun([{ metric: 'allocated', cases: [{ logs: logsAbout(0.3), answers }] }]);
    const probed = [...records.filter(({ kind }) => kind !== 'round'), ...probesOf(six('allocated', [1, 2]))];
    const one = judgeRun(probed).claims[0]!.cases[0]!;
    expect([one.verdict, one.ground, one.ratio]).to.deep.equal(['refuted', 'answers', undefined]);
  });

  test('about processor time is judged by the turns’ own column', () => {
    const cases = [{ logs: logsAbout(0), cpuLogs: logsAbout(0.5), apart: [] }];
    const one = judgeRun(madeRun([{ metric: 'cpu time', cases }])).claims[0]!.cases[0]!;
    expect(one.verdict).to.equal('confirmed');
    expect(one.reason).to.match(/^quick takes less processor time than slow by 1\.6/);
    expect(one.otherClock).to.equal(undefined);
  });
});

suite('the metrics beside the claim’s own', () => {
  test('are none where no probe was asked for', () => {
    expect(judged([])).to.not.have.property('metrics');
  });

  test('have an interval on the ratio, and what each contender had', () => {
    const one = judged(probesOf(six('first call', [1000, 2000])));
    const told = metricIn(one, 'first call')!;
    expect(told.ratio!.low).to.be.above(1.98);
    expect(told.values.map(({ name, value }) => [name, Math.round(value.estimate)])).to.deep.equal([
      ['quick', 1003],
      ['slow', 2000],
    ]);
    expect(told).to.not.have.property('says');
  });

  test('leave the verdict and its interval as they are', () => {
    const { metrics: _, ...withProbes } = judged(probesOf(six('allocated', [9, 1])));
    expect(withProbes).to.deep.equal(judged([]));
  });

  test('say in words why there is no ratio', () => {
    const rounds = six('gc count', [0, 0.5]).map((one) => ({ ...one, 'gc time': [0, 0] as const }));
    const one = judged(probesOf(rounds));
    expect(metricIn(one, 'gc count')).to.deep.include({ says: 'quick causes no garbage collection, slow 1 in 2' });
    expect(metricIn(one, 'gc time')).to.deep.include({ says: 'neither causes a garbage collection' });
    expect(metricIn(one, 'gc count')).to.not.have.property('ratio');
  });

  test('leave out what this runtime cannot tell', () => {
    const one = judged(probesOf(six('allocated', [1, 2])));
    expect(one.metrics!.map(({ metric }) => metric)).to.deep.equal(['cpu time', 'allocated']);
  });

  test('take processor time from the turns, where there are any', () => {
    const cases = [{ logs: logsAbout(0.3), cpuLogs: logsAbout(0.7) }];
    const one = judged(probesOf(six('cpu time', [1, 1])), { cases });
    expect(Math.log(metricIn(one, 'cpu time')!.ratio!.estimate)).to.be.closeTo(0.7, 1e-9);
    const probed = judgedBy(
      'allocated',
      six('allocated', [1, 2]).map((each) => ({ ...each, 'cpu time': [1, 8] as const })),
    )!;
    expect(metricIn(probed, 'cpu time')!.ratio!.estimate).to.be.closeTo(8, 1e-9);
  });

  test('do not say again what the claim is about', () => {
    const one = judgedBy('allocated', six('allocated', [1024, 4096]))!;
    expect(one).to.not.have.property('metrics');
  });

  test('can be told as JSON, with their place', () => {
    const records = madeRun([{ cases: [{ logs: logsAbout(0.3) }] }]);
    const report = judgeRun([...records, ...probesOf(six('allocated', [0, 2]))]);
    const [one] = (JSON.parse(json(report)) as typeof report).claims[0]!.cases;
    const told = one!.metrics!.find(({ metric }) => metric === 'allocated')!;
    expect(Object.keys(told)).to.deep.equal(['says', 'metric', 'values']);
  });
});
