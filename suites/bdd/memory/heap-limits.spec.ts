/** The limits of V8's heap, from the outside: children with flags say how large they may grow, and one grows too large. */
import os from 'node:os';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { parseGcTrace, type GcLine } from '../../../fixtures/memory/gc-trace.ts';
import { heapLimit, semiSpaceOf } from '../../../fixtures/memory/heap-limit.ts';
import type { HeapPicture } from '../../../fixtures/memory/heap-picture.ts';
import { compiled, inline, run, type Finished } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const MiB = 1024 * 1024;

interface Told {
  readonly picture: HeapPicture;
  readonly usage: NodeJS.MemoryUsage;
  /** What the process may use at all: of the machine, or of its container. */
  readonly memory: number;
}

/** What a process with these flags says of its heap. */
async function told(...flags: string[]): Promise<Told> {
  const code = `
    import { heapPicture } from '${compiled('fixtures/memory/heap-picture.ts')}';
    const memory = process.constrainedMemory?.() || Infinity;
    process.stdout.write(JSON.stringify({
      picture: heapPicture(), usage: process.memoryUsage(), memory: memory < ${os.totalmem()} ? memory : ${os.totalmem()},
    }));`;
  const { code: ended, stdout, stderr } = await run([...flags, ...inline(code)]);
  expect({ ended, stderr }).to.deep.equal({ ended: 0, stderr: '' });
  const said: Told = JSON.parse(stdout);
  return said;
}

describe('the heap limit of a process', () => {
  let plain: Told, old: Told, both: Told;
  before('asks processes with different flags', async () => {
    [plain, old, both] = await Promise.all([
      told(),
      told('--max-old-space-size=1700'),
      told('--max-old-space-size=1700', '--max-semi-space-size=8'),
    ]);
  });

  it('G1: follows the memory of the machine, 2 GiB and more where there are 8, and is not 1.4 GB as claimed', () => {
    expect(plain.picture.limit).to.be.at.least(Math.min(2048 * MiB, plain.memory / 4));
  });

  it('G4: is that of --max-old-space-size, in MB, and the young generation besides', () => {
    expect(both.picture.limit).to.equal(heapLimit({ maxOldSpace: 1700, maxSemiSpace: 8 }));
    expect(old.picture.limit).to.be.above(1700 * MiB);
  });

  it('G7: gives the default size of a semispace away, which is a power of two and differs between versions', () => {
    expect(Math.log2(semiSpaceOf(old.picture.limit, 1700)) % 1).to.equal(0);
    expect(semiSpaceOf(both.picture.limit, 1700)).to.equal(8);
  });

  it('G6: is for many spaces, and not for a young and an old one alone as claimed', () => {
    const names = plain.picture.spaces.map(({ name }) => name);
    expect(names).to.include.members(['new_space', 'old_space', 'large_object_space', 'code_space', 'read_only_space']);
    const { committed, spaces } = plain.picture;
    const sum = spaces.reduce((bytes, space) => bytes + space.committed, 0);
    // The spaces are read after the whole, and may have grown by a page or two meanwhile.
    expect(sum).to.be.within(committed, committed + MiB);
    for (const { used, committed: size, name } of spaces) expect(used, name).to.be.at.most(size);
  });

  it('G2: is far from what a fresh process takes: heapUsed of heapTotal of rss, and what is outside of the heap', () => {
    const { rss, heapTotal, heapUsed, external, arrayBuffers } = plain.usage;
    expect(heapUsed).to.be.within(1 * MiB, heapTotal);
    expect(heapTotal).to.be.below(rss);
    expect(arrayBuffers).to.be.within(1, external);
    expect(rss).to.be.below(plain.picture.limit);
  });
});

describe('flags of the heap', () => {
  it('G5: --max-new-space-size is a bad option, and not the size of the young generation in kB as claimed', async () => {
    const { code, stderr } = await run(['--max-new-space-size=1024', '--eval', '1']);
    expect(code).to.equal(9);
    expect(stderr).to.include('bad option: --max-new-space-size=1024');
  });
});

describe('a heap that grows to its limit', () => {
  const OLD_SPACE = 16 * MiB;
  const directory = temporaryDirectory();
  let finished: Finished;
  before('lets one grow', async () => {
    const grow = 'const all = []; for (;;) all.push(new Array(1000).fill(0.5));';
    const flags = [`--max-old-space-size=${OLD_SPACE / MiB}`, '--max-semi-space-size=1', '--trace-gc'];
    finished = await run([...flags, '--eval', grow], { cwd: directory.path });
  });

  it('G3: is ended by V8 with SIGABRT and a fatal error, not with an exception that could be caught', () => {
    expect([finished.code, finished.signal]).to.deep.equal([null, 'SIGABRT']);
    expect(finished.stderr).to.match(/FATAL ERROR: .*JavaScript heap out of memory/);
  });

  it('G3: has grown until then, and the last collection found hardly anything', () => {
    const lines = parseGcTrace(finished.stdout) as GcLine[];
    const [first, last] = [lines[0]!, lines.at(-1)!];
    expect(last.after.used).to.be.within(2 * first.after.used, 2 * OLD_SPACE);
    expect(last.before.used - last.after.used).to.be.below(OLD_SPACE / 4);
    // They come out of a buffer of some hundred characters, which cuts lines off.
    expect(finished.stderr).to.include('<--- Last few GCs --->');
  });
});
