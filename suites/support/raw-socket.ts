/** A bare connection for tests that say what no client would: bytes out, and all that comes back. */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';

/** Connects to 127.0.0.1. What the connection fails with, it tells by closing. */
export async function rawSocket(port: number): Promise<Socket> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** All that comes until the other side closes or resets, as Latin-1. */
export function heardOn(socket: Socket): Promise<string> {
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  return new Promise((resolve) => {
    if (socket.closed) resolve(heard); // reset already
    if (socket.readableEnded) socket.end(); // an end without data is told to whoever listens or not
    socket.once('end', () => socket.end()).once('close', () => resolve(heard));
  });
}

/** Says something, ends its half, and answers all that comes. */
export async function say(port: number, words: string | Uint8Array): Promise<string> {
  const socket = await rawSocket(port);
  const heard = heardOn(socket);
  socket.end(typeof words === 'string' ? Buffer.from(words, 'latin1') : words);
  return heard;
}
