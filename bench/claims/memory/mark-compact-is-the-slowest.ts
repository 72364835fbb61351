/**
 * The table of the notes: a scavenge is the fastest, a mark-compact the slowest. They do not do the same: the one clears
 * the young generation, the other the whole heap. A full collection follows every reference of what is alive, so that it
 * takes the longer the more a program holds, a cache of a million entries for instance, though none of them is garbage. A
 * scavenge looks at the young and at the old slots that are known to lead to them.
 *
 * Both contenders hold as many live objects in the old generation, and leave the same young garbage at every call. V8 has
 * one collector for the old generation today, which marks, sweeps, and compacts the pages that are worth it; the table of
 * the notes has Mark-Sweep in a column of its own. In a round both heaps are in one process, and a full collection goes
 * through both; the processes apart show each alone.
 */
import { defineClaim } from '../../claim.ts';
import { forcedGc, type ForcedGc } from '../../../fixtures/memory/forced-gc.ts';
import { drawingOfCompaction, drawingOfSweeping } from '../../../fixtures/memory/model/examples.ts';

const GARBAGE = 1000;

/** Holds so many objects, which are old; a call leaves a little garbage, collects, and says how many it still holds. */
function collectingBeside(live: number, kind: keyof ForcedGc): () => number {
  const gc = forcedGc();
  const held = Array.from({ length: live }, (_, index) => ({ index }));
  // Twice survived is promoted.
  gc.minor();
  gc.minor();
  let last: unknown;
  return () => {
    for (let index = 0; index < GARBAGE; index += 1) last = { index };
    gc[kind]();
    return last === undefined ? 0 : held.length;
  };
}

export default defineClaim({
  says: 'Mark-Compact is the slowest collector, and Scavenge the fastest',
  because: 'it follows the references of everything that is alive, and a scavenge those of the young only',
  source: 'notes: memory › V8’s garbage collection, the table',
  quote: '速度: Mark-Sweep 中等, Mark-Compact 最慢, Scavenge 最快 (speed: medium, slowest, fastest)',
  rows: ['G14'],
  given: { live: [10_000, 100_000] },
  favours: 'scavenge',
  over: 'full collection',
  contenders: {
    scavenge: ({ live }) => collectingBeside(live, 'minor'),
    'full collection': ({ live }) => collectingBeside(live, 'major'),
  },
  answer: ({ live }) => live,
  drawings: () => [drawingOfSweeping(), drawingOfCompaction()],
});
