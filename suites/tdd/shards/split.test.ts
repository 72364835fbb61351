/** Splitting: every case in one shard, the shards about as long, and the same on every machine. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { splitCases, type Weighed } from '../../../bench/shards/split.ts';

const cost = fc.double({ min: 0, max: 1e6, noNaN: true });
const costs = (most: number) => fc.array(cost, { maxLength: most });
const casesOf = (all: readonly number[]): Weighed[] =>
  all.map((each, at) => ({ claim: `claim-${at % 3}`, case: `n=${at}`, cost: each }));
const longest = (shards: readonly (readonly Weighed[])[]) => Math.max(...shards.map(total));
const total = (cases: readonly Weighed[]) => cases.reduce((sum, one) => sum + one.cost, 0);
const nameOf = (one: Weighed) => `${one.claim} ${one.case}`;
/** Sums in another order differ in their last bits. */
const ROUNDING = 1 + 1e-9;

/** How long the longest shard takes where all ways to split have been tried. */
function best([first, ...rest]: readonly number[], loads: readonly number[]): number {
  if (first === undefined) return Math.max(...loads);
  const tried = new Set<number>();
  return Math.min(
    ...loads.flatMap((load, at) => {
      if (tried.has(load)) return [];
      tried.add(load);
      return [best(rest, loads.with(at, load + first))];
    }),
  );
}

suite('splitting cases', () => {
  test('puts every case into exactly one shard, in the order in which they came', () => {
    const property = fc.property(costs(40), fc.integer({ min: 1, max: 12 }), (all, of) => {
      const cases = casesOf(all);
      const shards = splitCases(cases, of);
      expect(shards).to.have.length(of);
      expect(shards.flat()).to.have.members(cases).and.to.have.length(cases.length);
      for (const shard of shards) expect(shard).to.deep.equal(cases.filter((one) => shard.includes(one)));
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('does not depend on the order in which the cases come', () => {
    const few = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 30 });
    const property = fc.property(few, fc.integer({ min: 1, max: 5 }), fc.integer(), (all, of, turn) => {
      const cases = casesOf(all);
      const at = cases.length === 0 ? 0 : Math.abs(turn) % cases.length;
      const turned = [...cases.slice(at), ...cases.slice(0, at)].toReversed();
      const names = (shards: readonly (readonly Weighed[])[]) => shards.map((one) => one.map(nameOf).toSorted());
      expect(names(splitCases(turned, of))).to.deep.equal(names(splitCases(cases, of)));
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  test('takes at most 4/3 - 1/3n of what the best split would', () => {
    const property = fc.property(costs(8), fc.integer({ min: 1, max: 4 }), (all, of) => {
      const least = best(
        all.toSorted((a, b) => b - a),
        Array.from({ length: of }, () => 0),
      );
      const most = (4 / 3 - 1 / (3 * of)) * least * ROUNDING;
      expect(longest(splitCases(casesOf(all), of))).to.be.at.most(most);
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });

  test('of any number of cases, no shard is longer than the mean by more than a case', () => {
    const property = fc.property(costs(200), fc.integer({ min: 1, max: 20 }), (all, of) => {
      const most = all.reduce((sum, each) => sum + each, 0) / of + Math.max(0, ...all) * (1 - 1 / of);
      expect(longest(splitCases(casesOf(all), of))).to.be.at.most(most * ROUNDING);
    });
    fc.assert(property, { seed: 4, numRuns: 100 });
  });

  test('leaves together what goes together, at the cost of all of it', () => {
    const of = (claim: string, each: number, beside?: string) => {
      const one = { claim, case: '', cost: each };
      return beside === undefined ? one : { ...one, beside };
    };
    const cases = [of('a@base', 2, 'a'), of('b', 3), of('a@head', 2, 'a'), of('c', 2)];
    const names = splitCases(cases, 2).map((shard) => shard.map(({ claim }) => claim));
    expect(names).to.deep.equal([
      ['a@base', 'a@head'],
      ['b', 'c'],
    ]);
  });

  for (const [all, of, shards] of [
    [[7, 7, 6, 6, 5, 5, 4, 4, 4], 4, ['n=0 n=6 n=8', 'n=1 n=7', 'n=2 n=4', 'n=3 n=5']],
    [[1, 1, 1, 1], 2, ['n=0 n=2', 'n=1 n=3']],
    [[5], 3, ['n=0', '', '']],
    [[], 2, ['', '']],
  ] as const) {
    test(`${all.join(', ')} in ${of} are ${shards.join(' | ')}`, () => {
      const cases = all.map((each, at) => ({ claim: 'one', case: `n=${at}`, cost: each }));
      const told = splitCases(cases, of).map((shard) => shard.map((one) => one.case).join(' '));
      expect(told).to.deep.equal([...shards]);
    });
  }
});
