/**
 * Load of an open model: requests are due at a fixed rate, whether or not earlier ones are answered, as those of people who
 * do not know of each other. Latency counts from the moment at which a request was due. A generator that waits for answers
 * instead leaves out just those requests that would have met a stall (G. Tene: coordinated omission).
 */
import http from 'node:http';
import { setImmediate as roundOfTheLoop } from 'node:timers/promises';
import type { Served } from '../../claim.ts';
import type { Load } from '../../results.ts';
import { ask } from './ask.ts';
import { TallyKeeper, type Tally } from './tally.ts';

/** One turn of load over kept connections; a request that finds none free waits, and its latency counts on. */
export async function openLoad(
  served: Served,
  { connections, rate, turn }: Load & { readonly rate: number },
  now: () => bigint = () => process.hrtime.bigint(),
): Promise<Tally> {
  const tally = new TallyKeeper(now);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const pending = new Set<Promise<void>>();
  const began = now();
  const requests = Math.max(1, Math.round((rate * turn) / 1000));
  for (let sent = 0; sent < requests; sent++) {
    const due = began + BigInt(Math.round((sent * 1e9) / rate));
    // It spins: a timer would be up to a millisecond late.
    while (now() < due) await roundOfTheLoop();
    const answer = ask(served, agent).then(
      (right) => (right ? tally.answer(Number(now() - due)) : tally.error()),
      () => tally.error(),
    );
    pending.add(answer);
    void answer.then(() => pending.delete(answer));
  }
  await Promise.all(pending);
  agent.destroy();
  return tally.close();
}
