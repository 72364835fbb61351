/** Connections that are begun and not gone on with, as an attacker holds them: they hear, and never end by themselves. */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';

export interface HalfOpen {
  readonly socket: Socket;
  /** All that has come, as Latin-1. */
  readonly heard: string;
  /** Resolves when the server has ended it, whichever way. */
  readonly ended: Promise<void>;
}

/** Connects so many times, and says that much on each. */
export function openHalf(port: number, count: number, words: string): Promise<readonly HalfOpen[]> {
  return Promise.all(Array.from({ length: count }, () => openOne(port, words)));
}

async function openOne(port: number, words: string): Promise<HalfOpen> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve).once('close', resolve);
  });
  socket.on('error', () => {}); // a reset is an end as well
  socket.on('data', (piece: Buffer) => (heard += piece.toString('latin1')));
  await once(socket, 'connect');
  if (words !== '') socket.write(words, 'latin1');
  return {
    socket,
    ended,
    get heard() {
      return heard;
    },
  };
}
