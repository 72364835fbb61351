/** Seeded chance, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { chance } from '../../../../bench/harness/schedule/chance.ts';

const list = ['a', 'b', 'c'];

function orders(seed: number, many: number): string[] {
  const luck = chance(seed);
  return Array.from({ length: many }, () => luck.shuffle(list).join(''));
}

suite('chance', () => {
  test('gives the same orders for the same seed, others for another', () => {
    expect(orders(7, 50)).to.deep.equal(orders(7, 50));
    expect(orders(7, 50)).not.to.deep.equal(orders(8, 50));
  });

  test('gives every order of three about equally often', () => {
    const counts = new Map<string, number>();
    for (const order of orders(1, 60_000)) counts.set(order, (counts.get(order) ?? 0) + 1);
    expect(counts.size).to.equal(6);
    // 10,000 each; the standard deviation is 91.
    for (const count of counts.values()) expect(count).to.be.within(9600, 10_400);
  });

  test('has branches that depend on the seed and their name, and on nothing that was drawn before', () => {
    const drawn = (seed: number, name: string, before: number) => {
      const luck = chance(seed);
      for (let time = 0; time < before; time++) luck.shuffle(list);
      const branch = luck.branch(name);
      return Array.from({ length: 30 }, () => branch.shuffle(list).join('')).join(' ');
    };
    expect(drawn(1, 'a', 0)).to.equal(drawn(1, 'a', 5));
    expect(drawn(1, 'a', 0)).not.to.equal(drawn(1, 'b', 0));
    expect(drawn(1, 'a', 0)).not.to.equal(drawn(2, 'a', 0));
  });

  test('keeps what is in the list, and leaves the list alone', () => {
    const original = [1, 1, 2, 3];
    const shuffled = chance(3).shuffle(original);
    expect(shuffled.toSorted((a, b) => a - b)).to.deep.equal([1, 1, 2, 3]);
    expect(original).to.deep.equal([1, 1, 2, 3]);
    expect(shuffled).not.to.equal(original);
  });

  test('has one order for nothing and for one thing', () => {
    expect(chance(3).shuffle([])).to.deep.equal([]);
    expect(chance(3).shuffle(['a'])).to.deep.equal(['a']);
  });
});
