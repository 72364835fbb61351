/**
 * UDP spares the handshake, and nothing else of a round trip: over a connection that stands, TCP sends as many packets. What
 * a datagram saves in the kernel Node gives back, as each `send` is a request of its own, and one to a name looks the name
 * up each time. So the danger is to give up order and delivery for a speed that is not there. UDP is for what is worth
 * nothing when it comes late, and for single questions to many.
 *
 * All contenders have 64 bytes sent back by a server in another process, one question at a time; over loopback, where
 * nothing is lost while both keep up. A lost datagram would be waited for without end, so it is sent again within a second.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import { once } from 'node:events';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/udp/echo-program.js', import.meta.url);
const QUESTION = Buffer.alloc(64, 'q');

const start = () => startServer<{ udp: number; tcp: number }>(program);

/** Asks over a socket; `to` tells how a datagram is addressed. */
async function datagrams(to: (port: number) => [] | [number, string]): Promise<Timed> {
  const server = await start();
  const socket = dgram.createSocket('udp4');
  const address = to(server.ports.udp);
  if (address.length === 0) {
    socket.connect(server.ports.udp, '127.0.0.1');
    await once(socket, 'connect');
  }
  const send = (): void => {
    if (address.length === 0) socket.send(QUESTION);
    else socket.send(QUESTION, ...address);
  };
  let waiting = false;
  const again = setInterval(() => waiting && send(), 1000);
  let heard: (answer: Buffer) => void = () => {};
  socket.on('message', (answer) => heard(answer));
  return closing(
    () =>
      new Promise((resolve) => {
        heard = (answer) => {
          waiting = false;
          resolve(answer.length);
        };
        waiting = true;
        send();
      }),
    async () => {
      clearInterval(again);
      socket.close();
      await server.close();
    },
  );
}

async function keptConnection(): Promise<Timed> {
  const server = await start();
  const socket = net.connect({ port: server.ports.tcp, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let heard: (bytes: number) => void = () => {};
  socket.on('data', (chunk) => heard(chunk.length));
  return closing(
    () =>
      new Promise((resolve) => {
        let bytes = 0;
        heard = (more) => {
          bytes += more;
          if (bytes === QUESTION.length) resolve(bytes);
        };
        socket.write(QUESTION);
      }),
    async () => {
      socket.destroy();
      await server.close();
    },
  );
}

async function newConnections(): Promise<Timed> {
  const server = await start();
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      let bytes = 0;
      const socket = net.connect({ port: server.ports.tcp, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject).on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes < QUESTION.length) return;
        socket.resetAndDestroy(); // a port that waits (TIME_WAIT) for each would be used up
        resolve(bytes);
      });
      socket.write(QUESTION);
    });
  return closing(ask, () => server.close());
}

export default defineClaim({
  says: 'UDP answers sooner than TCP',
  because: 'it has no connection, so it takes fewer resources',
  source: 'notes: network › UDP',
  quote:
    '由于它无须连接，资源消耗低，处理快速且灵活 (needing no connection, it takes few resources, and is quick and flexible)',
  rows: ['UD3'],
  favours: 'UDP',
  over: 'TCP, kept',
  contenders: {
    UDP: () => datagrams((port) => [port, '127.0.0.1']),
    'UDP, connected': () => datagrams(() => []),
    'UDP to a name': () => datagrams((port) => [port, 'localhost']),
    'TCP, kept': () => keptConnection(),
    'TCP, new each time': () => newConnections(),
  },
  answer: () => QUESTION.length,
});
