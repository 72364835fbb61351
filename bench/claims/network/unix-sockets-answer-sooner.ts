/**
 * Two processes of one machine can talk over a port or over a socket in the file system. To the program they are the
 * same `net.Socket`. A port of the loopback interface is TCP all the same: segments with headers, acknowledgements, a
 * window, and a way through the layers that a packet from afar takes. A Unix socket is a queue of the kernel from one
 * process to the other, and its permissions are those of a file.
 *
 * The danger is to expect of it what is told of C programs, where a message takes two microseconds rather than six: in
 * Node.js the kernel is the smaller part of it, and the wake-up of another thread is the same for both. And Nagle:
 * without `noDelay` it would be another claim that is measured (`network/small-writes-wait-for-nagle`).
 *
 * The other end is a thread that sends back what comes, so that there are two loops at work, as with two processes. One
 * message is under way at a time, and the answer is its length and its last byte.
 */
import net from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { closing, defineClaim, type Timed } from '../../claim.ts';

/** What the thread runs: it listens where it is told, says where that is, and sends everything back. */
const THREAD = `
  const net = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = net.createServer({ noDelay: true }, (socket) => {
    socket.on('data', (chunk) => socket.write(chunk)).on('error', () => socket.destroy());
  });
  server.listen(workerData, () => parentPort.postMessage(workerData.path ?? server.address().port));`;

let sockets = 0;

async function throughSocket(bytes: number, where: 'port' | 'path'): Promise<Timed> {
  const file = path.join(os.tmpdir(), `echo-${process.pid}-${sockets++}.sock`);
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: where === 'path' ? { path: file } : { port: 0, host: '127.0.0.1' },
  });
  const [place] = (await once(worker, 'message')) as [number | string];
  const to = typeof place === 'string' ? { path: place } : { port: place, host: '127.0.0.1', noDelay: true };
  const socket = net.connect(to);
  await once(socket, 'connect');
  const message = Buffer.alloc(bytes, 'm');
  let heard: (chunk: Buffer) => void = () => {};
  socket.on('data', (chunk) => heard(chunk));
  const exchange = (): Promise<string> =>
    new Promise((resolve) => {
      let come = 0;
      heard = (chunk) => {
        come += chunk.length;
        if (come >= bytes) resolve(`${come}, ${chunk.at(-1)}`);
      };
      socket.write(message);
    });
  return closing(exchange, async () => {
    socket.destroy();
    await worker.terminate();
  });
}

export default defineClaim({
  says: 'A Unix socket answers sooner than a port of the same machine',
  because: 'what is sent goes from one queue of the kernel to another, and through no layers of a network',
  source: 'Unix Domains Sockets vs Loopback TCP Sockets: https://github.com/nicmcd/uds_vs_tcp',
  quote: 'Unix domain sockets beat localhost TCP sockets by about 3x.',
  lacks: () => (process.platform === 'win32' ? 'needs sockets in the file system, which Windows has not' : undefined),
  given: { bytes: [64, 65_536] },
  quick: { bytes: [64] },
  favours: 'Unix socket',
  over: 'port',
  contenders: {
    'Unix socket': ({ bytes }) => throughSocket(bytes, 'path'),
    port: ({ bytes }) => throughSocket(bytes, 'port'),
  },
  answer: ({ bytes }) => `${bytes}, ${'m'.charCodeAt(0)}`,
  elsewhere: [
    {
      source: 'https://github.com/nicmcd/uds_vs_tcp',
      says: 'with packets of 1 kB a Unix socket was about three times as fast (a stream of packets, on Ubuntu 13.10)',
      wins: 'Unix socket',
      at: { bytes: 64 },
    },
    {
      source: 'https://nodevibe.substack.com/p/the-nodejs-developers-guide-to-unix',
      says: 'a message took 334 µs over TCP loopback and 130 µs over a Unix socket',
      wins: 'Unix socket',
      at: { bytes: 64 },
    },
  ],
});
