/**
 * Several processes answer on one port, and the load is said to be balanced. There are two ways. The workers can all wait
 * for connections on one listening socket: then the system wakes one of them, and likes to wake the one that slept least,
 * so that a few get most. Or one process accepts and hands connections out in turn, which Node.js does by default, since
 * the first was found to be so uneven (nodejs/node-v0.x-archive #4435).
 *
 * The danger is to believe that a connection is a piece of work: whoever is given as many connections as the others can
 * still have the heavy ones. And in turn is not the same as strictly in turn: `node:cluster` gives a connection to
 * whoever was free first, so that connections that come together are spread a little unevenly; a cluster by hand that
 * does not wait for anybody has no such thing. Nothing is timed here: a round counts who answers connections that come
 * one after another or in bursts of 20, and what is judged is how many the busiest worker had. Children that were handed
 * a listening socket wait for it as the workers of a cluster do that are left to the system, and are counted in the
 * suites alone.
 */
import { defineClaim, figured, type Timed } from '../../claim.ts';
import { runCluster } from '../../../fixtures/processes/cluster-run.ts';
import { countAnswers } from '../../../fixtures/processes/connections.ts';
import { startMiniCluster } from '../../../fixtures/processes/mini-cluster.ts';

const WORKERS = 4;
/** Connections for every worker, where the spread is even. */
const FAIR = 50;

export default defineClaim({
  says: 'A cluster shares the work fairly',
  because: 'the primary accepts the connections and hands them to the workers in turn (SCHED_RR)',
  source: 'notes: cluster › load balancing',
  quote: '保证多个处理单元工作量公平的策略 (a strategy that keeps the work of several processing units fair)',
  rows: ['C4', 'PR16'],
  metric: 'figure',
  figure: { name: `connections of the busiest worker, of which ${FAIR} are fair`, unit: 'count' },
  given: { atOnce: [1, 20] },
  quick: { atOnce: [20] },
  favours: 'in turn',
  over: 'by the system',
  contenders: {
    'in turn': ({ atOnce }) => counted(() => clusterOf('rr', atOnce)),
    'by the system': ({ atOnce }) => counted(() => clusterOf('none', atOnce)),
    'by hand, strictly in turn': ({ atOnce }) => counted(() => byHand(atOnce)),
  },
  answer: () => WORKERS * FAIR,
  elsewhere: [
    {
      source: 'https://nodejs.org/api/cluster.html#cluster_how_it_works',
      says: 'Loads have been observed where over 70% of all connections ended up in just two processes, out of a total of eight',
      wins: 'in turn',
    },
  ],
});

/** What a call answers is how many connections are made; the processes live only while they are counted. */
function counted(spread: () => Promise<readonly number[]>): Timed {
  return figured(
    () => WORKERS * FAIR,
    async () => busiest(await spread(), WORKERS * FAIR),
  );
}

/** Throws where not every connection was answered by one of the workers. */
function busiest(spread: readonly number[], connections: number): number {
  const answered = spread.reduce((sum, count) => sum + count, 0);
  if (answered !== connections) throw new Error(`expected ${connections} answers of workers, but got ${answered}`);
  return Math.max(...spread);
}

async function clusterOf(scheduling: 'rr' | 'none', atOnce: number): Promise<readonly number[]> {
  const { spread } = await runCluster({ scheduling, workers: WORKERS, connections: WORKERS * FAIR, atOnce });
  return spread;
}

async function byHand(atOnce: number): Promise<number[]> {
  const file = new URL('../../../fixtures/processes/mini-echo.js', import.meta.url);
  await using cluster = await startMiniCluster({ file, workers: WORKERS, handing: 'connections' });
  const counts = await countAnswers(cluster.port, WORKERS * FAIR, atOnce);
  return cluster.pids.map((pid) => counts.get(String(pid)) ?? 0);
}
