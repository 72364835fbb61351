/** Load of a closed model: every connection sends its next request as soon as it has its answer. */
import { availableParallelism } from 'node:os';
import autocannon from 'autocannon';
import type { Served } from '../../claim.ts';
import type { Load } from '../../results.ts';
import { isEnough, looksOf } from './enough.ts';
import { TallyKeeper, type Tally } from './tally.ts';

/** Seconds after which a request counts as an error, and a turn that has not seen enough ends all the same. */
const PATIENCE = 10;
/** Milliseconds: how soon autocannon sees that it is to end. */
const SEES_THE_END = 10;

/**
 * One turn of load, by autocannon. Its connections are new ones, and end with the turn; that lasts until enough has been
 * seen, and 10 s more at the longest.
 *
 * @param signal ends the turn before its time
 */
export function closedLoad(served: Served, load: Load, signal?: AbortSignal): Promise<Tally> {
  const { url, method = 'GET', headers, body, status = 200 } = served;
  const tally = new TallyKeeper();
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const options = {
      url,
      method: method as autocannon.Request['method'],
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
      connections: load.connections,
      duration: load.turn / 1000 + PATIENCE,
      sampleInt: SEES_THE_END,
      timeout: PATIENCE,
    };
    const sleep = stayAwake();
    const cannon = autocannon(options, (error: unknown) => {
      sleep();
      for (const look of looks) clearTimeout(look);
      if (error instanceof Error) reject(error);
      else resolve(tally.close());
    });
    const stopIfEnough = (): void => {
      if (isEnough(performance.now() - began, tally.settled, load)) cannon.stop();
    };
    const looks = looksOf(load).map((after) => setTimeout(stopIfEnough, after));
    signal?.addEventListener('abort', () => cannon.stop(), { once: true });
    cannon.on('response', (_client, got, _bytes, milliseconds) => {
      if (got === status) tally.answer(milliseconds * 1e6);
      else tally.error();
      stopIfEnough();
    });
    cannon.on('reqError', () => {
      tally.error();
      stopIfEnough();
    });
  });
}

/**
 * Keeps the event loop going round. Whoever sleeps has to be woken by each answer, and on one machine it is the server that
 * pays for the waking: a server that is slower than the load would seem to be slower still. It takes a processor of its own.
 *
 * @returns lets it sleep again
 */
function stayAwake(): () => void {
  if (availableParallelism() < 2) return () => undefined;
  let next: NodeJS.Immediate;
  const goRound = (): void => {
    next = setImmediate(goRound);
  };
  goRound();
  return () => clearImmediate(next);
}
