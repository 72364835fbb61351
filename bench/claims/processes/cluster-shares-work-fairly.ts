/**
 * Several processes answer on one port, and the load is said to be balanced. There are two ways. The workers can all wait
 * for connections on one listening socket: then the system wakes one of them, and likes to wake the one that slept least,
 * so that a few get most. Or one process accepts and hands connections out in turn, which Node.js does by default.
 *
 * The danger is to believe that a connection is a piece of work: whoever is given as many connections as the others can
 * still have the heavy ones. And in turn is not the same as strictly in turn: `node:cluster` gives a connection to whoever
 * was free first, so that connections that come together are spread a little unevenly; a cluster by hand that does not wait
 * for anybody has no such thing. Nothing is timed here: a round counts who answers connections that come in bursts of 20,
 * and what is judged is how many the busiest worker had.
 */
import { defineClaim, figured, type Timed } from '../../claim.ts';
import { runCluster } from '../../../fixtures/processes/cluster-run.ts';
import { countAnswers } from '../../../fixtures/processes/connections.ts';
import { startMiniCluster } from '../../../fixtures/processes/mini-cluster.ts';

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
  given: { workers: [4] },
  favours: 'in turn',
  over: 'by the system',
  contenders: {
    'in turn': ({ workers }) => counted(workers, () => clusterOf('rr', workers)),
    'by the system': ({ workers }) => counted(workers, () => clusterOf('none', workers)),
    'by hand, strictly in turn': ({ workers }) => counted(workers, () => byHand(workers)),
  },
  answer: ({ workers }) => workers * FAIR,
});

/** What a call answers is how many connections are made; the processes live only while they are counted. */
function counted(workers: number, spread: () => Promise<readonly number[]>): Timed {
  return figured(
    () => workers * FAIR,
    async () => busiest(await spread(), workers * FAIR),
  );
}

/** Throws where not every connection was answered by one of the workers. */
function busiest(spread: readonly number[], connections: number): number {
  const answered = spread.reduce((sum, count) => sum + count, 0);
  if (answered !== connections) throw new Error(`expected ${connections} answers of workers, but got ${answered}`);
  return Math.max(...spread);
}

async function clusterOf(scheduling: 'rr' | 'none', workers: number): Promise<readonly number[]> {
  const { spread } = await runCluster({ scheduling, workers, connections: workers * FAIR, atOnce: 20 });
  return spread;
}

async function byHand(workers: number): Promise<number[]> {
  const file = new URL('../../../fixtures/processes/mini-echo.js', import.meta.url);
  await using cluster = await startMiniCluster({ file, workers, handing: 'connections' });
  const counts = await countAnswers(cluster.port, workers * FAIR, 20);
  return cluster.pids.map((pid) => counts.get(String(pid)) ?? 0);
}
