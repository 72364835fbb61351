/** The gate on a fixed number of rounds: where its borders lie, and by simulation how often it is wrong, over whole runs. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import {
  chancesOf,
  chancesOfProbes,
  differsBeyond,
  pool,
  tellChanges,
  weakest,
  type Change,
  type Told,
} from '../../../bench/stats/gate.ts';
import { tInterval } from '../../../bench/stats/interval.ts';
import { compareProbes } from '../../../bench/stats/probes.ts';
import { levelAfter, LOOK_LEVELS, planLooks, stopAt, TOLD_LEVELS } from '../../../bench/stats/stopping.ts';
import { studentQuantile } from '../../../bench/stats/student.ts';
import { ALPHA } from '../../../bench/stats/verdict.ts';
import type { ProbeRecord } from '../../../bench/results.ts';
import { runsOf, sample, shareOf, type Shape } from '../../support/made-noise.ts';

const margin = Math.log1p(0.05);
const around = (centre: number, spread = 0.01) => [-1, 1, -1, 1, -1, 1, -1, 1].map((sign) => centre + sign * spread);
const told = (...all: readonly (readonly number[])[]) => tellChanges(all.map((logs) => chancesOf(logs, margin)));
const changeOf = (logs: readonly number[]) => told(logs)[0]!.is;
const REPETITIONS = 1000;
/** Three standard errors of a share of 5 %. */
const SLACK = 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / REPETITIONS);

suite('gate', () => {
  for (const { centre, spread, is, within } of [
    { centre: 0.1, spread: 0.01, is: 'slower', within: false },
    { centre: -0.1, spread: 0.01, is: 'faster', within: true },
    { centre: 0, spread: 0.01, is: 'equivalent', within: true },
    { centre: 0.03, spread: 0.01, is: 'equivalent', within: true },
    { centre: margin, spread: 0.01, is: 'inconclusive', within: false },
    { centre: -margin, spread: 0.01, is: 'inconclusive', within: true },
    { centre: 0, spread: 0.2, is: 'inconclusive', within: false },
  ] as const) {
    test(`a log ratio of ${centre.toFixed(2)} ± ${spread} is ${is} at a tolerance of 5 %`, () => {
      expect(told(around(centre, spread))).to.deep.equal([{ is, within, alone: is }]);
    });
  }

  test('slower begins where the 90 % interval ends: a test on one side, against what is tolerated', () => {
    const half = tInterval(around(0), 0.9).high;
    expect(chancesOf(around(margin + half), margin)!.slower).to.be.closeTo(ALPHA, 1e-9);
    expect([1.01, 0.99].map((by) => changeOf(around(margin + by * half)))).to.deep.equal(['slower', 'inconclusive']);
  });

  test('below the fewest rounds nothing is told, and it is no question', () => {
    expect(chancesOf([1, 1.01, 0.99, 1, 1.01], margin)).to.equal(undefined);
    expect(tellChanges([undefined])).to.deep.equal([{ is: 'inconclusive', within: false, alone: 'inconclusive' }]);
    // A missing one beside it costs nothing: the other is told as if it were alone.
    const one = chancesOf(around(margin + 1.01 * tInterval(around(0), 0.9).high), margin);
    expect(tellChanges([undefined, one])[1]!.is).to.equal('slower');
  });

  test('turning the sides round turns the change round', () => {
    const logs = sample(8, runsOf('normal', 3)(), 0.02, 0.03);
    const [one, other] = [
      chancesOf(logs, margin)!,
      chancesOf(
        logs.map((log) => -log),
        margin,
      )!,
    ];
    expect([other.slower, other.faster, other.equivalent]).to.deep.equal([one.faster, one.slower, one.equivalent]);
  });

  test('every equivalent and every faster one is shown not to be slower, whatever else the run compares', () => {
    const noise = runsOf('normal', 7)();
    for (let run = 0; run < 50; run++) {
      const all = Array.from({ length: 8 }, (_, at) => sample(8, noise, (at - 4) * 0.03, 0.04));
      for (const { is, within } of told(...all)) {
        if (is === 'equivalent' || is === 'faster') expect(within).to.equal(true);
        if (is === 'slower') expect(within).to.equal(false);
      }
    }
  });

  test('the probability is priced by the look at which the case ended', () => {
    const logs = around(margin + 0.02);
    const [free, priced] = [chancesOf(logs, margin)!, chancesOf(logs, margin, TOLD_LEVELS[2])!];
    expect(priced.slower).to.be.closeTo((free.slower * ALPHA) / TOLD_LEVELS[2], 1e-12);
  });

  test('what ends a case at a look as plain is still told among everything that the run compares', () => {
    const comparisons = 8;
    for (const [look, level] of LOOK_LEVELS.entries()) {
      const rounds = 6 + 4 * look;
      const spread = Array.from({ length: rounds }, (_, at) => (at % 2 === 0 ? -0.01 : 0.01));
      const half = tInterval(spread, 1 - level / comparisons).high;
      const logs = spread.map((log) => log + margin + 1.001 * half);
      const all = [
        chancesOf(logs, margin, TOLD_LEVELS[look]),
        ...Array.from({ length: comparisons - 1 }, () => unsure),
      ];
      expect(tellChanges(all)[0]!.is).to.equal('slower');
    }
  });

  test('the baseline and its twin are one: a log ratio a round, the mean of both', () => {
    expect(pool([[0.1, 0.2]])).to.deep.equal([0.1, 0.2]);
    const [first, second] = pool([
      [0.1, 0.2],
      [0.3, -0.2],
    ]);
    expect(first).to.be.closeTo(0.2, 1e-12);
    expect(second).to.be.closeTo(0, 1e-12);
    expect(pool([[], []])).to.deep.equal([]);
  });

  test('where there is nothing to pool, what is shown is shown against both', () => {
    const one = { slower: 0.1, faster: 0.9, equivalent: 0.2, within: 0.7 };
    const other = { slower: 0.4, faster: 0.3, equivalent: 0.1, within: 0.8 };
    const both = { slower: 0.4, faster: 0.9, equivalent: 0.2, within: 0.8 };
    expect(weakest([one, other])).to.deep.equal(both);
    expect(weakest([one])).to.deep.equal(one);
    expect(weakest([one, undefined])).to.equal(undefined);
  });

  test('a twin differs where two sides of it are shown beyond the margin, among all twins', () => {
    const half = (twins: number) => tInterval(around(0), 1 - ALPHA / twins).high;
    const differs = (centre: number, twins: number) => differsBeyond(chancesOf(around(centre), margin)!, twins);
    for (const twins of [1, 8]) {
      expect([0.99, 1.01].map((by) => differs(margin + by * half(twins), twins))).to.deep.equal([false, true]);
      expect([0.99, 1.01].map((by) => differs(-margin - by * half(twins), twins))).to.deep.equal([false, true]);
    }
  });
});

/** Nothing can be told of it. */
const unsure = { slower: 1, faster: 1, equivalent: 1, within: 1 };

suite('gate of probes', () => {
  const probesOf = (base: number, head: number, rounds: number): ProbeRecord[] =>
    Array.from({ length: rounds }, () => ({
      kind: 'probe',
      claim: '',
      case: '',
      at: 0,
      loaded: [],
      calls: 1000,
      values: { base: { allocated: base }, head: { allocated: head } },
    }));
  const changeOfProbes = (base: number, head: number, rounds = 8): Change => {
    const probed = compareProbes(probesOf(base, head, rounds), { favours: 'base', over: 'head' }, 'allocated')!;
    return tellChanges([chancesOfProbes(probed, margin)])[0]!.is;
  };

  test('who had none and has some is slower beyond any tolerance, and the other way faster', () => {
    expect(changeOfProbes(0, 400)).to.equal('slower');
    expect(changeOfProbes(400, 0)).to.equal('faster');
    expect(changeOfProbes(0, 0)).to.equal('equivalent');
  });

  test('too little to be told from none says nothing, nor do too few rounds', () => {
    expect(changeOfProbes(0, 10)).to.equal('inconclusive');
    expect(changeOfProbes(0, 400, 5)).to.equal('inconclusive');
  });

  test('where both have some, the ratio is judged as any other', () => {
    expect(changeOfProbes(100, 120)).to.equal('slower');
    expect(changeOfProbes(100, 101)).to.equal('equivalent');
  });
});

/**
 * So many comparisons in a run of so many rounds each, of base, head and twin, each with noise of its own; none is told
 * where a twin is told from its base.
 */
function runOf(
  shape: Shape,
  { truth = 0, bias = 0, spread = 0.03, comparisons = 8, rounds = 12, seed = 1 }: Partial<Record<string, number>>,
): () => Told[] {
  const runs = runsOf(shape, seed);
  return () => {
    const noise = runs();
    const each = spread / Math.SQRT2;
    const made = Array.from({ length: comparisons }, () => {
      const base = sample(rounds, noise, bias, each);
      const head = sample(rounds, noise, truth, each);
      const twin = sample(rounds, noise, 0, each);
      const against = (one: readonly number[], other: readonly number[]) => one.map((log, at) => log - other[at]!);
      const change = chancesOf(pool([against(head, base), against(head, twin)]), margin);
      return { change, twins: chancesOf(against(twin, base), margin)! };
    });
    const isUnfit = made.some(({ twins }) => differsBeyond(twins, comparisons));
    return tellChanges(made.map(({ change }) => (isUnfit ? unsure : change)));
  };
}

const tellsEquivalent = (run: readonly Told[]) => run.some(({ is }) => is === 'equivalent');
const namesARegression = (run: readonly Told[]) => run.some(({ is }) => is === 'slower');

suite('gate, by simulation', () => {
  for (const shape of ['normal', 'heavy-tailed', 'drifting'] as const) {
    test(`identical code in ${shape} noise has a regression named in far less than 5 % of the runs`, () => {
      // A third of the tolerance: the null lies at 0, and the border at the tolerance.
      const run = runOf(shape, { spread: 0.05, seed: 11 });
      expect(shareOf(REPETITIONS, () => namesARegression(run()))).to.be.below(0.01);
    });
  }

  for (const { bias, spread } of [
    { bias: -0.08, spread: 0.02 },
    { bias: -0.12, spread: 0.02 },
    { bias: -0.12, spread: 0.05 },
    { bias: -0.3, spread: 0.1 },
  ]) {
    test(`an instance of the base that is lucky by ${-bias} in all rounds makes no regression, where they spread by ${spread}`, () => {
      const run = runOf('normal', { bias, spread, seed: 21 });
      expect(shareOf(REPETITIONS, () => namesARegression(run()))).to.be.below(0.01);
    });
  }

  for (const { shape, comparisons } of [
    { shape: 'normal', comparisons: 1 },
    { shape: 'normal', comparisons: 8 },
    { shape: 'heavy-tailed', comparisons: 8 },
  ] as const) {
    test(`a slow-down of just what is tolerated, at ${comparisons} of ${comparisons} in ${shape} noise, is named in 5 % of the runs at most`, () => {
      const noise = runsOf(shape, 31 + comparisons)();
      const run = () => told(...Array.from({ length: comparisons }, () => sample(12, noise, margin, 0.03)));
      const share = shareOf(REPETITIONS, () => namesARegression(run()));
      expect(share).to.be.below(ALPHA + SLACK);
    });
  }

  test('looking on does not make that more: cases end at their looks, and are told at the level of those', () => {
    const looks = planLooks(6, 18);
    const noise = runsOf('normal', 35)();
    const change = () => {
      const logs: number[] = [];
      for (const [at, look] of looks.entries()) {
        logs.push(...sample(look - logs.length, noise, margin, 0.03));
        if (stopAt(logs, at, { looks }, margin, 8)) break;
      }
      return chancesOf(logs, margin, levelAfter(logs.length, { looks }));
    };
    const share = shareOf(REPETITIONS, () => namesARegression(tellChanges(Array.from({ length: 8 }, change))));
    expect(share).to.be.below(ALPHA + SLACK);
  });

  test('what is plainly equivalent beside it does not make that more', () => {
    const noise = runsOf('normal', 41)();
    const share = shareOf(REPETITIONS, () => {
      const equal = Array.from({ length: 7 }, () => sample(12, noise, 0, 0.002));
      return namesARegression(told(sample(12, noise, margin, 0.03), ...equal));
    });
    expect(share).to.be.below(ALPHA / 8 + 3 * Math.sqrt(ALPHA / 8 / REPETITIONS));
  });

  test('a slow-down of just what is tolerated is called equivalent in 5 % of the runs at most', () => {
    const run = runOf('normal', { truth: margin, seed: 81 });
    expect(shareOf(REPETITIONS, () => tellsEquivalent(run()))).to.be.below(ALPHA + SLACK);
  });

  test('a slow-down of three standard errors beyond it is found as often as theory says', () => {
    const [rounds, spread] = [12, 0.03];
    const noise = runsOf('normal', 51)();
    const truth = margin + (3 * spread) / Math.sqrt(rounds);
    const found = shareOf(REPETITIONS, () => changeOf(sample(rounds, noise, truth, spread)) === 'slower');
    const power = powerOfT(3, studentQuantile(ALPHA, rounds - 1), rounds - 1);
    expect(found).to.be.closeTo(power, 3 * Math.sqrt((power * (1 - power)) / REPETITIONS));
  });

  test('identical code is told to be equivalent, and a slow-down of 20 % is found, in nearly every run', () => {
    const equal = runOf('normal', { spread: 0.02, comparisons: 4, seed: 61 });
    expect(shareOf(200, () => equal().every(({ is }) => is === 'equivalent'))).to.be.above(0.9);
    // As it is in a run of as many rounds as there are at the most, on a machine that is busy.
    const busy = runOf('normal', { spread: 0.05, rounds: 18, seed: 65 });
    expect(shareOf(200, () => busy().filter(({ is }) => is === 'equivalent').length / 8 > 0.7)).to.be.above(0.95);
    const slow = runOf('normal', { truth: Math.log(1.2), spread: 0.05, comparisons: 4, seed: 71 });
    expect(shareOf(200, () => slow().every(({ is }) => is === 'slower'))).to.be.above(0.95);
  });
});

/**
 * The probability that a noncentral t lies above a quantile, by integrating over the sample's deviation: its square is
 * χ² / freedom, and given it the mean is normal.
 */
function powerOfT(shift: number, quantile: number, freedom: number): number {
  let [power, total] = [0, 0];
  for (let u = 0.005; u < 4; u += 0.01) {
    // The density of s / σ, up to a factor.
    const density = u ** (freedom - 1) * Math.exp((-freedom * u * u) / 2);
    total += density;
    power += density * (1 - normalCdf(quantile * u - shift));
  }
  return power / total;
}

/** Abramowitz & Stegun, 7.1.26: to 1.5e-7. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.327_591_1 * x);
  const series = [0.254_829_592, -0.284_496_736, 1.421_413_741, -1.453_152_027, 1.061_405_429];
  const erf = 1 - series.reduceRight((sum, factor) => (sum + factor) * t, 0) * Math.exp(-x * x);
  return z > 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
