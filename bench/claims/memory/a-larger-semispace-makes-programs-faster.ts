/**
 * The notes set the size of the young generation by a flag, which today is called `--max-semi-space-size` and counts MB.
 * A larger semispace is full less often, so that there are fewer scavenges, and what dies young has more time to die: it
 * is neither copied nor promoted. The price is memory (three times the size), and that it no longer fits the caches of the
 * processor; and what does survive is copied all the same.
 *
 * Each contender has a process of its own with a fixed size, since the flag is for a whole process. A call is a message to
 * it, one run of the same trace of allocations, and the answer. `live` is how many objects stay alive at a time: of 1,000,
 * some 40 KB, a scavenge finds hardly anything to copy; 60,000 do not fit into 1 MB.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startAllocating } from '../../../fixtures/memory/allocation-process.ts';

/** Objects a call: a millisecond or less, where nothing is copied. */
const OBJECTS = 30_000;

async function allocatingIn(semiSpace: number, live: number): Promise<Timed> {
  const child = startAllocating(semiSpace, { live, objects: OBJECTS });
  await child.run();
  return closing(child.run, async () => child[Symbol.asyncDispose]());
}

export default defineClaim({
  says: 'A larger semispace makes a program faster',
  because: 'it is full less often, and what dies in the meantime need not be copied',
  source: 'notes: memory › V8’s limits',
  quote:
    '--max-new-space-size=1024 test.js // 单位为kB，设置新生代内存空间的大小 (sets the size of the young generation)',
  rows: ['G7'],
  given: { live: [1000, 60_000] },
  favours: '64 MB',
  over: '1 MB',
  contenders: {
    '64 MB': ({ live }) => allocatingIn(64, live),
    '1 MB': ({ live }) => allocatingIn(1, live),
  },
  answer: () => OBJECTS,
});
