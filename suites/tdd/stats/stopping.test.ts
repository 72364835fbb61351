/** When rounds stop: the plan, its levels, and by simulation what looking on costs. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { tInterval } from '../../../bench/stats/interval.ts';
import { LOOK_LEVELS, planLooks, stopAt, type Stop } from '../../../bench/stats/stopping.ts';
import { verdictOf, type Verdict } from '../../../bench/stats/verdict.ts';
import { runsOf, sample, shareOf, type Noise, type Shape } from '../../support/made-noise.ts';

const margin = Math.log(1.05);
const looks = planLooks(6, 18);
const REPETITIONS = 1000;

/** What the harness does: rounds up to each look, until one ends it; the verdict is that on all of them. */
function measured(noise: Noise, truth: number, spread: number): { verdict: Verdict; logs: number[]; why: Stop } {
  const logs: number[] = [];
  for (const [look, rounds] of looks.entries()) {
    logs.push(...sample(rounds - logs.length, noise, truth, spread));
    const why = stopAt(logs, look, looks, margin);
    if (why) return { verdict: verdictOf(logs, margin), logs, why };
  }
  throw new Error('The last look ends it.');
}

const simulated = new Map<string, Record<Verdict, number>>();

/** How often each verdict is given; every setting is simulated once. */
function shares(shape: Shape, truth: number, spread: number): Record<Verdict, number> {
  const setting = `${shape} ${truth} ${spread}`;
  const known = simulated.get(setting);
  if (known) return known;
  const begin = runsOf(shape, 81);
  const found: Record<Verdict, number> = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  for (let each = 0; each < REPETITIONS; each++) found[measured(begin(), truth, spread).verdict] += 1 / REPETITIONS;
  simulated.set(setting, found);
  return found;
}

suite('plan of looks', () => {
  for (const [fewest, most, plan] of [
    [6, 18, [6, 9, 12, 15, 18]],
    [6, 6, [6]],
    [6, 4, [4]],
    [6, 8, [6, 7, 8]],
    [6, 106, [6, 31, 56, 81, 106]],
  ] as const) {
    test(`from ${fewest} to ${most} rounds it looks after ${plan.join(', ')}`, () => {
      expect(planLooks(fewest, most).map(String)).to.deep.equal(plan.map(String));
    });
  }

  test('half a round and none are refused', () => {
    for (const wrong of [0, -1, 1.5, Number.NaN]) expect(() => planLooks(6, wrong)).to.throw(RangeError);
  });

  test('five looks at their levels spend 5 % together, by integrating over all paths', () => {
    // Sums of k normal values; a look ends what lies beyond 2.040 √5, so what is left is carried on.
    const border = 2.04 * Math.sqrt(LOOK_LEVELS.length);
    const points = 801;
    const step = (2 * border) / (points - 1);
    const xs = Array.from({ length: points }, (_, index) => -border + index * step);
    const density = Array.from({ length: 2 * points }, (_, index) => {
      return Math.exp(-((index * step) ** 2) / 2) / Math.sqrt(2 * Math.PI);
    });
    const ends = (index: number) => (index === 0 || index === points - 1 ? step / 2 : step);
    const mass = (left: readonly number[]) => left.reduce((sum, value, index) => sum + value * ends(index), 0);
    let left = xs.map((x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
    expect(1 - mass(left)).to.be.closeTo(LOOK_LEVELS[0], 2e-6);
    for (let look = 1; look < LOOK_LEVELS.length; look++) {
      const before = left;
      left = xs.map((_, to) =>
        before.reduce((sum, value, from) => sum + value * density[Math.abs(to - from)]! * ends(from), 0),
      );
    }
    expect(1 - mass(left)).to.be.closeTo(0.05, 2e-4);
  });

  test('each level is what normal noise exceeds at that look', () => {
    // 2 (1 - Φ(2.040 √(5 / k))), computed to ten digits by another program.
    const exact = [5.077_044_572e-6, 1.257_426_383e-3, 8.447_781_907e-3, 2.256_091_566e-2, 4.135_032_573e-2];
    for (const [look, level] of LOOK_LEVELS.entries()) expect(level / exact[look]!).to.be.closeTo(1, 3e-3);
  });
});

suite('stopping', () => {
  const around = (centre: number, spread: number) => [-1, 1, -1, 1, -1, 1].map((sign) => centre + sign * spread);

  test('a narrow interval ends it on whichever side it lies', () => {
    for (const centre of [-1, 0, margin, 1]) expect(stopAt(around(centre, 0.01), 0, looks, margin)).to.equal('precise');
  });

  test('a clear effect ends it early, though its interval is wide', () => {
    expect(stopAt(around(5, 0.1), 0, looks, margin)).to.equal('plain');
    expect(stopAt(around(-5, 0.1), 0, looks, margin)).to.equal('plain');
  });

  test('what is clear at the last look is not at the first', () => {
    const logs = around(0.3, 0.1);
    expect(stopAt(logs, 0, looks, margin)).to.equal(undefined);
    expect(stopAt(logs, 3, looks, margin)).to.equal('plain');
  });

  test('the last look ends it', () => {
    expect(stopAt(around(0, 1), 3, looks, margin)).to.equal(undefined);
    expect(stopAt(around(0, 1), 4, looks, margin)).to.equal('cap');
    expect(stopAt([1], 0, [1], margin)).to.equal('cap');
  });

  test('a clear effect of 50 % is found in over 99 % of the runs, and ends most of them before the last look', () => {
    const noise = runsOf('normal', 91)();
    const found = Array.from({ length: 300 }, () => measured(noise, Math.log(1.5), 0.1));
    expect(found.filter(({ verdict }) => verdict === 'confirmed').length / 300).to.be.above(0.99);
    expect(found.filter(({ logs, why }) => logs.length < 18 && why === 'plain').length / 300).to.be.above(0.5);
  });

  for (const shape of ['normal', 'skewed', 'heavy-tailed'] as const) {
    test(`no effect is called equivalent in over 90 % of the runs, where ${shape} noise is as large as the margin`, () => {
      expect(shares(shape, 0, 0.05).equivalent).to.be.above(0.9);
    });

    test(`looking on under no effect names a winner in at most 5.5 % of the runs, in ${shape} noise`, () => {
      const { confirmed, refuted } = shares(shape, 0, 0.15);
      expect(confirmed + refuted).to.be.at.most(0.055);
    });

    test(`looking on at an effect that is just the margin calls it more in at most 5.5 % of the runs, in ${shape} noise`, () => {
      expect(shares(shape, margin, 0.05).confirmed).to.be.at.most(0.055);
    });
  }
});

// Known, and told rather than hidden: where rounds stop when the interval is narrow, those that happened to spread little
// stop early. It shows most where the noise is as large as the margin. Should one of these fail, the rule has changed.
suite('what stopping does not keep', () => {
  for (const { shape, least, most } of [
    { shape: 'normal', least: 0.04, most: 0.08 },
    { shape: 'heavy-tailed', least: 0.04, most: 0.08 },
    { shape: 'skewed', least: 0.15, most: 0.25 },
    { shape: 'drifting', least: 0.22, most: 0.34 },
  ] as const) {
    test(`an effect that is just the margin is called equivalent in ${least * 100} to ${most * 100} % of the runs, not in 5 %, in ${shape} noise`, () => {
      expect(shares(shape, margin, 0.05).equivalent).to.be.within(least, most);
    });
  }

  test('a slow drift of the ratio itself names a winner where there is none in 7 to 16 % of the runs', () => {
    const { confirmed, refuted } = shares('drifting', 0, 0.15);
    expect(confirmed + refuted).to.be.within(0.07, 0.16);
  });

  test('the 95 % interval after looking on holds the truth only 91.5 to 94 % of the time, in normal noise as large as the margin', () => {
    const begin = runsOf('normal', 101);
    const held = shareOf(2 * REPETITIONS, () => {
      const { low, high } = tInterval(measured(begin(), margin, 0.05).logs);
      return low <= margin && high >= margin;
    });
    expect(held).to.be.within(0.915, 0.94);
  });
});

suite('stopping in a run of many comparisons', () => {
  const about = (centre: number, spread: number) => [1, -1, 1, -1, 1, -1].map((sign) => centre + sign * spread);

  test('takes a narrower interval for precise than a single one does', () => {
    expect(stopAt(about(0, 0.02), 0, looks, margin)).to.equal('precise');
    expect(stopAt(about(0, 0.02), 0, looks, margin, 38)).to.equal(undefined);
    expect(stopAt(about(0, 0.005), 0, looks, margin, 38)).to.equal('precise');
  });

  test('takes a plainer difference than a single one does', () => {
    expect(stopAt(about(1, 0.06), 0, looks, margin)).to.equal('plain');
    expect(stopAt(about(1, 0.06), 0, looks, margin, 1000)).to.equal(undefined);
    expect(stopAt(about(5, 0.06), 0, looks, margin, 1000)).to.equal('plain');
  });
});
