/**
 * A question that is written in two small pieces, such as a header and a body, takes the time of a delayed
 * acknowledgement: the second piece waits until the first is acknowledged (Nagle, RFC 896), and the other side delays
 * that, as it hopes for an answer to send with it (RFC 1122, 4.2.3.2). Neither is a timer of Nagle's, and neither alone
 * would be seen.
 *
 * The wrong way is to write twice and wait for the answer. `noDelay` spares the wait and costs a packet; to write once
 * spares both, and needs no option. http turns Nagle off by itself, from Node 18 on (nodejs/node #42163); net does not,
 * though that was asked for (#906, #40778). To count `data` events on the other side shows nothing: on loopback there
 * are as many with Nagle as without.
 *
 * All contenders ask a server in another process, over a connection that stands, and wait for its answer of one byte.
 */
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/tcp/counting-program.js', import.meta.url);
/** Two of them are one question. */
const PART = Buffer.alloc(10, 'x');

/** Asks over one connection, in the given manner, and answers how many bytes came back. */
async function asking(noDelay: boolean, ask: (socket: net.Socket) => void): Promise<Timed> {
  const server = await startServer<{ tcp: number }>(program);
  const socket = net.connect({ port: server.ports.tcp, host: '127.0.0.1', noDelay });
  await once(socket, 'connect');
  let heard: (chunk: Buffer) => void = () => {};
  socket.on('data', (chunk) => heard(chunk));
  return closing(
    () =>
      new Promise((resolve) => {
        heard = (chunk) => resolve(chunk.length);
        ask(socket);
      }),
    async () => {
      socket.destroy();
      await server.close();
    },
  );
}

function writeTwice(socket: net.Socket): void {
  socket.write(PART);
  socket.write(PART);
}

function writeOnce(socket: net.Socket): void {
  socket.cork();
  writeTwice(socket);
  socket.uncork();
}

async function askingHttp(): Promise<Timed> {
  const server = await startServer<{ http: number }>(program);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port: server.ports.http, method: 'POST' };
      const request = http.request({ ...options, headers: { 'content-length': 2 * PART.length } }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length)).once('end', () => resolve(bytes));
      });
      request.once('error', reject);
      request.flushHeaders();
      request.write(PART);
      request.end(PART);
    });
  return closing(ask, async () => {
    agent.destroy();
    await server.close();
  });
}

export default defineClaim({
  says: 'Nagle’s algorithm holds small writes back, and noDelay answers sooner',
  because: 'a second small packet waits for the acknowledgement of the first, which the other side delays',
  source: 'notes: network › TCP',
  quote:
    'Nagle算法…要求缓冲区的数据达到一定数量或一定时间后才发出，所以小数据包会被Nagle算法合并 (small packets wait for an amount or a time, and are merged)',
  rows: ['T5', 'T6'],
  favours: 'noDelay',
  over: 'as net does',
  contenders: {
    'as net does': () => asking(false, writeTwice),
    noDelay: () => asking(true, writeTwice),
    'written once': () => asking(false, writeOnce),
    'as http does': () => askingHttp(),
  },
  answer: () => 1,
  elsewhere: [
    {
      source:
        'https://www.besthub.dev/articles/why-your-http-calls-take-40-ms-uncovering-tcp-nodelay-nagle-and-delayed-ack-6b2933584252',
      says: 'An HTTP call to a server in Java took 39.2 ms on average, and 2.8 ms with TCP_NODELAY',
      wins: 'noDelay',
    },
  ],
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
