/**
 * A neighbour on the same machine: burns every processor in bursts, until the process that started it ends.
 *
 * Bursts and pauses last from 20 to 500 ms, so that some fall within a turn, some within a round, and some across them.
 */
import { availableParallelism } from 'node:os';
import { isMainThread, Worker } from 'node:worker_threads';

if (isMainThread) {
  const burning = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  for (const one of burning) one.on('error', () => process.exit(1));
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => undefined);
} else {
  burn();
}

function burn(): void {
  const until = performance.now() + span();
  let state = 1;
  while (performance.now() < until) for (let step = 0; step < 1e5; step++) state = Math.imul(state, 48_271) ^ step;
  setTimeout(burn, span());
}

function span(): number {
  return 20 + 480 * Math.random() ** 2;
}
