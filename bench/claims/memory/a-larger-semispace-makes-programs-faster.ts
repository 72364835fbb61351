/**
 * The notes set the size of the young generation by a flag, which today is called `--max-semi-space-size` and counts MB.
 * A larger semispace is full less often, so that there are fewer scavenges, and what dies young has more time to die: it
 * is neither copied nor promoted. The price is memory (three times the size), and that it no longer fits the caches of the
 * processor; and what does survive is copied all the same.
 *
 * Each contender has a process of its own with a fixed size, since the flag is for a whole process: the 1024 kB of the
 * notes, and the 16 MB up to which V8 lets it grow by itself (Node.js 20). A call is a message to it, one run of the same
 * trace of allocations, and the answer. A run allocates more than the larger semispace holds, so that every call has its
 * share of the collections. `live` is how many objects stay alive at a time: of 1,000, some 40 KB, a scavenge finds hardly
 * anything to copy; 60,000 do not fit into 1 MB. V8 would see that these survive, and put them into the old generation
 * at once; that is switched off in both (`--no-allocation-site-pretenuring`), as otherwise nothing would be scavenged.
 *
 * How much memory the larger one costs, and how many scavenges it spares, is counted and not timed
 * (`suites/bdd/memory/allocation-process.spec.ts`). `more-than-the-default-semispace-makes-programs-faster` asks for
 * sizes beyond those that V8 takes by itself.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksSemiSpaces, startAllocating } from '../../../fixtures/memory/allocation-process.ts';

/** Objects a call, of 40 bytes each: 18 MB. */
const OBJECTS = 450_000;

function allocatingIn(semiSpace: number, live: number): Timed {
  const child = startAllocating(semiSpace, { live, objects: OBJECTS });
  return closing(child.run, async () => child[Symbol.asyncDispose]());
}

export default defineClaim({
  says: 'A larger semispace makes a program faster',
  because: 'it is full less often, and what dies in the meantime need not be copied',
  source: 'notes: memory › V8’s limits',
  quote:
    '--max-new-space-size=1024 test.js // 单位为kB，设置新生代内存空间的大小 (sets the size of the young generation)',
  rows: ['G7'],
  lacks: lacksSemiSpaces,
  given: { live: [1000, 60_000] },
  quick: { live: [60_000] },
  favours: '16 MB',
  over: '1 MB',
  contenders: {
    '16 MB': ({ live }) => allocatingIn(16, live),
    '1 MB': ({ live }) => allocatingIn(1, live),
  },
  answer: () => OBJECTS,
  expects: ({ live }, { is }) => (is === 'node' && live >= 60000 ? 'confirmed' : undefined),
});
