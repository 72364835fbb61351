/**
 * A queue between a producer and a slower consumer grows at every turn, and holds, when the producer is through, all that
 * the consumer could not keep up with: a share of everything, however much that is. A bound with back-pressure has the
 * producer wait instead. Nothing is lost, and it takes as long as the consumer takes either way; what there is less of is
 * what waits. Where there is no more to do than the bound lets in, there is nothing to bound.
 *
 * Counted is the most that was held at once, not the memory: how much that is depends on what is queued.
 */
import { defineClaim, figured, type Timed } from '../../claim.ts';
import { BoundedQueue } from '../../../fixtures/memory/bounded-queue.ts';

const BOUND = 16;

/** A producer that hands in so many numbers as fast as they are taken, and a consumer that needs two turns more for each. */
async function flow(items: number, bound: number): Promise<{ sum: number; most: number }> {
  const queue = new BoundedQueue<number>({ bound });
  const produce = async (): Promise<void> => {
    for (let item = 1; item <= items; item++) await queue.push(item);
    queue.close();
  };
  const produced = produce();
  let sum = 0;
  for await (const item of queue) {
    for (let turn = 0; turn < 2; turn++) await Promise.resolve();
    sum += item;
  }
  await produced;
  return { sum, most: queue.stats.most };
}

function flowing(items: number, bound: number): Timed {
  return figured(
    async () => (await flow(items, bound)).sum,
    async () => (await flow(items, bound)).most,
  );
}

export default defineClaim({
  says: 'Back-pressure keeps a queue small where the consumer is slower than the producer',
  because: 'without it the queue grows by what the consumer cannot keep up with; with it the producer waits',
  source: 'notes: memory › queues',
  quote: '消费速度低于生产速度时，会形成堆积 (where consuming is slower than producing, things pile up)',
  rows: ['L4'],
  metric: 'figure',
  figure: { name: 'items held at most', unit: 'count' },
  given: { items: [BOUND, 1024] },
  quick: { items: [1024] },
  favours: 'back-pressure',
  over: 'no bound',
  contenders: {
    'back-pressure': ({ items }) => flowing(items, BOUND),
    'no bound': ({ items }) => flowing(items, Number.MAX_SAFE_INTEGER),
  },
  answer: ({ items }) => (items * (items + 1)) / 2,
  // It is counted, and the same wherever promises are.
  expects: ({ items }) => (items === BOUND ? 'equivalent' : 'confirmed'),
});
