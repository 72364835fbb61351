/**
 * `fetch` of Node.js is made of undici, and undici itself is faster without it: its README says so, and by how much.
 * Both use the same connections. `fetch` does beside it what the standard of browsers asks for: a Request and a
 * Response with Headers that are checked, the steps of a fetch with their queue of tasks, and a body that is a web
 * stream, where that of `request` is a Readable of Node.js (`streams/web-streams-are-slower`).
 *
 * The danger is in what is not equal. The undici in Node.js is another version than the one that is installed: so
 * `fetch of the package` stands between the two. A body that nobody reads keeps its connection busy, and the next
 * request opens another one; so each is read to its end here. And `localhost` would be looked up. Every contender keeps
 * one connection of its own to a server in another process, and there is one request under way at a time: it is the
 * time of a round trip, in which the server has its share, and not how many there are in a second.
 */
import { Agent, fetch as fetchOfPackage, request } from 'undici';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/http/serving-program.js', import.meta.url);

/** @param ask makes a request, and answers with the number of bytes of its body */
async function asking(bytes: number, ask: (url: string) => Promise<number>, end?: () => Promise<void>): Promise<Timed> {
  const server = await startServer<{ port: number }>(program);
  const url = `http://127.0.0.1:${server.ports.port}/${bytes}`;
  return closing(
    () => ask(url),
    async () => {
      await end?.();
      await server.close();
    },
  );
}

export default defineClaim({
  says: 'fetch is slower than undici.request',
  because: 'it follows the standard of browsers, with its objects, its checks and its web streams',
  source: 'the README of undici: https://socket.dev/npm/package/undici/overview/^7.1.0',
  given: { bytes: [2, 65_536] },
  quick: { bytes: [2] },
  favours: 'undici.request',
  over: 'fetch',
  lacks: () => (process.versions['bun'] === undefined ? undefined : 'needs undici, for which Bun has its own fetch'),
  contenders: {
    'undici.request': ({ bytes }) => {
      const dispatcher = new Agent({ connections: 1 });
      return asking(
        bytes,
        async (url) => {
          const { body } = await request(url, { dispatcher });
          return (await body.arrayBuffer()).byteLength;
        },
        () => dispatcher.close(),
      );
    },
    fetch: ({ bytes }) =>
      asking(bytes, async (url) => {
        const response = await fetch(url);
        return (await response.arrayBuffer()).byteLength;
      }),
    'fetch of the package': ({ bytes }) => {
      const dispatcher = new Agent({ connections: 1 });
      return asking(
        bytes,
        async (url) => {
          const response = await fetchOfPackage(url, { dispatcher });
          return (await response.arrayBuffer()).byteLength;
        },
        () => dispatcher.close(),
      );
    },
  },
  answer: ({ bytes }) => bytes,
  elsewhere: [
    {
      source: 'https://socket.dev/npm/package/undici/overview/^7.1.0',
      says: 'undici - request: 18,340 requests a second; undici - fetch: 5,904 (50 connections, pipelining)',
      wins: 'undici.request',
      at: { bytes: 2 },
      on: 'node@22.11',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
