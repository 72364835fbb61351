/**
 * The table of the notes: a scavenge is the fastest, a mark-compact the slowest. They do not do the same: the one clears
 * the young generation, the other the whole heap. A full collection follows every reference of what is alive, so that it
 * takes the longer the more a program holds, a cache of a million entries for instance, though none of them is garbage.
 * A scavenge looks at the young and at the old slots that are known to lead to them
 * (v8.dev/blog/orinoco-parallel-scavenger: since V8 6.2 on several threads). How much of the young survives is the other
 * half of its price, for which `scavenges-are-cheap-for-the-short-lived` asks. A million live objects would take ten
 * times as long, and say no more.
 *
 * Both contenders hold as many live objects in the old generation, and leave the same young garbage at every call. V8 has
 * one collector for the old generation today, which marks, sweeps, and compacts the pages that are worth it; the table of
 * the notes has Mark-Sweep in a column of its own. In a round both heaps are in one process, and a full collection goes
 * through both; the processes apart show each alone.
 *
 * A call reads the size of the young generation before it leaves garbage and after the collection, some microseconds in both
 * contenders, so that the answer can say whether the garbage is gone.
 */
import v8 from 'node:v8';
import { defineClaim } from '../../claim.ts';
import { forcedGc, lacksForcedGc, type ForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { drawingOfCompaction, drawingOfSweeping } from '../../../fixtures/memory/model/examples.ts';

/** Objects of 32 bytes in Node.js 20. */
const GARBAGE = 2000;

/** What may be left of that: less than this in bytes. */
const MOST_OF_IT = GARBAGE * 20;

/** Holds so many objects, which are old; a call leaves a little garbage, collects, and says how many are held still. */
function collectingBeside(live: number, kind: keyof ForcedGc): () => unknown {
  const gc = forcedGc();
  const held = Array.from({ length: live }, (_, index) => ({ index }));
  // Twice survived is promoted.
  gc.minor();
  gc.minor();
  let last: unknown;
  return () => {
    // Whatever else is young is there before and after, unless V8 collects by itself meanwhile: then there is less.
    const before = youngBytes();
    for (let index = 0; index < GARBAGE; index += 1) last = { index };
    gc[kind]();
    const gone = youngBytes() - before < MOST_OF_IT;
    return { held: held.length, gone: last !== undefined && gone };
  };
}

function youngBytes(): number {
  return v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')!.space_used_size;
}

export default defineClaim({
  says: 'Mark-Compact is the slowest collector, and Scavenge the fastest',
  because: 'it follows the references of everything that is alive, and a scavenge those of the young only',
  source: 'notes: memory › V8’s garbage collection, the table',
  quote: '速度: Mark-Sweep 中等, Mark-Compact 最慢, Scavenge 最快 (speed: medium, slowest, fastest)',
  rows: ['G14'],
  lacks: lacksForcedGc,
  given: { live: [10_000, 100_000] },
  quick: { live: [100_000] },
  favours: 'scavenge',
  over: 'full collection',
  contenders: {
    scavenge: ({ live }) => collectingBeside(live, 'minor'),
    'full collection': ({ live }) => collectingBeside(live, 'major'),
  },
  answer: ({ live }) => ({ held: live, gone: true }),
  drawings: () => [drawingOfSweeping(), drawingOfCompaction()],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
