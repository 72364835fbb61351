/** Probe rounds as a sample: log ratios, what stands in for them where a value is 0, and when enough has been said. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { METRICS } from '../../../bench/claim.ts';
import type { ProbeRecord } from '../../../bench/results.ts';
import {
  compareProbes,
  enoughZeros,
  isProbed,
  OWN_BYTES,
  PAGE,
  supportOfProbes,
  valuesOf,
} from '../../../bench/stats/probes.ts';
import { verdictOf } from '../../../bench/stats/verdict.ts';

const pair = { favours: 'quick', over: 'slow' };
const margin = Math.log(1.05);

/** A round for each pair of what the favoured one and the baseline allocated; `undefined`: it could not be told. */
function roundsOf(values: readonly (readonly [number | undefined, number | undefined])[]): ProbeRecord[] {
  return values.map(([quick, slow]) => ({
    kind: 'probe',
    claim: 'a',
    case: '',
    at: 0,
    loaded: ['slow', 'quick'],
    calls: 10_000,
    values: { quick: { allocated: quick }, slow: { allocated: slow } },
  }));
}

const compared = (values: Parameters<typeof roundsOf>[0]) => compareProbes(roundsOf(values), pair, 'allocated')!;
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

suite('probe rounds', () => {
  test('give a log ratio each, above 0 where the favoured one has less', () => {
    const { logs, zeros, rounds } = compared([
      [10, 20],
      [10, 5],
    ]);
    expect(logs).to.deep.equal([Math.log(2), Math.log(0.5)]);
    expect([zeros, rounds]).to.deep.equal(['none', 2]);
  });

  test('are judged as rounds of turns are', () => {
    const values = times(8, 0).map((_, at) => [100 + at, 200] as const);
    const probed = compared(values);
    expect(supportOfProbes(probed, margin)!.verdict).to.equal(verdictOf(probed.logs, margin)).and.to.equal('confirmed');
  });

  test('pay for the looks as rounds of turns do', () => {
    const probed = compared(times(8, 0).map((_, at) => [100 + 2 * at, 120] as const));
    const at = (level: number) => supportOfProbes(probed, margin, level)!.probability;
    expect(at(0.025)).to.be.closeTo(2 * at(0.05), 1e-12);
  });

  for (const { title, values, zeros, verdict } of [
    { title: 'neither ever has any', values: times(6, [0, 0] as const), zeros: 'both', verdict: 'equivalent' },
    {
      title: 'the favoured one never has any',
      values: times(6, [0, 3] as const),
      zeros: 'favours',
      verdict: 'confirmed',
    },
    { title: 'the baseline never has any', values: times(6, [3, 0] as const), zeros: 'over', verdict: 'refuted' },
  ] as const) {
    test(`where ${title} have no ratio, and support "${verdict}" by their number`, () => {
      const probed = compared(values);
      expect(probed).to.deep.equal({ logs: [], zeros, rounds: 6 });
      expect(supportOfProbes(probed, margin)).to.deep.equal({ verdict, probability: 2 / 64 });
    });

    test(`where ${title} say nothing while they are fewer than six`, () => {
      expect(supportOfProbes(compared(values.slice(1)), margin)).to.equal(undefined);
    });
  }

  test('of which one differs from the others about having none support nothing', () => {
    for (const odd of [
      [1, 1],
      [0, 0],
      [3, 0],
    ] as const) {
      const probed = compared([...times(20, [0, 3] as const), odd]);
      expect(probed).to.deep.equal({ logs: [], zeros: 'some', rounds: 21 });
      expect(supportOfProbes(probed, margin)).to.equal(undefined);
      expect(enoughZeros(probed, 1)).to.equal(false);
    }
  });

  for (const metric of ['gc count', 'context switches'] as const) {
    const counted = (values: readonly (readonly [number, number])[]) => {
      const rounds = values.map(([quick, slow]) => ({
        ...roundsOf([[0, 0]])[0]!,
        values: { quick: { [metric]: quick / 10_000 }, slow: { [metric]: slow / 10_000 } },
      }));
      return compareProbes(rounds, pair, metric)!;
    };

    test(`have half an event added to either count of ${metric} where one of them is sometimes 0`, () => {
      const { logs, zeros, rounds } = counted([
        [0, 7],
        [1, 1],
        [2, 0],
      ]);
      expect([zeros, rounds]).to.deep.equal(['none', 3]);
      const half = [Math.log(7.5 / 0.5), 0, Math.log(0.5 / 2.5)];
      logs.forEach((log, at) => expect(log).to.be.closeTo(half[at]!, 1e-12));
    });

    test(`have nothing added to ${metric} where every count is above 0`, () => {
      expect(counted(times(6, [1, 3] as const)).logs).to.deep.equal(times(6, Math.log(3)));
    });

    test(`tell hundreds of ${metric} from a few that come and go, and a few from as few not`, () => {
      const few = [0, 3, 0, 12, 1, 0, 24, 0];
      const plain = supportOfProbes(counted(few.map((one, at) => [one, 800 + at] as const)), margin)!;
      expect(plain.verdict).to.equal('confirmed');
      expect(plain.probability).to.be.below(0.001);
      const alike = counted(few.map((one, at) => [one, few[(at + 3) % few.length]!] as const));
      expect(verdictOf(alike.logs, margin)).to.equal('inconclusive');
    });
  }

  test('count a server that sometimes retains too little to be told from nothing as if it retained that much', () => {
    const calls = 1024;
    const least = PAGE / calls;
    const retained = (values: readonly (readonly [number, number])[]) => {
      const rounds = values.map(([quick, slow]): ProbeRecord => {
        const [round] = roundsOf([[1, 1]]);
        return { ...round!, calls, values: { quick: { retained: quick }, slow: { retained: slow } } };
      });
      return compareProbes(rounds, pair, 'retained')!;
    };
    const { zeros, logs } = retained([
      [0, 8 * least],
      [2 * least, 8 * least],
      [0, least / 2],
      [4 * least, 0],
      [0, 0],
    ]);
    expect(zeros).to.equal('none');
    expect(logs).to.deep.equal([Math.log(8), Math.log(4), 0, Math.log(1 / 4), 0]);
    expect(retained(times(6, [0, 10 * least] as const)).zeros).to.equal('favours');
    expect(retained(times(6, [0, 8 * least] as const))).to.deep.include({ zeros: 'none', logs: times(6, Math.log(8)) });
    const leaking = retained([...times(4, [0, 600] as const), ...times(4, [300, 650] as const)]);
    expect(supportOfProbes(leaking, margin)!.verdict).to.equal('confirmed');
    const alike = retained([...times(4, [0, 300] as const), ...times(4, [300, 0] as const)]);
    expect(verdictOf(alike.logs, margin)).to.equal('inconclusive');
  });

  for (const { metric, least } of [
    { metric: 'allocated', least: (10 * OWN_BYTES) / 10_000 },
    { metric: 'external memory', least: 10 * OWN_BYTES },
    { metric: 'gc count', least: 1e-9 },
  ] as const) {
    test(`hold a value of ${metric} against a 0 only where it is far above what cannot be told from it`, () => {
      const zerosOf = (values: readonly number[]) => {
        const rounds = values.map((value) => ({
          ...roundsOf([[0, 0]])[0]!,
          values: { quick: { [metric]: 0 }, slow: { [metric]: value } },
        }));
        return compareProbes(rounds, pair, metric)!;
      };
      expect(zerosOf(times(6, least)).zeros).to.equal('favours');
      if (metric === 'gc count') return;
      const near = zerosOf([...times(20, least), 0.99 * least]);
      expect(near).to.deep.equal({ logs: [], zeros: 'near', rounds: 21 });
      expect(supportOfProbes(near, margin)).to.equal(undefined);
      expect(enoughZeros(near, 1)).to.equal(false);
    });
  }

  test('without a ratio are enough when chance alone would hardly agree so often, the more comparisons the later', () => {
    const enough = (rounds: number, comparisons: number) =>
      enoughZeros(compared(times(rounds, [0, 3] as const)), comparisons);
    expect([enough(5, 1), enough(6, 1)]).to.deep.equal([false, true]);
    expect([enough(6, 2), enough(7, 2)]).to.deep.equal([false, true]);
  });

  test('with a ratio are never ended by this rule', () => {
    expect(enoughZeros(compared(times(100, [1, 3] as const)), 1)).to.equal(false);
  });

  test('leave out a round that could not tell', () => {
    const values = [
      [1, 2],
      [undefined, 2],
      [1, undefined],
      [1, 2],
    ] as const;
    expect(compared(values).rounds).to.equal(2);
    expect(valuesOf(roundsOf(values), 'quick', 'allocated')).to.deep.equal([1, 1, 1]);
  });

  test('that tell nothing of a metric are none', () => {
    expect(compareProbes(roundsOf([[1, 2]]), pair, 'gc count')).to.equal(undefined);
  });
});

suite('a metric', () => {
  test('is read by probes, unless turns tell it', () => {
    expect(METRICS.filter((metric) => !isProbed({ metric, cases: [] }))).to.deep.equal([
      'time',
      'loop delay',
      'cpu time',
    ]);
  });
});
