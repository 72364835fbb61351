/** Specifies the picture of V8's heap and the formula of its limit, with figures that are handed in. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { heapLimit, semiSpaceOf } from '../../../fixtures/memory/heap-limit.ts';
import { heapPicture } from '../../../fixtures/memory/heap-picture.ts';

const MiB = 1024 * 1024;
const STATISTICS = { heap_size_limit: 100, total_heap_size: 50, used_heap_size: 40, external_memory: 5 };

const space = (space_name: string, used = 1) => ({
  space_name,
  space_size: 10,
  space_used_size: used,
  space_available_size: 8,
  physical_space_size: 9,
});

suite('the picture of the heap (G6)', () => {
  for (const [name, generation, holds] of [
    ['read_only_space', 'read-only', 'objects'],
    ['new_space', 'young', 'objects'],
    ['new_large_object_space', 'young', 'large objects'],
    ['old_space', 'old', 'objects'],
    ['large_object_space', 'old', 'large objects'],
    ['code_space', 'old', 'code'],
    ['code_large_object_space', 'old', 'large code'],
    ['map_space', 'old', 'maps'],
    ['trusted_space', 'old', 'trusted'],
    ['trusted_large_object_space', 'old', 'large trusted'],
    ['shared_space', 'shared', 'objects'],
    ['shared_large_object_space', 'shared', 'large objects'],
    ['shared_trusted_space', 'shared', 'trusted'],
    ['shared_trusted_large_object_space', 'shared', 'large trusted'],
    ['a_space_to_come', 'old', 'other'],
  ] as const) {
    test(`${name} is of the ${generation} generation and holds: ${holds}`, () => {
      const [drawn] = heapPicture(STATISTICS, [space(name)]).spaces;
      const sizes = { committed: 10, used: 1, available: 8, resident: 9 };
      expect(drawn).to.deep.equal({ name, generation, holds, ...sizes });
    });
  }

  test('adds up what a generation uses', () => {
    const spaces = [space('new_space', 3), space('new_large_object_space', 4), space('old_space', 5)];
    const { limit, committed, used, external, usedBy } = heapPicture(STATISTICS, spaces);
    expect([limit, committed, used, external]).to.deep.equal([100, 50, 40, 5]);
    expect(usedBy).to.deep.equal({ young: 7, old: 5, shared: 0, 'read-only': 0 });
  });

  test('G6: of this process has a young space, an old one, and more than the two of the notes', () => {
    const { spaces } = heapPicture();
    const holding = (generation: string, holds: string) =>
      spaces.filter((one) => one.generation === generation && one.holds === holds).length;
    expect([holding('young', 'objects'), holding('old', 'objects'), holding('old', 'large objects')]).to.deep.equal([
      1, 1, 1,
    ]);
    expect(spaces).to.have.length.above(7);
    expect(spaces.filter(({ holds }) => holds === 'other')).to.deep.equal([]);
  });
});

suite('the heap limit (G4, G7)', () => {
  for (const [maxOldSpace, maxSemiSpace, limit] of [
    [1700, 16, 1748],
    [1700, 8, 1724],
    [100, 1, 103],
    [100, 2, 106],
    [100, 3, 112],
    [100, 64, 292],
  ] as const) {
    test(`G4: is ${limit} MiB with ${maxOldSpace} of old space and semispaces of ${maxSemiSpace}`, () => {
      expect(heapLimit({ maxOldSpace, maxSemiSpace })).to.equal(limit * MiB);
    });
  }

  test('G7: tells the size of a semispace, where that of the old space is known', () => {
    expect(semiSpaceOf(148 * MiB, 100)).to.equal(16);
    expect(semiSpaceOf(heapLimit({ maxOldSpace: 100, maxSemiSpace: 8 }), 100)).to.equal(8);
  });

  test('is refused where there is none', () => {
    const refused = { code: 'ERR_OUT_OF_RANGE' };
    expect(() => heapLimit({ maxOldSpace: 0, maxSemiSpace: 1 }))
      .to.throw(RangeError)
      .that.includes(refused);
    expect(() => heapLimit({ maxOldSpace: 1, maxSemiSpace: 0.5 }))
      .to.throw(RangeError)
      .that.includes(refused);
    expect(() => semiSpaceOf(100 * MiB, 100))
      .to.throw(RangeError)
      .that.includes(refused);
  });
});
