/** Specifies the model of the collector by heaps of a few cells, as the notes tell it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { allocate } from '../../../fixtures/memory/model/allocate.ts';
import type { Address, Space } from '../../../fixtures/memory/model/cell.ts';
import { markCompact } from '../../../fixtures/memory/model/compact.ts';
import { ModelHeap } from '../../../fixtures/memory/model/heap.ts';
import { scavenge } from '../../../fixtures/memory/model/scavenge.ts';
import { markSweep } from '../../../fixtures/memory/model/sweep.ts';

/** `a@0 b@16`: the cells of a space, by their place in it. */
function lies(space: Space): string {
  return space
    .cells()
    .map(([at, { label }]) => `${label}@${at - space.base}`)
    .join(' ');
}

interface Made {
  readonly label: string;
  readonly bytes?: number;
  readonly slots?: number;
  readonly held?: boolean;
  readonly old?: boolean;
}

/** Puts a cell into the heap, held by a root of its name unless told otherwise. */
function put(heap: ModelHeap, { label, bytes = 16, slots = 0, held = true, old = false }: Made): Address {
  const at = heap.place({ label, bytes, slots, old })!;
  if (held) heap.roots.set(label, at);
  return at;
}

const small = (): ModelHeap => new ModelHeap({ semiSpaceBytes: 64, oldBytes: 128 });

suite('a scavenge, after Cheney (G9)', () => {
  test('G9: copies what is alive side by side, flips, and leaves one half of the young generation empty', () => {
    const heap = small();
    put(heap, { label: 'x', held: false });
    put(heap, { label: 'a' });
    put(heap, { label: 'y', held: false });
    put(heap, { label: 'b' });
    const [from, to] = [heap.from, heap.to];
    expect(lies(from)).to.equal('x@0 a@16 y@32 b@48');
    const { moves, freed } = scavenge(heap);
    expect(lies(heap.from)).to.equal('a@0 b@16');
    expect([heap.from, heap.to]).to.deep.equal([to, from]);
    expect(heap.to.used).to.equal(0);
    expect(freed).to.deep.equal(['x', 'y']);
    expect(moves).to.deep.equal([
      { label: 'a', from: { space: 'semispace A', at: 16 }, to: { space: 'semispace B', at: 0 } },
      { label: 'b', from: { space: 'semispace A', at: 48 }, to: { space: 'semispace B', at: 16 } },
    ]);
  });

  test('G9: half of the young generation is all that there is to use', () => {
    const heap = small();
    for (const label of ['a', 'b', 'c', 'd']) put(heap, { label });
    expect(heap.from.used).to.equal(heap.from.bytes);
    expect(heap.place({ label: 'e', bytes: 1 })).to.equal(undefined);
  });

  test('follows references level by level, as the scan pointer meets them: no stack, no list', () => {
    const heap = new ModelHeap({ semiSpaceBytes: 96, oldBytes: 96 });
    const root = put(heap, { label: 'root', bytes: 8, slots: 2 });
    for (const [slot, label] of ['left', 'right'].entries()) {
      const child = put(heap, { label, bytes: 8, slots: 1, held: false });
      heap.write(root, slot, child);
      heap.write(child, 0, put(heap, { label: `${label} leaf`, bytes: 8, held: false }));
    }
    scavenge(heap);
    expect(lies(heap.from)).to.equal('root@0 left@8 right@16 left leaf@24 right leaf@32');
  });

  test('copies a cell once, however many lead to it, and a circle as a circle', () => {
    const heap = small();
    const a = put(heap, { label: 'a', slots: 2 });
    const b = put(heap, { label: 'b', slots: 1, held: false });
    heap.write(a, 0, b);
    heap.write(a, 1, b);
    heap.write(b, 0, a);
    expect(scavenge(heap).moves.map(({ label }) => label)).to.deep.equal(['a', 'b']);
    const copy = heap.roots.get('a')!;
    expect([heap.read(copy, 0), heap.read(heap.read(copy, 1)!, 0)]).to.deep.equal([heap.read(copy, 1), copy]);
  });
});

suite('promotion in the model (G8, G10, G11)', () => {
  test('G8, G10: a cell is copied by its first scavenge and promoted by its second', () => {
    const heap = small();
    put(heap, { label: 'a' });
    scavenge(heap);
    put(heap, { label: 'b' });
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['a@0 b@16', '']);
    scavenge(heap);
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['b@0', 'a@0']);
  });

  test('G10: it is by its address that a cell is known to have survived: below the age mark', () => {
    const heap = small();
    put(heap, { label: 'a' });
    scavenge(heap);
    const young = put(heap, { label: 'b' });
    expect(heap.roots.get('a')!).to.be.below(heap.ageMark);
    expect(young).to.equal(heap.ageMark);
  });

  test('G11: by the rule of the notes, what comes when a quarter of the to-space is full is promoted at once', () => {
    const heap = small();
    for (const label of ['a', 'b', 'c']) put(heap, { label });
    scavenge(heap, { promoteAbove: 0.25 });
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['a@0', 'b@0 c@16']);
  });

  test('G11: without that rule, as in V8 today and not as claimed, all of them are copied', () => {
    const heap = small();
    for (const label of ['a', 'b', 'c']) put(heap, { label });
    scavenge(heap);
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['a@0 b@16 c@32', '']);
  });

  test('does not happen where the old space has no room: the cell is copied again, and that is told', () => {
    const heap = new ModelHeap({ semiSpaceBytes: 64, oldBytes: 8 });
    put(heap, { label: 'a' });
    expect(scavenge(heap).refused).to.equal(0);
    expect(scavenge(heap).refused).to.equal(16);
    expect(lies(heap.from)).to.equal('a@0');
  });
});

suite('the write barrier', () => {
  test('remembers an old slot that leads to a young cell, so that a scavenge finds it without the old space', () => {
    const heap = small();
    const old = put(heap, { label: 'old', slots: 1, old: true });
    const young = put(heap, { label: 'young', held: false });
    heap.write(old, 0, young);
    expect([...heap.remembered]).to.deep.equal([[old, new Set([0])]]);
    scavenge(heap);
    expect(heap.cell(heap.read(old, 0)!).label).to.equal('young');
    expect([...heap.remembered]).to.deep.equal([[old, new Set([0])]]);
  });

  test('forgets it once the young cell is promoted, or the slot leads elsewhere', () => {
    const heap = small();
    const old = put(heap, { label: 'old', slots: 2, old: true });
    for (const slot of [0, 1]) heap.write(old, slot, put(heap, { label: `young ${slot}`, held: false }));
    heap.write(old, 1, undefined);
    expect([...heap.remembered]).to.deep.equal([[old, new Set([0])]]);
    scavenge(heap);
    scavenge(heap);
    expect([...heap.remembered]).to.deep.equal([]);
    expect(lies(heap.old)).to.equal('old@0 young 0@16');
  });

  test('keeps what a dead old cell leads to, until the old space is collected', () => {
    const heap = small();
    const old = put(heap, { label: 'old', slots: 1, old: true, held: false });
    heap.write(old, 0, put(heap, { label: 'young', held: false }));
    scavenge(heap);
    expect(lies(heap.from)).to.equal('young@0');
    markSweep(heap);
    scavenge(heap);
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['', '']);
  });
});

/** `a`, `c` and `d` are held, `x` and `y` are not; nothing is free yet. */
function holed(): ModelHeap {
  const heap = new ModelHeap({ semiSpaceBytes: 32, oldBytes: 80 });
  for (const label of ['a', 'x', 'c', 'y', 'd']) put(heap, { label, old: true, held: !'xy'.includes(label) });
  return heap;
}

suite('the old space (G13, G15)', () => {
  test('G15: a sweep leaves the living where they are, and holes between them', () => {
    const heap = holed();
    expect(markSweep(heap).freed).to.deep.equal(['x', 'y']);
    expect(lies(heap.old)).to.equal('a@0 c@32 d@64');
    expect(heap.old.fragmentation).to.deep.equal({ free: 32, largest: 16, share: 0.5 });
  });

  test('G15: what is larger than every hole finds no room, though enough is free; after a compaction it does', () => {
    const heap = holed();
    markSweep(heap);
    const request = { label: 'large', bytes: 32, old: true };
    expect(heap.place(request)).to.equal(undefined);
    markCompact(heap);
    expect(heap.old.fragmentation).to.deep.equal({ free: 32, largest: 32, share: 0 });
    expect(heap.place(request)).to.be.a('number');
    expect(lies(heap.old)).to.equal('a@0 c@16 d@32 large@48');
  });

  test('takes the first hole that fits', () => {
    const heap = holed();
    markSweep(heap);
    for (const [label, bytes] of [
      ['first', 8],
      ['second', 16],
      ['third', 8],
    ] as const)
      put(heap, { label, bytes, old: true });
    expect(lies(heap.old)).to.equal('a@0 first@16 third@24 c@32 second@48 d@64');
  });

  test('joins the holes of neighbours', () => {
    const heap = small();
    for (const label of ['x', 'y', 'a']) put(heap, { label, old: true, held: label === 'a' });
    markSweep(heap);
    expect(heap.place({ label: 'both', bytes: 32, old: true })).to.equal(heap.old.base);
  });

  test('has the references of young cells and of roots led to where a compaction has put the cells', () => {
    const heap = holed();
    const young = put(heap, { label: 'young', slots: 1 });
    heap.write(young, 0, heap.roots.get('d'));
    markCompact(heap);
    expect(heap.read(heap.roots.get('young')!, 0)).to.equal(heap.roots.get('d'));
    expect(heap.cell(heap.roots.get('d')!).label).to.equal('d');
  });

  test('marks a list to its end, and frees all of it once its beginning is let go', () => {
    const heap = new ModelHeap({ semiSpaceBytes: 1, oldBytes: 128 });
    let last: Address | undefined;
    for (let index = 0; index < 64; index += 1) {
      const at = put(heap, { label: `${index}`, bytes: 2, slots: 1, old: true, held: false });
      heap.write(at, 0, last);
      last = at;
    }
    heap.roots.set('list', last!);
    expect(markSweep(heap).freed).to.deep.equal([]);
    heap.roots.delete('list');
    expect(markSweep(heap).freed).to.have.length(64);
  });
});

suite('allocation in the model', () => {
  test('G13: scavenges first, sweeps where that does not help, and compacts only where holes are in the way', () => {
    const kinds = (heap: ModelHeap, bytes: number, old: boolean): string[] =>
      allocate(heap, { label: 'new', bytes, old }).collections.map(({ kind }) => kind);
    const full = small();
    put(full, { label: 'garbage', bytes: 64, held: false });
    expect(kinds(full, 16, false)).to.deep.equal(['scavenge']);
    expect(kinds(holed(), 16, true)).to.deep.equal(['scavenge', 'mark-sweep', 'scavenge']);
    expect(kinds(holed(), 32, true)).to.deep.equal(['scavenge', 'mark-sweep', 'scavenge', 'mark-compact', 'scavenge']);
    expect(kinds(small(), 16, false)).to.deep.equal([]);
  });

  test('G10, G13: scavenges twice where all that is young survives: the second promotes it, and the old space is not swept', () => {
    const heap = small();
    for (const label of ['a', 'b', 'c', 'd']) put(heap, { label });
    const { collections } = allocate(heap, { label: 'e', bytes: 16 });
    expect(collections.map(({ kind }) => kind)).to.deep.equal(['scavenge', 'scavenge']);
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['e@0', 'a@0 b@16 c@32 d@48']);
  });

  test('G3: ends at the limit, with an error that says what was left, where everything is held', () => {
    const heap = new ModelHeap({ semiSpaceBytes: 32, oldBytes: 64 });
    const hold = (): void => {
      for (let index = 0; ; index += 1) heap.roots.set(`${index}`, allocate(heap, { label: `${index}`, bytes: 16 }).at);
    };
    expect(hold)
      .to.throw(/expected room for \d+ of 16 bytes/)
      .with.property('code', 'ERR_HEAP_LIMIT');
    expect([heap.from.used, heap.old.used]).to.deep.equal([32, 64]);
  });

  test('puts what is larger than a semispace into the old space at once', () => {
    const heap = small();
    heap.roots.set('large', allocate(heap, { label: 'large', bytes: 65 }).at);
    expect([lies(heap.from), lies(heap.old)]).to.deep.equal(['', 'large@0']);
  });

  test('refuses what is none', () => {
    const heap = small();
    const at = put(heap, { label: 'a', slots: 1 });
    const code = (act: () => unknown): unknown => {
      try {
        act();
      } catch (error) {
        return (error as { code?: unknown }).code;
      }
      return 'nothing is refused';
    };
    expect(code(() => new ModelHeap({ semiSpaceBytes: 0, oldBytes: 1 }))).to.equal('ERR_OUT_OF_RANGE');
    expect(code(() => heap.place({ label: 'none', bytes: 0 }))).to.equal('ERR_OUT_OF_RANGE');
    expect(code(() => heap.write(at, 1, at))).to.equal('ERR_OUT_OF_RANGE');
    expect(code(() => heap.write(at, 0, at + 1))).to.equal('ERR_NO_CELL');
    expect(code(() => heap.cell(at + 1))).to.equal('ERR_NO_CELL');
    expect(code(() => scavenge(heap, { promoteAbove: Number.NaN }))).to.equal('ERR_OUT_OF_RANGE');
    scavenge(heap);
    expect(code(() => heap.read(at, 0))).to.equal('ERR_NO_CELL');
  });
});
