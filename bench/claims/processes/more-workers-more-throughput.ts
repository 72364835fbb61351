/**
 * One process runs JavaScript on one thread, so that a machine with several processors is said to need a worker for each of
 * them. That can hold only where the work of a request is JavaScript, and where there is a processor that nobody else uses:
 * whoever loads the servers needs one, the primary that accepts needs a little of one. On two processors with the load on
 * the same machine nothing can be said of it, and it is not asked.
 *
 * The less a request computes, the more of the time is the system's and that of whoever asks, and the less there is to
 * win. And what is handed out in turn are connections, not requests: here they are kept, and all of them ask as much.
 * Where the workers accept by themselves, nobody hands out anything, and some may be left with little to do
 * (`cluster-shares-work-fairly`). One worker alone is left out: it is one process with another before it.
 *
 * Of the workers nothing is read but their answers: they are in other processes than their contender.
 */
import { availableParallelism } from 'node:os';
import { defineClaim, type Timed } from '../../claim.ts';
import { servedBy, serving } from '../../serving.ts';
import { computingServer } from '../../../fixtures/processes/computing-server.ts';
import { compute, startServing } from '../../../fixtures/processes/serving.ts';

const PROCESSORS = 4;

export default defineClaim({
  says: 'More workers give more throughput',
  because: 'every worker is a process with a thread of JavaScript of its own',
  source: 'notes: processes › several processes; cluster',
  quote:
    'var cpus = require("os").cpus(); for (var i = 0; i < cpus.length; i++) cluster.fork() (a worker for every processor)',
  rows: ['C10', 'TE11'],
  lacks: () =>
    availableParallelism() < PROCESSORS
      ? `it needs ${PROCESSORS} processors, and there are ${availableParallelism()}`
      : undefined,
  metric: 'throughput',
  load: () => ({ connections: 32, turn: 150, turns: 2 }),
  given: { steps: [1000, 100_000] },
  quick: false,
  crossing: 'steps',
  favours: '2 workers',
  over: 'one process',
  contenders: {
    'one process': ({ steps }) => serving(computingServer(), { path: `/${steps}` }),
    '2 workers': ({ steps }) => workers(2, steps),
    '4 workers': ({ steps }) => workers(4, steps),
    '4 workers, by the system': ({ steps }) => workers(4, steps, 'none'),
  },
  answer: ({ steps }) => ({ status: 200, body: String(compute(steps)) }),
});

async function workers(count: number, steps: number, scheduling: 'rr' | 'none' = 'rr'): Promise<Timed> {
  const server = await startServing(count, scheduling);
  return servedBy(`http://127.0.0.1:${server.port}/${steps}`, { elsewhere: true }, () => server.close());
}
