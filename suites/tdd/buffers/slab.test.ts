/** Specifies the slab allocator by hand, with the three states of the notes. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { SlabAllocator } from '../../../fixtures/buffers/slab.ts';

const states = (allocator: SlabAllocator): string[] => allocator.slabs.map(({ state }) => state);

suite('B3: the states of a slab, by hand, since the pool of Node has none', () => {
  test('are none before anything is asked for: the first slab comes with the first Buffer', () => {
    expect(new SlabAllocator().slabs).to.deep.equal([]);
  });

  test('go from partial over full back to partial and empty', () => {
    const allocator = new SlabAllocator({ slabBytes: 32, largeFrom: 33 });
    const seen: string[] = [];
    const first = allocator.allocate(16);
    seen.push(...states(allocator));
    const second = allocator.allocate(16);
    seen.push(...states(allocator));
    allocator.release(first);
    seen.push(...states(allocator));
    allocator.release(second);
    seen.push(...states(allocator));
    expect(seen).to.deep.equal(['partial', 'full', 'partial', 'empty']);
  });

  test('are full when not one unit of 8 is left, though bytes are', () => {
    const allocator = new SlabAllocator({ slabBytes: 16, largeFrom: 17 });
    allocator.allocate(9);
    expect(allocator.slabs).to.deep.equal([{ state: 'full', used: 16, free: 0, buffers: 1 }]);
  });

  test('come with figures that add up', () => {
    const allocator = new SlabAllocator({ slabBytes: 64 });
    allocator.allocate(3);
    allocator.allocate(10);
    expect(allocator.slabs).to.deep.equal([{ state: 'partial', used: 24, free: 40, buffers: 2 }]);
  });
});

suite('allocate', () => {
  test('hands out neighbours of one piece of memory, at multiples of 8', () => {
    const allocator = new SlabAllocator();
    const [first, second, third] = [allocator.allocate(3), allocator.allocate(9), allocator.allocate(1)];
    expect([first.length, second.length, third.length]).to.deep.equal([3, 9, 1]);
    expect([first.byteOffset, second.byteOffset, third.byteOffset]).to.deep.equal([0, 8, 24]);
    expect(new Set([first.buffer, second.buffer, third.buffer]).size).to.equal(1);
    expect(first.buffer.byteLength).to.equal(8192);
  });

  test('asks for another slab when the size does not fit the rest, and still fills the first', () => {
    const allocator = new SlabAllocator({ slabBytes: 64, largeFrom: 65 });
    allocator.allocate(40);
    allocator.allocate(40);
    allocator.allocate(24);
    expect(allocator.slabs.map(({ used }) => used)).to.deep.equal([64, 40]);
  });

  test('prefers a slab that is in use to an empty one, so that the empty one may go', () => {
    const allocator = new SlabAllocator({ slabBytes: 64, largeFrom: 65 });
    const first = allocator.allocate(64);
    allocator.allocate(32);
    allocator.release(first);
    expect(states(allocator)).to.deep.equal(['empty', 'partial']);
    allocator.allocate(32);
    expect(states(allocator)).to.deep.equal(['empty', 'full']);
    allocator.allocate(8);
    expect(states(allocator)).to.deep.equal(['partial', 'full']);
  });

  test('gives a place again that was released', () => {
    const allocator = new SlabAllocator();
    const first = allocator.allocate(8);
    allocator.allocate(8);
    allocator.release(first);
    expect(allocator.allocate(8).byteOffset).to.equal(0);
  });

  for (const { size, slabs } of [
    { size: 4095, slabs: 1 },
    { size: 4096, slabs: 0 },
    { size: 1_000_000, slabs: 0 },
    { size: 0, slabs: 0 },
  ]) {
    test(`takes ${size} bytes ${slabs ? 'out of a slab' : 'past the slabs, into memory of their own'}`, () => {
      const allocator = new SlabAllocator();
      const buffer = allocator.allocate(size);
      expect(allocator.slabs).to.have.lengthOf(slabs);
      expect(buffer.length).to.equal(size);
      expect(buffer.buffer.byteLength).to.equal(slabs ? 8192 : size);
      expect(allocator.buffers).to.equal(1);
      allocator.release(buffer);
      expect(allocator.buffers).to.equal(0);
    });
  }

  test('never lets two Buffers that are out overlap, whatever is asked for and released', () => {
    const steps = fc.array(fc.record({ size: fc.nat(40), release: fc.boolean(), which: fc.nat() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (actions) => {
        const allocator = new SlabAllocator({ slabBytes: 64 });
        const out: Buffer[] = [];
        const marks = new Map<Buffer, number>();
        for (const [step, { size, release, which }] of actions.entries()) {
          if (release && out.length > 0) {
            for (const gone of out.splice(which % out.length, 1)) allocator.release(gone);
          } else {
            const buffer = allocator.allocate(size).fill(step);
            out.push(buffer);
            marks.set(buffer, step);
          }
          for (const buffer of out) expect(buffer.every((byte) => byte === marks.get(buffer))).to.equal(true);
          expect(allocator.buffers).to.equal(out.length);
        }
        for (const buffer of out) allocator.release(buffer);
        expect(allocator.slabs.every(({ state, used }) => state === 'empty' && used === 0)).to.equal(true);
        expect(allocator.slabs.length).to.be.at.most(1);
      }),
    );
  });

  for (const size of [-1, 0.5, Number.NaN]) {
    test(`refuses ${size} bytes`, () => {
      expect(() => new SlabAllocator().allocate(size))
        .to.throw(RangeError, 'the size in bytes')
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});

suite('release', () => {
  for (const { spares, left } of [
    { spares: 0, left: 0 },
    { spares: 1, left: 1 },
    { spares: 2, left: 2 },
    { spares: 9, left: 3 },
  ]) {
    test(`lets empty slabs go but for ${spares}`, () => {
      const allocator = new SlabAllocator({ slabBytes: 64, largeFrom: 65, spares });
      const buffers = [allocator.allocate(64), allocator.allocate(64), allocator.allocate(64)];
      for (const buffer of buffers) allocator.release(buffer);
      expect(states(allocator)).to.deep.equal(Array.from({ length: left }, () => 'empty'));
    });
  }

  for (const [what, wrong] of Object.entries<(allocator: SlabAllocator) => Buffer>({
    'what was released before': (allocator) => {
      const buffer = allocator.allocate(8);
      allocator.release(buffer);
      return buffer;
    },
    'a large one that was released before': (allocator) => {
      const buffer = allocator.allocate(8192);
      allocator.release(buffer);
      return buffer;
    },
    'a slice of what is out': (allocator) => allocator.allocate(8).subarray(0, 4),
    "another allocator's": () => new SlabAllocator().allocate(8),
    "Node's own": () => Buffer.alloc(8),
  })) {
    test(`refuses ${what}`, () => {
      const allocator = new SlabAllocator();
      const buffer = wrong(allocator);
      const before = allocator.slabs;
      expect(() => allocator.release(buffer))
        .to.throw(Error, 'release the very object')
        .with.property('code', 'ERR_NOT_ALLOCATED');
      expect(allocator.slabs).to.deep.equal(before);
    });
  }
});

suite('a SlabAllocator', () => {
  test('has slabs of 8 KiB, of which half is large, unless it is told', () => {
    const { slabBytes, largeFrom } = new SlabAllocator();
    expect({ slabBytes, largeFrom }).to.deep.equal({ slabBytes: 8192, largeFrom: 4096 });
  });

  for (const options of [
    { slabBytes: 0 },
    { slabBytes: 12 },
    { slabBytes: 64, largeFrom: 66 },
    { largeFrom: 0 },
    { spares: -1 },
  ]) {
    test(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new SlabAllocator(options))
        .to.throw(RangeError)
        .with.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
