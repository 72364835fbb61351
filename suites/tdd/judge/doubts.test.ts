/** Each doubt appears when it ought to, and only then. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Doubt } from '../../../reports/model.ts';
import type { RoundRecord } from '../../../bench/results.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import { madeDiagnosis } from '../../support/made-diagnosis.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeCase } from '../../support/made-run.ts';

const clear = logsAbout(0.7);
const doubts = (one: MadeCase): readonly Doubt[] => judgeRun(madeRun([{ cases: [one] }])).claims[0]!.cases[0]!.doubts;
const timedBack = { name: 'hot', place: 'a.ts:3', reason: 'wrong map', timed: true, times: 1 };
const inMaglev = { interpreter: 0, baseline: 0.1, maglev: 0.5, turbofan: 0.4 };
const rising = Array.from({ length: 8 }, (_, at) => 0.7 + 0.02 * at + 0.001 * (at % 2));
const humps = [1.5, 3, 1.5, 3, 1.5, 1.5, 3, 1.5, 3, 1.5].map((ratio, at) => Math.log(ratio) + (at % 3) / 1000);
const twenty = (of: (at: number) => number) => Array.from({ length: 20 }, (_, at) => of(at));

suite('doubts of a case', () => {
  test('a good case has none', () => {
    expect(doubts({ logs: clear })).to.deep.equal([]);
  });

  for (const { code, one, says } of [
    {
      code: 'few-rounds',
      one: { logs: clear.slice(0, 5), apart: clear },
      says: /^Only 5 rounds could decide, and no verdict/,
    },
    { code: 'few-rounds', one: { logs: clear.slice(0, 1), apart: clear }, says: /^Only 1 round could decide/ },
    {
      code: 'disturb-each-other',
      one: { logs: clear, apart: logsAbout(0.2) },
      says: /: 2\.\d+× \[.*\] in one process, 1\.2\d*× \[.*\] in processes of their own\.$/,
    },
    { code: 'unwatched', one: { logs: clear, apart: [] }, says: /^0 solo rounds are too few/ },
    { code: 'unwatched', one: { logs: clear, apart: clear.slice(0, 1) }, says: /^1 solo round is too few/ },
    {
      code: 'unwatched',
      one: { logs: clear, apart: clear.slice(0, 2).map((log) => log + 0.3) },
      says: /^2 solo rounds are too few .*, and hint that they do\.$/,
    },
    { code: 'not-settled', one: { logs: clear, settled: false }, says: /^"quick" and "slow" had not become steady/ },
    {
      code: 'coarse-clock',
      one: { logs: clear, turn: 4900 },
      says: /^A turn took only 4\.90 µs, and the clock makes steps of 50\.?0? ns\.$/,
    },
    {
      code: 'clocks-disagree',
      one: { logs: clear, cpuLogs: clear.map((log) => -log) },
      says: /^By the wall clock it is 2\..*by the cpu clock 0\.49/,
    },
    {
      code: 'fastest-disagrees',
      one: { logs: clear, fastest: -0.5 },
      says: /^The typical turn says 2\.01×, the fastest one 0\.607×\.$/,
    },
    {
      code: 'drift',
      one: { logs: rising, apart: logsAbout(0.77) },
      says: /^The rounds drift: from the first to the last by 15 %\.$/,
    },
    {
      code: 'two-humps',
      one: { logs: humps, apart: [...humps] },
      says: /^The rounds fall into two groups: 6 about 1\.50×, 4 about 3\.00×\.$/,
    },
    {
      code: 'two-humps-within',
      one: {
        logs: clear,
        walls: () => ({ quick: twenty(() => 1e6), slow: twenty((at) => (at % 2 ? 1.7e6 : 2.4e6) + at) }),
      },
      says: /^In 8 of 8 rounds the turns fall into two groups\.$/,
    },
    {
      code: 'still-changing',
      one: {
        logs: clear,
        walls: (round) => ({
          quick: twenty(() => 1e6 + round),
          slow: twenty((at) => 2e6 * Math.exp(-(0.1 + round / 1000) * (at / 19))),
        }),
      },
      says: /^From the first turn of a process to its last "slow" became 11 % faster\.$/,
    },
    {
      code: 'deleted',
      one: { logs: clear, more: { nothing: { quick: 34_000, slow: 60_000 } } },
      says: /^"quick" takes 100 µs a call, and a call that does nothing 34\.0 µs: was the work deleted, or folded/,
    },
    {
      code: 'deleted',
      one: { logs: clear, more: { nothing: { quick: 34_000, slow: 70_000 } } },
      says: /^"quick" takes 100 µs .* 34\.0 µs; "slow" takes 201 µs .* 70\.0 µs: was/,
    },
    {
      code: 'processor-taken',
      one: { logs: clear, switches: [0, 2, 1] },
      says: /^The processor was taken away in 16 of 24 pairs of turns\.$/,
    },
    {
      code: 'thrown-back',
      one: {
        logs: clear,
        diagnoses: { quick: madeDiagnosis({ tiers: { deopts: [timedBack, { ...timedBack, times: 2 }] } }) },
      },
      says: /^"quick" was thrown back 3 times in turns like those that were timed \(wrong map, a\.ts:3\)\.$/,
    },
    {
      code: 'still-climbing',
      one: { logs: clear, diagnoses: { slow: madeDiagnosis({ tiers: { shares: inMaglev } }) } },
      says: /^"slow" ran mostly in Maglev in turns like those that were timed, and in TurboFan half a second later\.$/,
    },
    {
      code: 'shared-modules',
      one: { logs: clear, shared: ['/a/node_modules/@b/c/d.js', '/a/e.cjs'] },
      says: /: @b\/c, \/a\/e\.cjs\.$/,
    },
  ] as { code: string; one: MadeCase; says: RegExp }[]) {
    test(`${code} says ${says.source.slice(0, 40)}, and nothing else is doubted`, () => {
      const found = doubts(one);
      expect(found.map((doubt) => doubt.code)).to.deep.equal([code]);
      expect(found[0]!.says).to.match(says);
      expect(found[0]!.advice).to.match(/\.$/);
    });
  }

  test('signs-disagree: one of six rounds on the other side is too much for the flips, not for the t interval', () => {
    // Of 64 flips, four reach as far: 6 %. With a seventh round it is four of 128.
    const logs = [0.3, -0.001, 0.31, 0.29, 0.3, 0.32];
    const codes = (some: readonly number[]) => doubts({ logs: some, apart: clear.slice(0, 1) }).map(({ code }) => code);
    expect(codes(logs)).to.deep.equal(['unwatched', 'signs-disagree']);
    expect(codes([...logs, 0.3])).to.deep.equal(['unwatched']);
  });

  test('what was deleted is told also where solo rounds decide, which ask for no cost of nothing', () => {
    const apart = logsAbout(2, 8);
    const records = madeRun([{ cases: [{ logs: clear, apart, more: { nothing: { quick: 34_000, slow: 1 } } }] }]);
    const solo = records.map((one) => (one.kind === 'round' && !one.together ? { ...one, nothing: undefined } : one));
    const [found] = judgeRun(solo).claims[0]!.cases;
    expect(found!.decidedBy).to.equal('apart');
    expect(found!.doubts.map(({ code }) => code)).to.include('deleted');
  });

  test('what costs more than three times as much as nothing was not deleted', () => {
    expect(doubts({ logs: clear, more: { nothing: { quick: 33_000, slow: 66_000 } } })).to.deep.equal([]);
  });

  test('the processor may be taken away in a third of the turns, and at any time from contenders that wait', () => {
    expect(doubts({ logs: clear, switches: [0, 2, 0] })).to.deep.equal([]);
    expect(doubts({ logs: clear, switches: [1, 2, 1], waits: true })).to.deep.equal([]);
  });

  test('nothing is doubted of code that stays where it is, or was thrown back while warming up only', () => {
    const quick = madeDiagnosis({ tiers: { deopts: [{ ...timedBack, timed: false }] } });
    const lower = madeDiagnosis({ tiers: { later: inMaglev } });
    const nothing = { interpreter: 0, baseline: 0, maglev: 0, turbofan: 0 };
    const unseen = madeDiagnosis({ tiers: { samples: 0, shares: nothing } });
    expect(doubts({ logs: clear, diagnoses: { quick, slow: { failed: 'it died' } } })).to.deep.equal([]);
    expect(doubts({ logs: clear, diagnoses: { quick: lower, slow: unseen } })).to.deep.equal([]);
  });

  test('a turn just long enough is not too coarse', () => {
    expect(doubts({ logs: clear, turn: 5000 })).to.deep.equal([]);
  });
});

suite('doubts of a run', () => {
  const codes = (records: ReturnType<typeof madeRun>) => judgeRun(records).doubts.map(({ code }) => code);
  const claims = [{ cases: [{ logs: clear }] }];
  const environment = (load: number) => ({ run: { environment: { ...madeRunRecord().environment, load } } });

  test('a good run has none', () => {
    expect(codes(madeRun(claims))).to.deep.equal([]);
  });

  test('a run without an end is cut short, and what there is, is judged', () => {
    const report = judgeRun(madeRun(claims, { complete: false }));
    expect(report.complete).to.equal(false);
    expect(report.doubts.map(({ code }) => code)).to.deep.equal(['cut-short']);
    expect(report.counts.confirmed).to.equal(1);
  });

  for (const { code, mores, says } of [
    {
      code: 'busy-meanwhile',
      // 240 ms of both processors together, of which 9/8 of about 120 ms are ours.
      mores: [{ meanwhile: { ticks: 24, idle: 0, stolen: 0 } }],
      says: /^While the turns were taken, something else used 0\.9 of 2 processors\.$/,
    },
    {
      code: 'busy-meanwhile',
      mores: [{ meanwhile: { ticks: 24, idle: 17, stolen: 1 } }],
      says: /^While the turns were taken, the host took 4\.2 % of their time away\.$/,
    },
    {
      code: 'throttled',
      mores: [{ pace: [1600] }, { pace: [1610, 1605] }, { pace: [1600, 2000] }, { pace: [1900] }],
      says: /^The processor did not keep its speed: \d+ of \d+ processes took 1\.2\d*× as long/,
    },
    {
      code: 'limited',
      mores: [{ meanwhile: { ticks: 24, idle: 17, stolen: 0, throttled: 1 } }],
      says: /^A limit of processor time stopped the turns of 14 of 14 rounds\.$/,
    },
  ] as { code: string; mores: Partial<RoundRecord>[]; says: RegExp }[]) {
    test(`${code} says ${says.source.slice(0, 60)}`, () => {
      let round = 0;
      const records = madeRun([{ cases: [{ logs: clear, turn: 1e7 }] }]).map((one) => {
        return one.kind === 'round' ? { ...one, ...mores[round++ % mores.length] } : one;
      });
      const found = judgeRun(records).doubts;
      expect(found.map((doubt) => doubt.code)).to.deep.equal([code]);
      expect(found[0]!.says).to.match(says);
      expect(found[0]!.advice).to.match(/\.$/);
    });
  }

  test('a machine that idles, keeps its speed and has no limit that stops it raises none', () => {
    const more = { meanwhile: { ticks: 24, idle: 17, stolen: 0, throttled: 0 }, pace: [1600] };
    expect(codes(madeRun([{ cases: [{ logs: clear, turn: 1e7, more }] }]))).to.deep.equal([]);
  });

  test('a run that went on was interrupted, and is whole all the same', () => {
    const [run, ...rest] = madeRun(claims, { run: { started: '2026-11-22T12:00:00.000Z' } });
    const stopped = { kind: 'end', at: 60_000, complete: false } as const;
    const again = { kind: 'resumed', at: 60_000, started: '2026-11-22T14:01:00.000Z' } as const;
    const report = judgeRun([run!, ...rest.slice(0, -1), stopped, again, ...rest.slice(-1)]);
    expect(report.complete).to.equal(true);
    expect(report.doubts.map(({ code }) => code)).to.deep.equal(['resumed']);
    expect(report.doubts[0]!.says).to.equal('The run was interrupted once and went on, after 2 h.');
  });

  test('a run that went on and was killed is cut short', () => {
    const [run, ...rest] = madeRun(claims);
    const again = { kind: 'resumed', at: 90_000, started: '2026-11-22T14:01:00.000Z' } as const;
    const stopped = { kind: 'end', at: 60_000, complete: false } as const;
    expect(codes([run!, ...rest.slice(0, -1), stopped, again])).to.deep.equal(['cut-short', 'resumed']);
  });

  test('a run beside another was not alone', () => {
    const [run, ...rest] = madeRun(claims);
    const beside = { kind: 'beside', at: 0, process: 12 } as const;
    const report = judgeRun([run!, beside, { ...beside, at: 9 }, ...rest]);
    expect(report.doubts.map(({ code, says }) => [code, says])).to.deep.equal([
      ['not-alone', 'Another run was measuring on this machine at the same time.'],
    ]);
  });

  test('a load beyond half of the cores is busy', () => {
    expect(codes(madeRun(claims, environment(1)))).to.deep.equal([]);
    expect(codes(madeRun(claims, environment(1.1)))).to.deep.equal(['busy-machine']);
    const nothing = madeRun(claims, environment(1.1)).filter(({ kind }) => kind !== 'round');
    expect(codes(nothing), 'with nothing measured').not.to.include('busy-machine');
  });
});
