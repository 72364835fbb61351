/**
 * V8 lets the young generation grow by itself, from 1 MB up to a bound that depends on its version and on the memory that
 * there is (nodejs/node #55487), mostly 16 MB a semispace. The advice for servers is to raise that bound: a larger
 * semispace is full less often, and what dies in the meantime need not be copied. The manual of Node.js says that it “may
 * improve throughput”, and to try it with one's own program; 64 MB was proposed as the default (nodejs/node #47277).
 *
 * The danger is to expect it of any program. Where hardly anything survives, a scavenge has hardly anything to do,
 * however often it comes, and there is nothing to spare; and a young generation that does not fit the caches of the
 * processor has all of its objects made in slow memory. So it is asked with a small window of live objects and with a
 * large one, in the same way as in `a-larger-semispace-makes-programs-faster`: a process for each contender, a call is a
 * message to it. A run allocates more than 64 MB, so that every call has its share of the collections. The price is
 * memory, three times the size.
 */
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { lacksSemiSpaces, startAllocating } from '../../../fixtures/memory/allocation-process.ts';

/** Objects a call, of 40 bytes each: 72 MB. */
const OBJECTS = 1_800_000;

function allocatingIn(semiSpace: number | 'default', live: number): Timed {
  const child = startAllocating(semiSpace, { live, objects: OBJECTS });
  return closing(child.run, async () => child[Symbol.asyncDispose]());
}

export default defineClaim({
  says: 'A semispace of 64 MB makes a program faster than the one that V8 chooses',
  because: 'what V8 chooses is meant for devices with little memory, and is full too often for a server',
  source: 'https://github.com/nodejs/node/issues/42511',
  quote: "for server scenarios, memory usually isn't the bottleneck, while throughput is the actual bottleneck",
  rows: ['G7'],
  lacks: lacksSemiSpaces,
  given: { live: [1000, 60_000] },
  quick: { live: [60_000] },
  favours: '64 MB',
  over: 'as V8 chooses',
  contenders: {
    '64 MB': ({ live }) => allocatingIn(64, live),
    'as V8 chooses': ({ live }) => allocatingIn('default', live),
  },
  answer: () => OBJECTS,
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/issues/42511',
      says: 'The throughput of the web tooling benchmark increased by about 18 % with --max_semi_space_size=128',
      wins: '64 MB',
    },
  ],
});
