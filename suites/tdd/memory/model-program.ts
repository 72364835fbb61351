/** Made programs for the model of the collector, and the same in plain objects, to hold it against. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Address, Space } from '../../../fixtures/memory/model/cell.ts';
import { markCompact } from '../../../fixtures/memory/model/compact.ts';
import { ModelHeap } from '../../../fixtures/memory/model/heap.ts';
import { scavenge } from '../../../fixtures/memory/model/scavenge.ts';
import { markSweep } from '../../../fixtures/memory/model/sweep.ts';

/** What a cell is meant to be: garbage here is what no root reaches, and JavaScript sees to that. */
interface Twin {
  readonly label: string;
  readonly bytes: number;
  readonly slots: (Twin | undefined)[];
}

export type Op =
  | { readonly do: 'new'; readonly root: string; readonly bytes: number; readonly slots: number; readonly old: boolean }
  | { readonly do: 'link'; readonly root: string; readonly slot: number; readonly target: string }
  | { readonly do: 'cut'; readonly root: string; readonly slot: number }
  | { readonly do: 'follow'; readonly root: string; readonly slot: number; readonly target: string }
  | { readonly do: 'drop'; readonly root: string }
  | { readonly do: 'scavenge' | 'sweep' | 'compact' };

const root = fc.constantFrom('a', 'b', 'c', 'd');
const slot = fc.nat(2);

export const operation: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('new'),
      root,
      bytes: fc.integer({ min: 1, max: 24 }),
      slots: fc.nat(3),
      old: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('link'), root, slot, target: root }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut'), root, slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('follow'), root, slot, target: root }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop'), root }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('scavenge', 'sweep', 'compact') }) },
);

export const program = fc.array(operation, { minLength: 10, maxLength: 60, size: 'max' });

/** A heap and its twin, on which the same is done. A cell that finds no room is not made on either side. */
export class Twins {
  readonly heap = new ModelHeap({ semiSpaceBytes: 96, oldBytes: 160 });
  readonly roots = new Map<string, Twin>();
  #made = 0;

  run(op: Op): void {
    const { heap, roots } = this;
    switch (op.do) {
      case 'new':
        return this.#make(op);
      case 'link':
      case 'cut': {
        const twin = roots.get(op.root);
        const target = op.do === 'link' ? op.target : undefined;
        if (twin === undefined || op.slot >= twin.slots.length) return;
        twin.slots[op.slot] = target === undefined ? undefined : roots.get(target);
        return heap.write(heap.roots.get(op.root)!, op.slot, target === undefined ? undefined : heap.roots.get(target));
      }
      case 'follow': {
        const next = roots.get(op.target)?.slots[op.slot];
        if (next === undefined) return;
        heap.roots.set(op.root, heap.read(heap.roots.get(op.target)!, op.slot)!);
        return void roots.set(op.root, next);
      }
      case 'drop':
        return void (heap.roots.delete(op.root) && roots.delete(op.root));
      case 'scavenge':
        return void scavenge(heap);
      case 'sweep':
        return void markSweep(heap);
      case 'compact':
        return void markCompact(heap);
    }
  }

  #make({ root: name, bytes, slots, old }: Op & { do: 'new' }): void {
    const label = `cell ${this.#made}`;
    const at = this.heap.place({ label, bytes, slots, old });
    if (at === undefined) return;
    this.#made += 1;
    this.heap.roots.set(name, at);
    this.roots.set(name, { label, bytes, slots: Array<undefined>(slots).fill(undefined) });
  }

  /** The labels of all that a root reaches. */
  reached(): string[] {
    const seen = new Set<Twin>(this.roots.values());
    // A set that grows while it is walked is walked to its new end.
    for (const { slots } of seen) for (const twin of slots) if (twin) seen.add(twin);
    return [...seen].map(({ label }) => label).sort();
  }

  /** Walks both graphs side by side: the same payloads, and the same cell wherever the same twin is met. */
  expectSameGraph(): void {
    const { heap, roots } = this;
    const addresses = new Map<Twin, Address>();
    const work = [...roots].map(([name, twin]) => [twin, heap.roots.get(name)] as const);
    expect([...heap.roots.keys()].sort()).to.deep.equal([...roots.keys()].sort());
    for (const [twin, at] of work) {
      if (addresses.has(twin)) {
        expect(at, `the one place of ${twin.label}`).to.equal(addresses.get(twin));
        continue;
      }
      addresses.set(twin, at!);
      const { label, bytes, slots } = heap.cell(at!);
      expect([label, bytes, slots.length]).to.deep.equal([twin.label, twin.bytes, twin.slots.length]);
      for (const [index, next] of twin.slots.entries()) {
        if (next === undefined) expect(slots[index], `slot ${index} of ${label}`).to.equal(undefined);
        else work.push([next, slots[index]]);
      }
    }
    expect(new Set(addresses.values()).size, 'two twins in one cell').to.equal(addresses.size);
  }
}

/** What holds of the memory at any time: nothing overlaps, every byte is accounted for, the barrier missed nothing. */
export function expectSound(heap: ModelHeap): void {
  for (const space of [heap.from, heap.to, heap.old]) {
    let end = space.base;
    for (const [at, { bytes }] of space.cells()) {
      expect(at, `the cell after ${end} in ${space.name}`).to.be.at.least(end);
      end = at + bytes;
    }
    expect(end).to.be.at.most(space.base + space.bytes);
    expect(sum(space), `the bytes of ${space.name}`).to.equal(space.used);
  }
  expect(heap.to.used, 'the idle semispace').to.equal(0);
  const { free, largest } = heap.old.fragmentation;
  expect(free).to.equal(heap.old.bytes - heap.old.used);
  expect(largest).to.equal(largestGap(heap.old));
  const young = heap.old.cells().flatMap(([at, { slots }]) => {
    const leading = [...slots.keys()].filter((index) => slots[index] !== undefined && heap.isYoung(slots[index]));
    return leading.length > 0 ? [[at, leading]] : [];
  });
  const known = [...heap.remembered].map(([at, slots]) => [at, [...slots].sort((one, other) => one - other)] as const);
  expect(known.sort(([one], [other]) => one - other)).to.deep.equal(young);
}

/** The labels in a space. */
export function labels(space: Space): string[] {
  return space
    .cells()
    .map(([, { label }]) => label)
    .sort();
}

/** What a scavenge has to keep, found the simple way: whatever the roots or any old cell reach, dead or not. */
export function keptByScavenge(heap: ModelHeap): string[] {
  const seen = new Set<Address>([...heap.roots.values(), ...heap.old.cells().map(([at]) => at)]);
  for (const at of seen) for (const next of heap.cell(at).slots) if (next !== undefined) seen.add(next);
  return [...seen].map((at) => heap.cell(at).label).sort();
}

function sum(space: Space): number {
  return space.cells().reduce((total, [, { bytes }]) => total + bytes, 0);
}

function largestGap(space: Space): number {
  let [end, most] = [space.base, 0];
  for (const [at, { bytes }] of space.cells()) {
    most = Math.max(most, at - end);
    end = at + bytes;
  }
  return Math.max(most, space.base + space.bytes - end);
}
