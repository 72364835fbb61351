/**
 * A server that waits, for a disk, a database or another server, has nothing to do meanwhile. Whether it can do that
 * nothing for many at once is what is called non-blocking. Waiting in place keeps the thread: the next request begins
 * when this one is answered, and however many ask, no more of them are answered. Handing the wait to the event loop
 * lets as many wait at once as ask, until the processor time of a request, and not the wait for it, fills the thread.
 *
 * That is the shape by which a load test tells the two apart, better than by any single figure: answers a second over
 * the number of connections. The one is flat from the first connection on. The other rises in proportion, and then
 * bends: behind that knee more connections wait in a queue, and only latency grows (J. D. C. Little, A Proof for the
 * Queuing Formula, 1961: requests in the system = answers a second × time of each).
 */
import { createServer } from 'node:http';
import { defineClaim } from '../../claim.ts';
import { serving } from '../../serving.ts';

/** Milliseconds that every request waits for something outside of the process. */
const WAIT = 1;

export default defineClaim({
  says: 'A thread that waits without blocking answers many who ask at once',
  because: 'an operation that waits is handed to the system, and the loop goes on with the other requests',
  source: 'notes: asynchronous I/O › blocking and non-blocking',
  quote:
    '阻塞I/O造成CUP等待I/O，CPU的处理能力没用充分利用 (blocking I/O makes the processor wait for I/O, and what it could do is not used)',
  rows: ['P1', 'X5', 'X6', 'TE11'],
  metric: 'throughput',
  load: () => ({ connections: 32, turn: 150, turns: 2, sweep: [1, 16, 64] }),
  quick: false,
  favours: 'waits on the loop',
  over: 'waits in place',
  contenders: {
    'waits on the loop': () =>
      serving(createServer((_, response) => void setTimeout(() => response.end('answered'), WAIT))),
    'waits in place': () => {
      const never = new Int32Array(new SharedArrayBuffer(4));
      return serving(
        createServer((_, response) => {
          Atomics.wait(never, 0, 0, WAIT);
          response.end('answered');
        }),
      );
    },
  },
  expects: 'confirmed',
});
