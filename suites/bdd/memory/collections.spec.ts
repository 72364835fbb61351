/** V8's collections, from the outside: what processes of their own write about theirs with --trace-gc. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { summaryOf } from '../../../fixtures/memory/gc-summary.ts';
import { parseGcTrace, type GcEvent, type GcLine, type GcValues } from '../../../fixtures/memory/gc-trace.ts';
import { compiled, inline, run } from '../../support/program.ts';

/** What a process writes beside its trace. */
const RECORD = 'RECORD ';

/** Runs a program to its end; what it hands to `record` is the first that is returned, its collections the second. */
async function traced<T>(flags: readonly string[], code: string): Promise<[record: T, events: GcEvent[]]> {
  const help = `const record = (said) => process.stdout.write('\\n${RECORD}' + JSON.stringify(said) + '\\n');`;
  const { code: ended, stdout, stderr } = await run([...flags, ...inline(`${help}\n${code}`)]);
  expect({ ended, stderr }).to.deep.equal({ ended: 0, stderr: '' });
  const record = stdout.split('\n').find((line) => line.startsWith(RECORD));
  return [JSON.parse(record?.slice(RECORD.length) ?? 'null') as T, parseGcTrace(stdout)];
}

describe('a trace of collections (G13, G16)', () => {
  let lines: GcLine[];
  before('lets a program fill its heap', async () => {
    const code = 'var a = []; for (var i = 0; i < 20000; i++) a.push(new Array(100)); gc();';
    const { stdout } = await run(['--trace_gc', '--expose_gc', '--eval', code]);
    lines = parseGcTrace(stdout) as GcLine[];
  });

  it('G16: is written to the standard output by --trace_gc, underscores and all, and tells why and how large', () => {
    expect(lines).to.have.length.above(1);
    expect(lines[0]).to.include({ format: 'line', kind: 'scavenge', reason: 'allocation failure' });
    for (const { before: early, after } of lines) {
      expect(early.used).to.be.within(1, early.committed);
      expect(after.used).to.be.within(1, after.committed);
    }
  });

  it('G16: says what takes long and what starts it', () => {
    const { byKind, reasons, count } = summaryOf(lines);
    expect(byKind.scavenge!.count + byKind['mark-compact']!.count).to.equal(count);
    expect([...reasons.keys()]).to.include.members(['allocation failure', 'testing; GC in old space requested']);
  });

  it('G13: knows Scavenge and Mark-Compact; a Mark-Sweep beside it, as claimed, has no name of its own any more', () => {
    expect([...new Set(lines.map(({ kind }) => kind))].sort()).to.deep.equal(['mark-compact', 'scavenge']);
    expect(lines.at(-1)).to.include({ kind: 'mark-compact', reason: 'testing' });
  });
});

describe('the generations (G8 to G11)', () => {
  interface Aged {
    /** Whether an object is in the young generation: at first, after one scavenge, after two. */
    readonly young: readonly boolean[];
  }
  const SEMI_SPACE = 8 * 1024 * 1024;
  const OBJECTS = 100_000;
  let aged: Aged;
  let scavenges: GcValues[];

  before('lets a process make many objects that stay, and collects the young ones three times', async () => {
    const flags = ['--expose-gc', '--allow-natives-syntax', '--trace-gc-nvp'];
    const sizes = ['--min-semi-space-size=8', '--max-semi-space-size=8'];
    const code = `
      gc({ type: 'minor' });
      gc({ type: 'minor' });
      const young = [];
      const object = (() => ({ made: 'now' }))();
      const all = new Array(${OBJECTS});
      for (let index = 0; index < all.length; index += 1) all[index] = { first: index, second: index };
      young.push(%InYoungGeneration(object));
      for (let times = 0; times < 2; times += 1) {
        gc({ type: 'minor' });
        young.push(%InYoungGeneration(object));
      }
      record({ young, kept: all.length });`;
    const [record, events] = await traced<Aged>([...flags, ...sizes], code);
    aged = record;
    scavenges = (events as GcValues[]).filter(({ kind }) => kind === 'scavenge').slice(-2);
  });

  const bytes = (event: GcValues | undefined, name: string): number => event?.values.get(name)?.value as number;

  it('G8: are told apart by age: an object begins in the young one', () => {
    expect(aged.young[0]).to.equal(true);
  });

  it('G10: an object stays young in its first scavenge, and is promoted by its second', () => {
    expect(aged.young).to.deep.equal([true, true, false]);
    const [first, second] = scavenges;
    expect(bytes(first, 'new_space_survived')).to.be.above(OBJECTS * 16);
    expect(bytes(second, 'promoted')).to.be.above(OBJECTS * 16);
    expect(bytes(second, 'new_space_survived')).to.be.below(OBJECTS);
  });

  it('G11: what fills a quarter of the to-space is copied into it, and not promoted as claimed', () => {
    const survived = bytes(scavenges[0], 'new_space_survived');
    expect(survived).to.be.within(0.4 * SEMI_SPACE, SEMI_SPACE);
    // What is promoted at once is the large array that holds them, and hardly anything else.
    expect(bytes(scavenges[0], 'promoted')).to.be.below(OBJECTS * 8 * 1.5);
  });

  it('G9: a scavenge copies what survives, and V8 says what of it threads beside the program have done', () => {
    const [first] = scavenges;
    expect(bytes(first, 'new_space_survived')).to.be.above(OBJECTS * 16);
    // A figure of its own; on a busy machine the others may have come too late to do anything.
    for (const name of ['scavenge.parallel', 'background.scavenge.parallel']) {
      expect(first?.values.get(name)?.unit, name).to.equal('ms');
      expect(first?.values.get(name)?.value, name).to.be.at.least(0);
    }
  });
});

describe('memory outside of the heap (G28)', () => {
  interface Counts {
    readonly plain: number;
    readonly buffers: number;
    /** MiB that the heap used at most. */
    readonly heap: number;
  }
  let counts: Counts;
  before('lets a process throw Buffers away', async () => {
    const code = `
      import { GcObserver } from '${compiled('fixtures/memory/gc-observer.ts')}';
      import { forcedGc } from '${compiled('fixtures/memory/forced-gc.ts')}';
      const observer = new GcObserver();
      const gc = forcedGc();
      let heap = 0;
      const during = async (make) => {
        gc.major();
        await observer.settled();
        observer.drain();
        for (let times = 0; times < 200; times += 1) {
          make();
          if (times % 10 === 0) heap = Math.max(heap, process.memoryUsage().heapUsed / 2 ** 20);
        }
        await observer.settled();
        return observer.drain().length;
      };
      globalThis.kept = undefined;
      const plain = await during(() => { globalThis.kept = { some: 'object' }; });
      const buffers = await during(() => { globalThis.kept = Buffer.allocUnsafeSlow(1 << 20); });
      record({ plain, buffers, heap });`;
    [counts] = await traced<Counts>([], code);
  });

  it('G28: drives the collector too: 200 Buffers of 1 MiB start it with an almost empty heap, 200 objects do not', () => {
    expect(counts.plain).to.equal(0);
    expect(counts.buffers).to.be.above(0);
    expect(counts.heap).to.be.below(30);
  });
});
