/**
 * What a computation costs a server is not its own time: it is that of everybody who asks meanwhile. Here one request
 * in two hundred has numbers to count, and the others nothing at all. Computed in one piece it holds up every request
 * that comes until it is done. In slices these are answered between two of them, and only who asked for the numbers
 * waits longer.
 *
 * Requests come at a fixed rate whether or not the earlier ones are answered, as those of people do. A generator that
 * waits for each answer would send nothing while the server computes, and leave out just the requests that are held up.
 */
import { createServer, type ServerResponse } from 'node:http';
import { defineClaim, type Timed } from '../../claim.ts';
import { serving } from '../../serving.ts';
import { countingPrimes, countPrimes } from '../../../fixtures/async/primes.ts';
import { sliced } from '../../../fixtures/async/sliced.ts';

/** One request in so many computes. */
const ONE_IN = 200;

function answering(compute: () => number | Promise<number>): Promise<Timed> {
  let asked = 0;
  const answer = async (response: ServerResponse) => {
    if (asked++ % ONE_IN === ONE_IN - 1) await compute();
    response.end('answered');
  };
  return serving(
    createServer((_, response) => {
      answer(response).catch(() => response.writeHead(500).end());
    }),
  );
}

export default defineClaim({
  says: 'Cutting a computation into slices keeps a server answering',
  because: 'between two slices the loop takes the requests that have come, and answers them',
  source: 'notes: where Node.js is used › CPU-bound work',
  quote:
    '适当调整和分解大型运算任务为多个小任务，使得运算能够适时释放，不阻塞I/O调用的发起 (large computations cut into small tasks let go in time, and do not block I/O)',
  rows: ['P11', 'U2', 'U3', 'TE11'],
  metric: 'latency p99',
  load: () => ({ connections: 64, rate: 1000, turns: 2 }),
  quick: false,
  given: { numbers: [300_000] },
  favours: 'slices',
  over: 'in one piece',
  contenders: {
    slices: ({ numbers }) => answering(() => sliced(countingPrimes(numbers), { budgetMs: 1 })),
    'in one piece': ({ numbers }) => answering(() => countPrimes(numbers)),
  },
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
