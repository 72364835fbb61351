/**
 * Load of an open model: requests are due at a fixed rate, whether or not earlier ones are answered, as those of people who
 * do not know of each other. Latency counts from the moment at which a request was due. A generator that waits for answers
 * instead leaves out just those requests that would have met a stall (G. Tene: coordinated omission).
 */
import http from 'node:http';
import { setImmediate as roundOfTheLoop } from 'node:timers/promises';
import type { Served } from '../../claim.ts';
import type { Load } from '../../results.ts';
import { TallyKeeper, type Tally } from './tally.ts';

/** Milliseconds after which a request counts as an error. */
const PATIENCE = 10_000;

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
    const answer = request(served, agent).then(
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

/** Sends one, and tells whether its answer has the right status; rejects where there is none. */
function request({ url, method = 'GET', headers = {}, body, status = 200 }: Served, agent: http.Agent) {
  return new Promise<boolean>((resolve, reject) => {
    const asked = http.request(url, { agent, method, headers, timeout: PATIENCE }, (answer) => {
      answer.once('end', () => resolve(answer.statusCode === status));
      answer.once('error', reject);
      answer.resume();
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer in ${PATIENCE} ms`)));
    asked.once('error', reject);
    asked.end(body);
  });
}
