/**
 * A request of `node:http` is a ClientRequest, which is a Writable, and its answer an IncomingMessage, which is a
 * Readable; each has events of its own, and an agent looks for a free socket by a name that it makes of the options.
 * undici was written anew: it writes the request by itself, parses the answer in WebAssembly, and makes one Readable of
 * it.
 *
 * The figures in its README are of 50 connections with 10 requests on the way in each (pipelining), which `node:http`
 * does not do. Here is none, and both have the same number of connections, kept alive. One request at a time is asked
 * about, and 16 at once: then the client is busy all the time, and what it costs is no longer hidden behind the way
 * there and back. The server is in another process, and shares the processors with it: of what it takes for itself both
 * have to wait, so that the clients differ by more than is seen here. Bodies are read to their end.
 */
import http from 'node:http';
import { Agent, request } from 'undici';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/http/serving-program.js', import.meta.url);

const BYTES = 1024;

/** @param ask makes a request, and answers with the number of bytes of its body */
async function asking(
  together: number,
  ask: (port: number) => Promise<number>,
  end: () => void | Promise<void>,
): Promise<Timed> {
  const server = await startServer<{ port: number }>(program);
  const timed = async (): Promise<number> => {
    const asked = Array.from({ length: together }, () => ask(server.ports.port));
    const answers = await Promise.all(asked);
    return answers.reduce((sum, bytes) => sum + bytes, 0);
  };
  return closing(timed, async () => {
    await end();
    await server.close();
  });
}

export default defineClaim({
  says: 'undici.request is faster than http.request',
  because: 'it was written anew, with fewer objects and events for each request',
  source: 'the README of undici: https://socket.dev/npm/package/undici/overview/^7.1.0',
  quote: 'An HTTP/1.1 client, written from scratch for Node.js.',
  given: { together: [1, 16] },
  quick: { together: [16] },
  favours: 'undici.request',
  over: 'http.request',
  lacks: () => (process.versions['bun'] === undefined ? undefined : 'needs undici, for which Bun has its own fetch'),
  contenders: {
    'undici.request': ({ together }) => {
      const dispatcher = new Agent({ connections: together, pipelining: 1 });
      return asking(
        together,
        async (port) => {
          const { body } = await request(`http://127.0.0.1:${port}/${BYTES}`, { dispatcher });
          let come = 0;
          for await (const chunk of body) come += (chunk as Buffer).length;
          return come;
        },
        () => dispatcher.close(),
      );
    },
    'http.request': ({ together }) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: together });
      return asking(
        together,
        (port) =>
          new Promise((resolve, reject) => {
            http
              .request(`http://127.0.0.1:${port}/${BYTES}`, { agent }, (response) => {
                let come = 0;
                response.on('data', (chunk: Buffer) => (come += chunk.length)).once('end', () => resolve(come));
              })
              .once('error', reject)
              .end();
          }),
        () => agent.destroy(),
      );
    },
  },
  answer: ({ together }) => together * BYTES,
  elsewhere: [
    {
      source: 'https://socket.dev/npm/package/undici/overview/^7.1.0',
      says: 'undici - request: 18,340 requests a second; http - keepalive: 9,193 (50 connections, pipelining)',
      wins: 'undici.request',
      at: { together: 16 },
      on: 'node@22.11',
    },
  ],
});
