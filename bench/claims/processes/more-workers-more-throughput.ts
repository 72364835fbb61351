/**
 * One process runs JavaScript on one thread, so that a machine with several processors is said to need a worker for each of
 * them. That can hold only where the work of a request is JavaScript, and where there is a processor that nobody else uses:
 * the client needs one, the primary that accepts needs a little of one. On two processors with the load on the same machine
 * nothing can be said of it, and it is not asked.
 *
 * A call is 16 requests at once, on connections that are kept; the less each of them computes, the more of the time is the
 * client's and the system's, and the less there is to win.
 */
import { availableParallelism } from 'node:os';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { compute, startServing } from '../../../fixtures/processes/serving.ts';

const TOGETHER = 16;
const PROCESSORS = 4;

export default defineClaim({
  says: 'More workers give more throughput',
  because: 'every worker is a process with a thread of JavaScript of its own',
  source: 'notes: processes › several processes; cluster',
  quote:
    'var cpus = require("os").cpus(); for (var i = 0; i < cpus.length; i++) cluster.fork() (a worker for every processor)',
  rows: ['C10'],
  lacks: () =>
    availableParallelism() < PROCESSORS
      ? `it needs ${PROCESSORS} processors, and there are ${availableParallelism()}`
      : undefined,
  given: { steps: [100, 100_000] },
  crossing: 'steps',
  favours: '2 workers',
  over: 'one process',
  contenders: {
    'one process': ({ steps }) => served(1, steps),
    '2 workers': ({ steps }) => served(2, steps),
    '4 workers': ({ steps }) => served(4, steps),
  },
  answer: ({ steps }) => TOGETHER * compute(steps),
});

async function served(workers: number, steps: number): Promise<Timed> {
  const server = await startServing(workers);
  return closing(
    () => server.ask(TOGETHER, steps),
    () => server.close(),
  );
}
