/** Where a winner changes along an axis, in tables. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { crossings, type Station } from '../../../bench/stats/crossing.ts';

const at = (place: number, verdict: Station['verdict'], log?: number): Station => ({
  at: place,
  verdict,
  ...(log !== undefined && { log }),
});

suite('crossings', () => {
  for (const { says, line, found } of [
    { says: 'nothing crosses on an empty line', line: [], found: [] },
    { says: 'one case is no line', line: [at(1, 'confirmed')], found: [] },
    { says: 'the same winner everywhere crosses nowhere', line: [at(1, 'refuted'), at(9, 'refuted')], found: [] },
    {
      says: 'half of the way on a log axis is the geometric mean',
      line: [at(1, 'refuted', -0.5), at(100, 'confirmed', 0.5)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10 }],
    },
    {
      says: 'what cannot be told widens the gap',
      line: [at(1, 'refuted', -1), at(10, 'inconclusive', 0.1), at(100, 'confirmed', 1)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10 }],
    },
    {
      says: 'the line is put in order first',
      line: [at(100, 'confirmed', 0.5), at(1, 'refuted', -0.5)],
      found: [{ between: [1, 100], verdicts: ['refuted', 'confirmed'], estimate: 10 }],
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
