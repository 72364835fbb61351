/**
 * What Node.js does on other threads (files, names, keys, compression) shares one pool of four, however many processors
 * there are, and UV_THREADPOOL_SIZE makes it larger. It is passed on as advice for speed. For what waits, it can be:
 * four pipes that nobody opens stop every file of the process. For what computes, the processors are the limit: more
 * threads than those share them, and gain nothing. That what waits does gain is another claim:
 * a-larger-pool-lets-files-through.
 *
 * Eight keys are derived at once, in a process for each size: libuv looks at the variable once. What is timed is one
 * message there and its answer, which costs all of them the same. Sixteen threads are not asked: there are but eight
 * keys.
 */
import { pbkdf2Sync } from 'node:crypto';
import { closing, defineClaim, type Contender } from '../../claim.ts';
import { PoolProcess } from '../../../fixtures/async/pool-process.ts';

const ITERATIONS = 1000;
const axes = { keys: [8] } as const;

function pool(size: number): Contender<typeof axes> {
  return ({ keys }) => {
    const child = new PoolProcess(size);
    return closing(
      () => child.derive({ keys, iterations: ITERATIONS }),
      () => child.close(),
    );
  };
}

/** The same key without the pool. */
function keyOf(index: number): string {
  return pbkdf2Sync('touchstone', `salt ${index}`, ITERATIONS, 8, 'sha256').toString('hex');
}

export default defineClaim({
  says: 'A thread pool larger than the default of 4 derives keys faster',
  because: 'more of the tasks are done at once',
  source: 'https://www.garudax.id/posts/yakov-moshel_nodejs-javascript-backend-activity-7453067511828340737-OAg3',
  quote:
    'If your server receives 8 simultaneous requests that each call crypto.pbkdf2 …, 4 of them will wait … your response times double. … The Fix: … UV_THREADPOOL_SIZE=8',
  rows: ['X12'],
  given: axes,
  favours: '8 threads',
  over: '4 threads',
  contenders: {
    '1 thread': pool(1),
    '2 threads': pool(2),
    '4 threads': pool(4),
    '8 threads': pool(8),
  },
  answer: ({ keys }) => Array.from({ length: keys }, (_, index) => keyOf(index)).join(' '),
});
