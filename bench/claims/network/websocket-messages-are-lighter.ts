/**
 * What a message and its answer weigh on the wire, counted on the socket, and nothing is timed. In HTTP each has a head
 * of text that says over and over what both sides know; in WebSocket a frame has 2 bytes, 4 or 10 for a longer message,
 * and 4 more from a client for its mask (RFC 6455, 5.2).
 *
 * The danger is to forget the handshake. It is an exchange of HTTP with longer heads than most, and so a connection that is
 * opened for one message weighs more than the request that it replaced: what saves is that it stays open. The larger the
 * messages, the less there is to save, as heads do not grow with them. Not counted are the heads of TCP and IP, which either
 * has, and cookies, which a browser sends with each request and with each handshake, but never with a message.
 */
import { createServer, request, Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { closing, defineClaim, figured, type Timed } from '../../claim.ts';
import { connectWebSocket } from '../../../fixtures/network/websocket/client.ts';
import type { WebSocketConnection } from '../../../fixtures/network/websocket/connection.ts';
import { attachWebSockets } from '../../../fixtures/network/websocket/server.ts';
import { LONGEST_WAIT_MS } from '../../../fixtures/data/clock.ts';

/** No ping of its own falls into what is counted. */
const QUIET = { silenceMs: LONGEST_WAIT_MS };

export default defineClaim({
  says: 'A WebSocket message takes fewer bytes than an exchange over a kept HTTP connection',
  because: 'a frame has a head of 2 to 14 bytes, and HTTP sends its headers each time',
  source: 'notes: network › WebSocket',
  quote: '轻量级协议头，减少数据传送量 (light protocol headers, less data to transfer)',
  rows: ['W3'],
  metric: 'figure',
  figure: { name: 'bytes on the wire for a message and its answer', unit: 'bytes' },
  given: { bytes: [2, 20, 1000] },
  quick: { bytes: [20] },
  crossing: 'bytes',
  lacks: () =>
    process.versions['bun'] === undefined
      ? undefined
      : 'needs sockets of HTTP that count their bytes, as those of Bun do not',
  favours: 'websocket',
  over: 'kept http',
  contenders: {
    websocket: ({ bytes }) => overWebSocket(messageOf(bytes)),
    'kept http': ({ bytes }) => overHttp(messageOf(bytes), true),
    'http, a connection each': ({ bytes }) => overHttp(messageOf(bytes), false),
    'websocket, a connection each': ({ bytes }) => overNewWebSockets(messageOf(bytes)),
  },
  answer: ({ bytes }) => messageOf(bytes),
  // Bytes are counted, and no message is long enough for its head to be outweighed.
  expects: 'confirmed',
  elsewhere: [
    {
      source: 'http://www.websocket.org/quantum.html',
      says: 'Reducing kilobytes of data to 2 bytes (Ian Hickson, of the head of a message)',
      wins: 'websocket',
    },
  ],
});

function messageOf(bytes: number): string {
  return 'message '.repeat(bytes).slice(0, bytes);
}

async function overWebSocket(message: string): Promise<Timed> {
  const server = await echoing();
  const connection = await connectWebSocket(server.url('ws'), QUIET);
  return counted(
    server,
    async () => {
      connection.send(message);
      return connection.next();
    },
    async () => void (await connection.close()),
  );
}

async function overNewWebSockets(message: string): Promise<Timed> {
  const server = await echoing();
  return counted(server, async () => {
    const connection = await connectWebSocket(server.url('ws'), QUIET);
    connection.send(message);
    const answer = await connection.next();
    await connection.close();
    return answer;
  });
}

async function overHttp(message: string, keepAlive: boolean): Promise<Timed> {
  const server = await echoing();
  // Any bound of its sockets would have the agent ask for a kept connection as well.
  const agent = keepAlive ? new Agent({ keepAlive, maxSockets: 1 }) : new Agent();
  const headers = { 'Content-Length': message.length };
  return counted(
    server,
    async () => {
      const asking = request(server.url('http'), { method: 'POST', agent, headers }).end(message);
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      return text(answer);
    },
    () => agent.destroy(),
  );
}

/** Its figure is what one call more has put through the sockets of the server, in both directions. */
function counted(server: Echoing, exchange: () => Promise<unknown>, close?: () => void | Promise<void>): Timed {
  const timed = closing(exchange, async () => {
    await close?.();
    await server.close();
  });
  return figured(timed, async () => {
    const before = server.bytes();
    await exchange();
    const counts = server.bytes() - before;
    if (counts <= 0) throw new Error('the sockets of this runtime do not count their bytes');
    return counts;
  });
}

interface Echoing {
  readonly url: (protocol: string) => string;
  /** All that has gone through its sockets. */
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

/** A server that gives back what it gets, over HTTP and WebSocket. */
async function echoing(): Promise<Echoing> {
  const server: Server = createServer((asked: IncomingMessage, response: ServerResponse) => void echo(asked, response));
  const attached = attachWebSockets(server, echoMessages, QUIET);
  const open = new Set<Socket>();
  let gone = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      gone += weightOf(socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (protocol) => `${protocol}://127.0.0.1:${port}/`,
    bytes: () => [...open].reduce((sum, socket) => sum + weightOf(socket), gone),
    async close() {
      await attached.close();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function weightOf(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}

async function echo(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  response.end(await text(asked));
}

async function echoMessages(connection: WebSocketConnection): Promise<void> {
  for await (const message of connection) connection.send(message);
}
