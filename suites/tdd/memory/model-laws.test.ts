/** Specifies what holds of every collection in the model, by made programs and a twin of plain objects. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { markCompact } from '../../../fixtures/memory/model/compact.ts';
import { scavenge } from '../../../fixtures/memory/model/scavenge.ts';
import { markSweep } from '../../../fixtures/memory/model/sweep.ts';
import { expectSound, keptByScavenge, labels, program, Twins, type Op } from './model-program.ts';

const RUNS = { numRuns: 100 };

function after(ops: readonly Op[]): Twins {
  const twins = new Twins();
  for (const op of ops) twins.run(op);
  return twins;
}

/** Checks a law on the heaps that made programs leave behind. */
function always(law: (twins: Twins) => void): void {
  fc.assert(
    fc.property(program, (ops) => law(after(ops))),
    RUNS,
  );
}

suite('every collection of the model', () => {
  test('keeps the graph: what a root reaches has the same payload and leads to the same cells', () => {
    fc.assert(
      fc.property(program, (ops) => {
        const twins = new Twins();
        for (const op of ops) {
          twins.run(op);
          if ('root' in op) continue;
          twins.expectSameGraph();
        }
        twins.expectSameGraph();
      }),
      RUNS,
    );
  });

  test('leaves a sound memory: no cells overlap, bytes add up, the remembered set is exact', () => {
    fc.assert(
      fc.property(program, (ops) => {
        const twins = new Twins();
        for (const op of ops) {
          twins.run(op);
          if (!('root' in op)) expectSound(twins.heap);
        }
        expectSound(twins.heap);
      }),
      RUNS,
    );
  });

  test('tells the bytes before and after, and names what is gone', () => {
    always(({ heap }) => {
      for (const collect of [scavenge, markSweep, markCompact]) {
        const all = [heap.from, heap.old];
        const [before, used] = [all.flatMap(labels), all.reduce((sum, space) => sum + space.used, 0)];
        const { freed, bytesBefore, bytesAfter } = collect(heap);
        const now = [heap.from, heap.old];
        expect([bytesBefore, bytesAfter]).to.deep.equal([used, now.reduce((sum, space) => sum + space.used, 0)]);
        expect([...now.flatMap(labels), ...freed].sort()).to.deep.equal(before.sort());
      }
    });
  });

  test('draws whole spaces at every step: cells and holes side by side, from the first byte to the last', () => {
    always(({ heap }) => {
      for (const collect of [scavenge, markSweep, markCompact]) {
        for (const { spaces } of collect(heap).steps) {
          for (const { bytes, cells } of spaces) {
            const ends = cells.map((cell) => cell.at + cell.bytes);
            expect(cells.map(({ at }) => at)).to.deep.equal([0, ...ends].slice(0, cells.length));
            expect(ends.at(-1)).to.equal(bytes);
          }
        }
      }
    });
  });

  test('leaves records that no later collection changes', () => {
    always(({ heap }) => {
      const record = scavenge(heap);
      const told = JSON.stringify(record);
      markCompact(heap);
      scavenge(heap);
      expect(JSON.stringify(record)).to.equal(told);
    });
  });
});

suite('a scavenge of the model', () => {
  test('keeps of the young what the roots and the old cells reach, and nothing else', () => {
    always(({ heap }) => {
      const kept = keptByScavenge(heap);
      scavenge(heap);
      expect([...labels(heap.from), ...labels(heap.old)].sort()).to.deep.equal(kept);
    });
  });

  test('after a mark-sweep leaves exactly what a root reaches: nothing dead keeps anything any more', () => {
    always((twins) => {
      markSweep(twins.heap);
      scavenge(twins.heap);
      expect([...labels(twins.heap.from), ...labels(twins.heap.old)].sort()).to.deep.equal(twins.reached());
    });
  });

  test('a second one leaves no young cell, but for those that the old space had no room for', () => {
    always(({ heap }) => {
      scavenge(heap);
      const { refused } = scavenge(heap);
      expect(heap.from.used).to.equal(refused);
    });
  });

  test('looks at nothing dead: there are as many steps as survivors, however much garbage there is', () => {
    always(({ heap }) => {
      const { steps, moves } = scavenge(heap);
      expect(steps).to.have.length(moves.length + 3);
    });
  });
});

suite('the old space of the model', () => {
  test('G15: a sweep moves nothing', () => {
    always(({ heap }) => {
      const places = new Map(heap.old.cells().map(([at, { label }]) => [label, at]));
      expect(markSweep(heap).moves).to.deep.equal([]);
      for (const [at, { label }] of heap.old.cells()) expect(at).to.equal(places.get(label));
    });
  });

  test('G15: a compaction leaves no holes, and cells in their order', () => {
    always(({ heap }) => {
      const order = heap.old.cells().map(([, { label }]) => label);
      markCompact(heap);
      const { free, largest, share } = heap.old.fragmentation;
      expect([largest, share]).to.deep.equal([free, 0]);
      const left = heap.old.cells().map(([, { label }]) => label);
      expect(left).to.deep.equal(order.filter((label) => left.includes(label)));
    });
  });

  test('is marked cell by cell, each once, however many lead to it', () => {
    always((twins) => {
      const { steps, freed } = markSweep(twins.heap);
      expect(steps).to.have.length(twins.reached().length + freed.length + 3);
    });
  });

  test('is left with the same cells by a sweep and by a compaction', () => {
    fc.assert(
      fc.property(program, (ops) => {
        const [swept, compacted] = [after(ops), after(ops)];
        markSweep(swept.heap);
        markCompact(compacted.heap);
        expect(labels(swept.heap.old)).to.deep.equal(labels(compacted.heap.old));
        expect(swept.heap.old.used).to.equal(compacted.heap.old.used);
      }),
      RUNS,
    );
  });
});
