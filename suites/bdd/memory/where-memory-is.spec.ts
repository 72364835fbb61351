/** Specifies where memory is counted: a process with a heap of 32 MB that holds more than that in Buffers. */
import os from 'node:os';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Growth } from '../../../fixtures/memory/off-heap.ts';
import { contradictionsIn, type MemoryReading } from '../../../fixtures/memory/reading.ts';
import { compiled, run, inline } from '../../support/program.ts';

const MiB = 1024 * 1024;
/** What else may come and go meanwhile: a compiled function, a page of the allocator. */
const OTHERS = 2 * MiB;

interface Seen {
  readonly limit: number;
  readonly start: MemoryReading;
  readonly full: MemoryReading;
  readonly filled: Growth;
  readonly promised: Growth;
  readonly touched: Growth;
  readonly pages: number;
  readonly border: number;
  /** 4096 Buffers of the border's size, of one more, and of the border's size after they were asked for `.buffer`. */
  readonly small: Record<'at' | 'above' | 'moved', Growth>;
  readonly old: { readonly length: number; readonly sum: number; readonly grown: Growth };
  readonly warnings: readonly string[];
  /** /proc/meminfo, before and after the machine was read, in bytes; without it on other systems. */
  readonly machine?: {
    readonly earlier: Meminfo;
    readonly later: Meminfo;
    readonly free: number;
    readonly total: number;
  };
}

interface Meminfo {
  readonly total: number;
  readonly free: number;
  readonly available: number;
}

/** One process that sees it all: starting them is what costs. */
const PROGRAM = `
  import fs from 'node:fs';
  import os from 'node:os';
  import v8 from 'node:v8';
  import { fill, growth, largestOnHeap, touch } from ${JSON.stringify(compiled('fixtures/memory/off-heap.ts'))};
  import { readMemory } from ${JSON.stringify(compiled('fixtures/memory/reading.ts'))};

  const warnings = [];
  process.on('warning', ({ code }) => warnings.push(code));
  const MiB = 1024 * 1024;
  const limit = v8.getHeapStatistics().heap_size_limit;
  const sample = () => { gc(); gc(); return process.memoryUsage(); };
  // Until nothing goes any more: another thread gives back what a collection frees outside of the heap.
  const settle = async () => {
    for (let last; last !== (last = sample().arrayBuffers); ) await new Promise(setImmediate);
  };
  const meminfo = () => {
    const lines = fs.readFileSync('/proc/meminfo', 'utf8').split('\\n').map((line) => line.split(/:\\s+| kB/));
    const of = (name) => Number(lines.find(([key]) => key === name)[1]) * 1024;
    return { total: of('MemTotal'), free: of('MemFree'), available: of('MemAvailable') };
  };
  const machineSeen = () => {
    const [earlier, free, total, later] = [meminfo(), os.freemem(), os.totalmem(), meminfo()];
    return { earlier, free, total, later };
  };

  sample();
  const start = readMemory();
  const { made: large, grown: filled } = growth(() => fill(limit + 16 * MiB), sample);
  const full = readMemory();
  const { made: promise, grown: promised } = growth(() => Buffer.alloc(32 * MiB), sample);
  const { made: pages, grown: touched } = growth(() => touch(promise), sample);

  const border = largestOnHeap(sample);
  await settle();
  const buffers = (bytes) => Array.from({ length: 4096 }, () => Buffer.allocUnsafeSlow(bytes));
  const at = growth(() => buffers(border), sample);
  const above = growth(() => buffers(border + 1), sample);
  const moved = growth(() => at.made.map(({ buffer }) => buffer), sample);

  await settle();
  const size = 4 * MiB;
  const { made: old, grown } = growth(() => {
    const buffer = new Buffer(size);
    for (let i = 0; i < size; i++) buffer[i] = 0;
    return buffer;
  }, sample);
  await new Promise(setImmediate);
  process.stdout.write(JSON.stringify({
    limit, start, full, filled, promised, touched, pages, border,
    small: { at: at.grown, above: above.grown, moved: moved.grown },
    old: { length: old.length, sum: old.reduce((sum, byte) => sum + byte, 0), grown },
    warnings,
    machine: os.platform() === 'linux' ? machineSeen() : undefined,
    kept: [large, above, moved].length,
  }));`;

describe('a process with a heap of 32 MB', () => {
  let seen: Seen;

  before(async () => {
    const flags = ['--expose-gc', '--max-old-space-size=32', '--max-semi-space-size=1'];
    const { code, stdout, stderr } = await run([...flags, ...inline(PROGRAM)]);
    expect(code, stderr).to.equal(0);
    seen = JSON.parse(stdout) as Seen;
  });

  it('G24: holds more in Buffers than its heap may ever have, outside of the heap', () => {
    const { limit, filled, full } = seen;
    expect(limit).to.be.below(64 * MiB);
    expect(filled.arrayBuffers).to.be.within(limit + 16 * MiB - OTHERS, limit + 16 * MiB + OTHERS);
    expect(filled.heapUsed).to.be.below(OTHERS);
    expect(full.usage.heapTotal).to.be.below(limit / 2);
    expect(full.usage.rss).to.be.above(limit);
  });

  it('G26: asking for 32 MiB does not raise rss, as is claimed: only touching the pages does', () => {
    expect(seen.promised.arrayBuffers).to.be.within(32 * MiB - OTHERS, 32 * MiB + OTHERS);
    expect(seen.promised.rss).to.be.below(8 * MiB);
    expect(seen.touched.rss).to.be.within(24 * MiB, 40 * MiB);
    expect([Math.abs(seen.touched.arrayBuffers) < OTHERS, seen.pages]).to.deep.equal([true, (32 * MiB) / 4096]);
  });

  it('G25: has the bytes of small Buffers on the heap, not outside as is claimed of all', () => {
    const { border, small } = seen;
    expect(border).to.be.within(1, 1023);
    expect(Math.abs(small.at.arrayBuffers)).to.be.below(4096 * border * 0.1);
    expect(small.at.heapUsed).to.be.above(4096 * border);
    expect(small.above.arrayBuffers).to.be.within(4096 * (border + 1) * 0.9, 4096 * (border + 1) * 1.1);
  });

  it('G25: moves the bytes of a small Buffer out when it is asked for its ArrayBuffer', () => {
    const bytes = 4096 * seen.border;
    expect(seen.small.moved.arrayBuffers).to.be.within(bytes * 0.9, bytes * 1.1);
  });

  it('G27: still makes a Buffer of zeros by the claimed new Buffer(size), and warns of DEP0005 once', () => {
    const { length, sum, grown } = seen.old;
    expect([length, sum]).to.deep.equal([4 * MiB, 0]);
    expect(grown.arrayBuffers).to.be.within(3 * MiB, 5 * MiB);
    expect(seen.warnings).to.deep.equal(['DEP0005']);
  });

  it('G2: reads figures that do not contradict each other, empty and full', () => {
    expect(contradictionsIn(seen.start)).to.deep.equal([]);
    expect(contradictionsIn(seen.full)).to.deep.equal([]);
    expect(seen.start.usage.heapTotal).to.be.at.most(seen.start.usage.rss);
  });

  const linux = os.platform() === 'linux';
  (linux ? describe : describe.skip)(`on Linux${linux ? '' : ' (skipped: needs /proc of Linux)'}`, () => {
    it('G22: has an rss in bytes: as many as the pages that the kernel counts for it', () => {
      for (const { usage, kernel } of [seen.start, seen.full]) {
        expect(Math.abs(usage.rss - kernel!.resident)).to.be.below(4 * MiB);
      }
      expect(seen.full.kernel!.resident - seen.start.kernel!.resident).to.be.above(seen.limit);
    });

    it('G23: has the memory of the machine in bytes, as /proc/meminfo has in kB', () => {
      const { earlier, total } = seen.machine!;
      expect(total).to.equal(earlier.total);
    });

    it('G23: calls free what can be had without swapping, page cache included, not what lies idle as is claimed', () => {
      const { earlier, later, free } = seen.machine!;
      // Others use the machine while it is read: what changed meanwhile, and a page or two besides.
      const slack = 64 * MiB + Math.abs(later.available - earlier.available);
      expect(Math.abs(free - earlier.available)).to.be.at.most(slack);
    });

    it('G23: may have no more than is there, by what Node.js says of limits and by its control group', () => {
      const { machine, available, constrained, group } = seen.start;
      const limits = [available, constrained, group?.limit].filter((limit) => limit !== undefined);
      for (const limit of limits) expect(limit).to.be.within(1, machine.total);
      if (group) expect(group.used).to.be.within(1, machine.total);
    });
  });
});

describe('a process with a large young generation', () => {
  it('G2: has more heapTotal than rss where V8 commits it at once: pages are not resident until they are touched', async () => {
    const flags = ['--min-semi-space-size=64', '--max-semi-space-size=64'];
    const read = 'process.stdout.write(JSON.stringify(process.memoryUsage()))';
    const [plain, large] = await Promise.all(
      [[], flags].map(async (given) => {
        const { code, stdout } = await run([...given, ...inline(read)]);
        expect(code).to.equal(0);
        return JSON.parse(stdout) as NodeJS.MemoryUsage;
      }),
    );
    expect(large!.rss - plain!.rss).to.be.below(16 * MiB);
    // Whether it is committed at the start is V8's choice; resident it is not.
    const committed = large!.heapTotal - plain!.heapTotal > 48 * MiB;
    expect(large!.heapTotal > large!.rss).to.equal(committed);
  });
});
