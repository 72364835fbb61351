/**
 * Without keep-alive each request pays for a handshake, two sockets and their end. The danger is to believe that one has
 * it: the agent of all keeps connections since Node 19 (nodejs/node #43522), but `new http.Agent()` does not, unless it
 * is told to. The right way is one agent for all requests to a server, with `keepAlive: true` and a limit of sockets.
 *
 * The server is in a process of its own. Of loopback the handshake is the cheapest there is; over a network it takes a
 * round trip more, and with TLS one or two beyond that. How many connections there are is counted, and not timed
 * (`suites/bdd/network/http.spec.ts`).
 */
import http from 'node:http';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/http/serving-program.js', import.meta.url);

async function asking(bytes: number, agent: http.Agent | false): Promise<Timed> {
  const server = await startServer<{ port: number }>(program);
  const options = { agent, host: '127.0.0.1', port: server.ports.port, path: `/${bytes}` };
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = http.get(options, (response) => {
        let come = 0;
        response.on('data', (chunk: Buffer) => (come += chunk.length)).once('end', () => resolve(come));
      });
      request.once('error', reject);
    });
  return closing(ask, async () => {
    if (agent) agent.destroy();
    await server.close();
  });
}

export default defineClaim({
  says: 'Requests over a connection that is kept alive are answered sooner',
  because: 'one TCP session serves many requests, so that all but the first spare the handshake',
  source: 'notes: network › HTTP',
  quote:
    '开启keepalive后，一个TCP会话可以用于多次请求和响应 (with keep-alive one TCP session serves several requests and responses)',
  rows: ['H3'],
  given: { bytes: [2, 10_240] },
  quick: { bytes: [2] },
  favours: 'kept alive',
  over: 'a connection each',
  contenders: {
    'kept alive': ({ bytes }) => asking(bytes, new http.Agent({ keepAlive: true, maxSockets: 1 })),
    'a connection each': ({ bytes }) => asking(bytes, false),
  },
  answer: ({ bytes }) => bytes,
  elsewhere: [
    {
      source: 'https://github.com/node-modules/agentkeepalive',
      says: 'Of 60 at once 2,020 requests a second are answered with kept connections, and 1,289 with the agent of that time, 1.56 requests a connection',
      wins: 'kept alive',
      on: 'node@0.8.9',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
