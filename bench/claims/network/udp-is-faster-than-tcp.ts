/**
 * UDP spares the handshake, and nothing else of a round trip: over a connection that stands, TCP sends as many packets.
 * What a datagram saves in the kernel Node gives back, as each `send` is set up by itself, though it goes out at once
 * where it can (nodejs/node #29832), and one to a name looks the name up each time; before Node 26.5 even an address
 * went through `dns.lookup` and a turn of the loop (nodejs/node #64133). So the danger is to give up order and delivery
 * for a speed that is not there. UDP is for what is worth nothing when it comes late, and for single questions to many.
 *
 * All contenders have so many bytes sent back by a server in another process, one question at a time; over loopback,
 * where nothing is lost while both keep up. A lost datagram would be waited for without end, so it is sent again within
 * a second.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import { once } from 'node:events';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { startServer } from '../../../fixtures/network/server-process.ts';

const program = new URL('../../../fixtures/network/udp/echo-program.js', import.meta.url);
const questionOf = (bytes: number): Buffer => Buffer.alloc(bytes, 'q');

const start = () => startServer<{ udp: number; tcp: number }>(program);

/** Asks over a socket; `to` tells how a datagram is addressed. */
async function datagrams(bytes: number, to: (port: number) => [] | [number, string]): Promise<Timed> {
  const question = questionOf(bytes);
  const server = await start();
  const socket = dgram.createSocket('udp4');
  const address = to(server.ports.udp);
  if (address.length === 0) {
    socket.connect(server.ports.udp, '127.0.0.1');
    await once(socket, 'connect');
  }
  const send = (): void => {
    if (address.length === 0) socket.send(question);
    else socket.send(question, ...address);
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

async function keptConnection(bytes: number): Promise<Timed> {
  const question = questionOf(bytes);
  const server = await start();
  const socket = net.connect({ port: server.ports.tcp, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let heard: (bytes: number) => void = () => {};
  socket.on('data', (chunk) => heard(chunk.length));
  return closing(
    () =>
      new Promise((resolve) => {
        let come = 0;
        heard = (more) => {
          come += more;
          if (come === bytes) resolve(come);
        };
        socket.write(question);
      }),
    async () => {
      socket.destroy();
      await server.close();
    },
  );
}

async function newConnections(bytes: number): Promise<Timed> {
  const question = questionOf(bytes);
  const server = await start();
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      let come = 0;
      const socket = net.connect({ port: server.ports.tcp, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject).on('data', (chunk) => {
        come += chunk.length;
        if (come < bytes) return;
        socket.resetAndDestroy(); // a port that waits (TIME_WAIT) for each would be used up
        resolve(come);
      });
      socket.write(question);
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
  given: { bytes: [64, 1024] },
  quick: { bytes: [64] },
  favours: 'UDP',
  over: 'TCP, kept',
  contenders: {
    UDP: ({ bytes }) => datagrams(bytes, (port) => [port, '127.0.0.1']),
    'UDP, connected': ({ bytes }) => datagrams(bytes, () => []),
    'UDP to a name': ({ bytes }) => datagrams(bytes, (port) => [port, 'localhost']),
    'TCP, kept': ({ bytes }) => keptConnection(bytes),
    'TCP, new each time': ({ bytes }) => newConnections(bytes),
  },
  answer: ({ bytes }) => bytes,
  changes: [
    {
      since: 'node@24',
      says: 'In 26.5 and in late releases of 24 a datagram to an IP address is sent without dns.lookup',
      source: 'https://github.com/nodejs/node/pull/64133',
    },
  ],
});
