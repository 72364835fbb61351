/** One request to a server that is loaded. */
import http from 'node:http';
import type { Served } from '../../claim.ts';

/** Milliseconds for which an answer is waited. */
const PATIENCE = 10_000;

/**
 * Sends it, and tells whether its answer has the right status.
 *
 * @param agent `false` for a connection of its own
 * @throws Error where there is no answer, or none in 10 s
 */
export function ask(
  { url, method = 'GET', headers = {}, body, status = 200 }: Served,
  agent: http.Agent | false,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
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
