/**
 * `for (const id of ids) await get(id)` reads well, and waits for every answer before it asks the next question. Where
 * an answer is slow because it comes from afar, and not because it is work, the questions can all be on their way at
 * once: `Promise.all(ids.map(get))`. Then it takes as long as the slowest. With thousands it is kinder to the other
 * side to limit how many are under way: that takes as often the latency as the limit goes into their number.
 *
 * A single request is the case in which there is nothing to win. The service is in the process that asks, and answers
 * after its latency however many ask; connections are kept, so that opening them is not part of it. The latency is
 * short for the sake of the measurement: with a longer one there is more to wait for, and the same number of times.
 */
import { closing, defineClaim, type Contender } from '../../claim.ts';
import { pooledMap } from '../../../fixtures/async/pooled-map.ts';
import { startSlowService } from '../../../fixtures/async/slow-service.ts';

const LATENCY_MS = 2;
const axes = { requests: [1, 16] } as const;

/** @param limit how many requests are under way at once */
function asking(limit: number): Contender<typeof axes> {
  return async ({ requests }) => {
    const service = await startSlowService(LATENCY_MS);
    const numbers = Array.from({ length: requests }, (_, index) => index);
    return closing(
      () => pooledMap(numbers, limit, service.square),
      () => service.close(),
    );
  };
}

export default defineClaim({
  says: 'Requests that are started together are answered sooner than one after another',
  because: 'one thread that does its tasks in series waits for each, and asynchronous ones wait all at once',
  source: 'notes: asynchronous I/O',
  quote: '串行依次执行：慢的任务会阻塞后面的任务 (one after another: slow tasks hold up those behind them)',
  rows: ['X1', 'PR3'],
  given: axes,
  quick: { requests: [16] },
  crossing: 'requests',
  favours: 'together',
  over: 'one after another',
  contenders: {
    'one after another': asking(1),
    'four at once': asking(4),
    together: asking(Infinity),
  },
  answer: ({ requests }) => Array.from({ length: requests }, (_, index) => index ** 2),
  expects: ({ requests }) => (requests <= 1 ? 'equivalent' : 'confirmed'),
});
