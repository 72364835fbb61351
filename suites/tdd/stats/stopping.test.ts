/** When rounds stop: the plan, its levels, and by simulation what looking on costs. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { tInterval, type Interval } from '../../../bench/stats/interval.ts';
import { roundLog } from '../../../bench/stats/rounds.ts';
import {
  levelAfter,
  LOOK_LEVELS,
  planLooks,
  stopAt,
  TOLD_LEVELS,
  type Looks,
  type Stop,
} from '../../../bench/stats/stopping.ts';
import { verdictOf, type Verdict } from '../../../bench/stats/verdict.ts';
import { machinesOf, runsOf, type Shape, type Spread } from '../../support/made-noise.ts';

const margin = Math.log(1.05);
const looks = planLooks(6, 18);
const REPETITIONS = Number(process.env['SIMULATIONS'] ?? 4000);

interface Ended {
  readonly verdict: Verdict;
  readonly logs: readonly number[];
  readonly why: Stop;
  readonly interval: Interval;
}

/** What the harness does: rounds up to each look, until one ends it; the verdict is that on all of them. */
function measured(next: () => number): Ended {
  const logs: number[] = [];
  for (const [look, until] of looks.entries()) {
    while (logs.length < until) logs.push(next());
    const why = stopAt(logs, look, { looks }, margin);
    if (!why) continue;
    const level = levelAfter(logs.length, { looks });
    return { verdict: verdictOf(logs, margin, level), logs, why, interval: tInterval(logs, 1 - level) };
  }
  throw new Error('The last look ends it.');
}

interface Kept {
  /** The share of intervals that hold the truth … */
  readonly held: number;
  /** … and of those that leave 0 out. */
  readonly apart: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** How often what is promised is kept, over so many cases. */
function keep(repetitions: number, truth: number, begin: () => () => number): Kept {
  const verdicts: Record<Verdict, number> = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  let held = 0;
  let apart = 0;
  for (let each = 0; each < repetitions; each++) {
    const { verdict, interval } = measured(begin());
    verdicts[verdict] += 1 / repetitions;
    if (interval.low <= truth && truth <= interval.high) held += 1 / repetitions;
    if (interval.low > 0 || interval.high < 0) apart += 1 / repetitions;
  }
  return { held, apart, verdicts };
}

const onceEach = new Map<string, Kept>();

/** Rounds with noise of that shape, as a share of the margin. */
function directly(shape: Shape, truth: number, share: number): Kept {
  const setting = `rounds ${shape} ${truth} ${share}`;
  const begin = runsOf(shape, 81);
  const cases = () => {
    const noise = begin();
    return () => truth + share * margin * noise();
  };
  const found = onceEach.get(setting) ?? keep(REPETITIONS, truth, cases);
  onceEach.set(setting, found);
  return found;
}

const PAIR = { favours: 'favours', over: 'over', batches: {} };

/** Whole rounds of turns, with noise of that shape in the time that a turn takes. */
function turns(shape: Shape, truth: number, spread: Spread): Kept {
  const setting = `turns ${shape} ${truth} ${spread.turn}`;
  const begin = machinesOf(shape, 82, truth, spread, 9);
  const cases = () => {
    const next = begin();
    return () => roundLog(next(), PAIR, 'wall');
  };
  const found = onceEach.get(setting) ?? keep(REPETITIONS, truth, cases);
  onceEach.set(setting, found);
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

  for (const [fewest, most, plan] of [
    [6, 40, [6, 10, 15, 25, 40]],
    [6, 6, [6]],
    [6, 8, [6, 7, 8]],
  ] as const) {
    test(`from ${fewest} to ${most} rounds it looks after ${plan.join(', ')} where the 5 % are spent evenly`, () => {
      expect(planLooks(fewest, most, 'evenly').map(String)).to.deep.equal(plan.map(String));
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
    for (const centre of [-1, 0, margin, 1])
      expect(stopAt(around(centre, 0.01), 0, { looks }, margin)).to.equal('precise');
  });

  test('a clear effect ends it early, though its interval is wide', () => {
    expect(stopAt(around(5, 0.1), 0, { looks }, margin)).to.equal('plain');
    expect(stopAt(around(-5, 0.1), 0, { looks }, margin)).to.equal('plain');
  });

  test('what is clear at the last look is not at the first', () => {
    const logs = around(0.3, 0.1);
    expect(stopAt(logs, 0, { looks }, margin)).to.equal(undefined);
    expect(stopAt(logs, 3, { looks }, margin)).to.equal('plain');
  });

  test('the last look ends it', () => {
    expect(stopAt(around(0, 1), 3, { looks }, margin)).to.equal(undefined);
    expect(stopAt(around(0, 1), 4, { looks }, margin)).to.equal('cap');
    expect(stopAt([1], 0, { looks: [1] }, margin)).to.equal('cap');
  });

  test('a clear effect of 50 % is found in over 99 % of the runs, and ends most of them before the last look', () => {
    const noise = runsOf('normal', 91)();
    const found = Array.from({ length: 300 }, () => measured(() => Math.log(1.5) + 0.1 * noise()));
    expect(found.filter(({ verdict }) => verdict === 'confirmed').length / 300).to.be.above(0.99);
    expect(found.filter(({ logs, why }) => logs.length < 18 && why === 'plain').length / 300).to.be.above(0.5);
  });
});

suite('the level that a case is told at', () => {
  test('is that of the look after which it ended', () => {
    expect(looks.map((rounds) => levelAfter(rounds, { looks }))).to.deep.equal([...TOLD_LEVELS]);
  });

  test('is the last look’s at the last look, however few there are, and 5 % where there is only one', () => {
    expect(levelAfter(8, { looks: [6, 7, 8] })).to.equal(TOLD_LEVELS.at(-1));
    expect([levelAfter(6, { looks: [6] }), levelAfter(4, { looks: [6] }), levelAfter(9, { looks: [] })]).to.deep.equal([
      0.05, 0.05, 0.05,
    ]);
  });

  test('between two looks is that of the earlier, before the first that of the first', () => {
    expect(levelAfter(11, { looks })).to.equal(TOLD_LEVELS[1]);
    expect(levelAfter(3, { looks })).to.equal(TOLD_LEVELS[0]);
  });
});

// What a promise of 95 % and of 5 % is worth with stopping on, where it is hardest to keep: noise as large as the margin.
// Turns are what is measured; the noise of their times goes through the same medians as that of real ones. With more
// repetitions (`SIMULATIONS=100000 npx mocha --no-config --timeout 600000 dist/suites/tdd/stats/stopping.test.js`) the slack is smaller.
suite('what is kept with stopping on', () => {
  const even = { process: 0.025, turn: 0.08 };
  const about = (most: number) => most + 2 * Math.sqrt((most * (1 - most)) / REPETITIONS);
  const holds = (held: number, where: string) => expect(1 - held, where).to.be.within(0.08 - about(0.04), about(0.06));

  for (const shape of ['normal', 'skewed', 'heavy-tailed', 'drifting'] as const) {
    test(`the interval holds the truth 94 to 96 % of the time, in ${shape} noise`, () => {
      for (const truth of [0, margin]) holds(turns(shape, truth, even).held, `at ${truth}`);
    });

    test(`identical code is told apart at most 5.5 % of the time, and hardly ever named a winner, in ${shape} noise`, () => {
      const { apart, verdicts } = turns(shape, 0, even);
      expect(apart).to.be.at.most(about(0.055));
      expect(verdicts.confirmed + verdicts.refuted).to.be.at.most(0.01);
    });

    test(`an effect that is just the margin is called more, or none, at most 5.5 % of the time, in ${shape} noise`, () => {
      const { verdicts } = turns(shape, margin, even);
      expect(verdicts.confirmed).to.be.at.most(about(0.055));
      expect(verdicts.equivalent).to.be.at.most(about(0.055));
    });
  }

  for (const share of [0.2, 0.5, 0.8, 1, 1.5, 3]) {
    test(`rounds whose normal noise is ${share} of the margin keep 94 to 96 %, and 5.5 %`, () => {
      for (const truth of [0, margin]) holds(directly('normal', truth, share).held, `at ${truth}`);
      const { confirmed, equivalent } = directly('normal', margin, share).verdicts;
      expect(Math.max(confirmed, equivalent, directly('normal', 0, share).apart)).to.be.at.most(about(0.055));
    });

    test(`rounds whose heavy-tailed noise is ${share} of the margin keep at least 94 %, and 5.5 %`, () => {
      for (const truth of [0, margin]) {
        expect(1 - directly('heavy-tailed', truth, share).held).to.be.at.most(about(0.06));
      }
      expect(directly('heavy-tailed', 0, share).apart).to.be.at.most(about(0.055));
    });
  }

  test('no effect is called equivalent in over 90 % of the cases where the noise is half of the margin', () => {
    for (const shape of ['normal', 'heavy-tailed'] as const) {
      expect(directly(shape, 0, 0.5).verdicts.equivalent).to.be.above(0.9);
    }
  });
});

// Known, and told rather than hidden: rounds that lean far to one side themselves (an exponential distribution), and a
// ratio that itself wanders from minute to minute. Neither was seen in measured rounds: `node
// dist/bench/calibrations/shape-of-rounds.js` prints how those lean and follow each other. The doubts "drift" and "two
// humps" watch for them. Should one of these fail, the rule has changed.
suite('what is not kept', () => {
  test('where processes lean as far as an exponential distribution, the interval misses in 8 to 16 % of the cases', () => {
    for (const share of [0.2, 1, 3]) expect(1 - directly('skewed', 0, share).held).to.be.within(0.07, 0.16);
  });

  test('where the ratio itself wanders slowly, the interval misses in 10 to 45 % of the cases', () => {
    for (const share of [0.5, 1, 3]) expect(1 - directly('drifting', 0, share).held).to.be.within(0.1, 0.45);
  });
});

suite('stopping in a run of many comparisons', () => {
  const about = (centre: number, spread: number) => [1, -1, 1, -1, 1, -1].map((sign) => centre + sign * spread);

  test('takes a narrower interval for precise than a single one does', () => {
    expect(stopAt(about(0, 0.018), 0, { looks }, margin)).to.equal('precise');
    expect(stopAt(about(0, 0.018), 0, { looks }, margin, 38)).to.equal(undefined);
    expect(stopAt(about(0, 0.005), 0, { looks }, margin, 38)).to.equal('precise');
  });

  test('takes a plainer difference than a single one does', () => {
    expect(stopAt(about(1, 0.06), 0, { looks }, margin)).to.equal('plain');
    expect(stopAt(about(1, 0.06), 0, { looks }, margin, 1000)).to.equal(undefined);
    expect(stopAt(about(5, 0.06), 0, { looks }, margin, 1000)).to.equal('plain');
  });
});

suite('spending evenly', () => {
  const plan: Looks = { looks: [6, 10, 15, 25, 40], spending: 'evenly' };
  const about = (centre: number, spread: number) => [1, -1, 1, -1, 1, -1].map((sign) => centre + sign * spread);

  test('gives every look an equal share, and a single one all of it', () => {
    expect(plan.looks.map((rounds) => levelAfter(rounds, plan))).to.deep.equal([0.01, 0.01, 0.01, 0.01, 0.01]);
    expect(levelAfter(6, { looks: [6], spending: 'evenly' })).to.equal(0.05);
  });

  test('ends at the first look what is shown at its share, where late it goes on', () => {
    expect(stopAt(about(0.3, 0.1), 0, plan, margin)).to.equal('plain');
    expect(stopAt(about(-0.3, 0.1), 0, plan, margin)).to.equal('plain');
    expect(stopAt(about(0.3, 0.1), 0, { looks: plan.looks }, margin)).to.equal(undefined);
    expect(stopAt(about(0.2, 0.1), 0, plan, margin)).to.equal(undefined);
  });

  test('ends what is shown to be equivalent, however wide its interval is within the margin', () => {
    const wide = about(0, 0.026);
    const { low, high } = tInterval(wide, 0.99);
    expect((high - low) / 2)
      .to.be.above(margin / 2)
      .and.below(margin);
    expect(stopAt(wide, 0, plan, margin)).to.equal('plain');
    expect(stopAt(wide, 0, { looks: plan.looks }, margin)).to.equal(undefined);
  });

  test('asks more of a case, the more are still to be shown', () => {
    expect(stopAt(about(0.5, 0.1), 0, plan, margin, 2)).to.equal('plain');
    expect(stopAt(about(0.5, 0.1), 0, plan, margin, 200)).to.equal(undefined);
  });

  test('ends at the cap what is never shown', () => {
    expect(stopAt(about(0.1, 1), 3, plan, margin)).to.equal(undefined);
    expect(stopAt(about(0.1, 1), 4, plan, margin)).to.equal('cap');
  });
});
