/** Where a winner changes along an axis, in tables. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { crossings, type Station } from '../../../bench/stats/crossing.ts';

const at = (place: number, verdict: Station['verdict'], log?: number, reach = 0, machine?: number): Station => ({
  at: place,
  verdict,
  ...(log !== undefined && { log: { estimate: log, low: log - reach, high: log + reach } }),
  ...(machine !== undefined && { machine }),
});

suite('crossings', () => {
  for (const { says, line, found } of [
    { says: 'nothing crosses on an empty line', line: [], found: [] },
    { says: 'one case is no line', line: [at(1, 'confirmed')], found: [] },
    { says: 'the same winner everywhere crosses nowhere', line: [at(1, 'refuted'), at(9, 'refuted')], found: [] },
    {
      says: 'half of the way on a log axis is the geometric mean',
      line: [at(1, 'refuted', -0.5), at(100, 'confirmed', 0.5)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10, low: 10, high: 10 }],
    },
    {
      says: 'what cannot be told widens the gap',
      line: [at(1, 'refuted', -1), at(10, 'inconclusive', 0), at(100, 'confirmed', 1)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10, low: 10, high: 10 }],
    },
    {
      says: 'the line is put in order first',
      line: [at(100, 'confirmed', 0.5), at(1, 'refuted', -0.5)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10, low: 10, high: 10 }],
    },
    {
      says: 'behind the last that can be told, the next place is told as unknown',
      line: [at(1, 'confirmed', 1), at(4, 'inconclusive', -1), at(9, 'inconclusive', 1)],
      found: [{ between: [1, 4], verdicts: ['confirmed', 'inconclusive'] }],
    },
    {
      says: 'before the first that can be told, the nearest place is told as unknown',
      line: [at(1, 'inconclusive', 1), at(4, 'inconclusive', -1), at(9, 'confirmed', 1)],
      found: [{ between: [4, 9], verdicts: ['inconclusive', 'confirmed'] }],
    },
    {
      says: 'where nothing can be told, nothing is said',
      line: [at(1, 'inconclusive', 1), at(4, 'inconclusive', -1)],
      found: [],
    },
    {
      says: 'where nobody wins, no winner changes',
      line: [at(1, 'inconclusive', 1), at(4, 'equivalent', 0), at(9, 'inconclusive', -1)],
      found: [],
    },
    {
      says: 'ratios on the same side have no place between them',
      line: [at(1, 'equivalent', 0.01), at(4, 'confirmed', 0.5)],
      found: [{ between: [1, 4], verdicts: ['equivalent', 'confirmed'] }],
    },
    {
      says: 'a case that was not measured, or that lies at 0, has no place either',
      line: [at(0, 'refuted', -1), at(4, 'confirmed', 1), at(8, 'refuted')],
      found: [
        { between: [0, 4], verdicts: ['refuted', 'confirmed'] },
        { between: [4, 8], verdicts: ['confirmed', 'refuted'] },
      ],
    },
  ] as const) {
    test(says, () => {
      expect(crossings(line)).to.deep.equal(found);
    });
  }
});

/** As JSON has it, with as many digits as a reader sees. */
const rounded = (line: readonly Station[]) =>
  crossings(line).map((one) => {
    const told = Object.entries(one).filter(([key]) => ['estimate', 'low', 'high'].includes(key));
    return Object.fromEntries(told.map(([key, value]) => [key, Number(Number(value).toPrecision(4))]));
  });

// The ends were found by trying 400,000 places of the axis, in another program.
suite('the place at which the ratio passes 1', () => {
  for (const { says, line, found } of [
    {
      // (1 - 2s)² = 0.25 ((1 - s)² + s²) has the roots (3.5 ± √1.75) / 7.
      says: 'has the interval of which the borders leave 0 within',
      line: [at(1, 'confirmed', 1, 0.5), at(100, 'refuted', -1, 0.5)],
      found: [{ estimate: 10, low: 4.188, high: 23.88 }],
    },
    {
      says: 'reaches into the next gap where the station between is not shown to differ from 1',
      line: [at(1, 'confirmed', 1, 0.1), at(10, 'equivalent', -0.02, 0.04), at(100, 'refuted', -1, 0.1)],
      found: [{ estimate: 9.559, low: 8.77, high: 10.46 }, {}],
    },
    {
      says: 'lies beside a gap whose winner changes where the estimate does, and the interval reaches into it',
      line: [at(1, 'equivalent', 0.04, 0.03), at(10, 'equivalent', -0.01, 0.03), at(100, 'refuted', -0.5, 0.1)],
      found: [{ estimate: 6.31, low: 2.287, high: 10.94 }],
    },
    {
      says: 'is not told where the last size is not shown to be behind it, but up to where it is shown to be ahead',
      line: [at(1, 'confirmed', 1, 0.1), at(100, 'equivalent', -0.01, 0.03)],
      found: [{ low: 83.67 }],
    },
    {
      says: 'and so where the estimate of the last size is on the same side',
      line: [at(1, 'confirmed', 1, 0.1), at(100, 'equivalent', 0.01, 0.03)],
      found: [{ low: 91.34 }],
    },
    {
      says: 'is not told where the first size is not shown to be before it, but from where on it is shown to be behind',
      line: [at(1, 'equivalent', 0.01, 0.03), at(100, 'refuted', -1, 0.1)],
      found: [{ high: 1.195 }],
    },
    {
      says: 'is none where the ratio is shown to stay on one side, however small it is',
      line: [at(1, 'confirmed', 1, 0.1), at(100, 'equivalent', 0.02, 0.01)],
      found: [{}],
    },
    {
      says: 'is none where the ratio comes near 1 and goes back: how far it is shown to be ahead is told on both sides',
      line: [at(1, 'confirmed', 1, 0.1), at(10, 'equivalent', -0.01, 0.03), at(100, 'confirmed', 1, 0.1)],
      found: [{ low: 9.147 }, { high: 10.93 }],
    },
    {
      says: 'has an interval about all places at which noise has the estimates pass',
      line: [
        at(1, 'confirmed', 1, 0.1),
        at(10, 'inconclusive', -0.05, 0.1),
        at(100, 'inconclusive', 0.05, 0.1),
        at(1000, 'refuted', -1, 0.1),
      ],
      found: [{ estimate: 31.62, low: 7.391, high: 135.3 }],
    },
    {
      says: 'is told for each change by itself',
      line: [at(1, 'confirmed', 1, 0.1), at(10, 'refuted', -1, 0.1), at(100, 'confirmed', 1, 0.1)],
      found: [
        { estimate: 3.162, low: 2.914, high: 3.431 },
        { estimate: 31.62, low: 29.14, high: 34.31 },
      ],
    },
    {
      says: 'is a size at which figures that do not spread are the same',
      line: [at(1, 'confirmed', 0.1), at(10, 'equivalent', 0), at(100, 'refuted', -0.1)],
      found: [{ estimate: 10, low: 10, high: 10 }, {}],
    },
    {
      says: 'is of no machine where two measured what lies around it',
      line: [at(1, 'confirmed', 1, 0.1, 1), at(10, 'refuted', -1, 0.1, 2)],
      found: [{}],
    },
    {
      says: 'is of no machine where another measured what lies between',
      line: [at(1, 'confirmed', 1, 0.1, 1), at(10, 'inconclusive', 0, 0.1, 2), at(100, 'refuted', -1, 0.1, 1)],
      found: [{}],
    },
  ]) {
    test(says, () => {
      expect(rounded(line)).to.deep.equal(found);
    });
  }

  test('ends at a station exactly where the interval of that station does', () => {
    const high = (reach: number) => rounded([at(1, 'confirmed', 1, 0.1), at(100, 'refuted', -1, reach)])[0]!['high'];
    expect(high(0.999)).to.be.closeTo(99.54, 0.01);
    expect(high(1.001)).to.equal(undefined);
  });

  test('lies within its interval, and the interval within what was measured, on any line', () => {
    const verdict = fc.constantFrom<Station['verdict']>('confirmed', 'refuted', 'equivalent', 'inconclusive');
    const log = fc.oneof(
      fc.constantFrom(0, 0.1, -0.1),
      fc.integer({ min: -2000, max: 2000 }).map((mille) => mille / 1000),
    );
    const reach = fc.oneof(
      fc.constantFrom(0, 0.1),
      fc.integer({ min: 0, max: 1000 }).map((mille) => mille / 1000),
    );
    const station = fc.tuple(verdict, log, reach);
    fc.assert(
      fc.property(fc.array(station, { minLength: 2, maxLength: 7 }), (all) => {
        const line = all.map(([is, estimate, by], nth) => at(4 ** nth, is, estimate, by));
        for (const { estimate, low, high } of crossings(line)) {
          const told = [low, estimate, high].filter((value) => value !== undefined);
          expect(told).to.deep.equal(told.toSorted((one, other) => one - other));
          for (const place of told) expect(place).to.be.within(1, 4 ** (all.length - 1));
          if (estimate !== undefined) expect(told).to.have.length(3);
          else expect(told).to.have.length.at.most(1);
        }
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});
