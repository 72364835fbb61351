/** A client that sends bytes as they are given, and keeps all that comes back. */
import { once } from 'node:events';
import net from 'node:net';

export interface RawClient {
  readonly socket: net.Socket;
  /** All that has come so far, each byte a character. */
  readonly received: string;
  /** Resolves with all that has come as soon as it holds this. Rejects where the connection closes before. */
  readonly hears: (text: string) => Promise<string>;
  /** Resolves with all that came when the connection is closed; where it is reset, it ends the same way. */
  readonly closed: Promise<string>;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  let received = '';
  const closed = new Promise<string>((resolve) => void socket.once('close', () => resolve(received)));
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
  });
  socket.on('error', () => {}); // it is followed by the close
  socket.on('end', () => socket.end());
  await once(socket, 'connect');
  const hears = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (received.includes(text)) resolve(received);
        else if (socket.destroyed) reject(new Error(`expected to hear ${text}, but heard ${received}`));
        else return;
        socket.off('data', look).off('close', look);
      };
      socket.on('data', look).on('close', look);
      look();
    });
  return {
    socket,
    get received() {
      return received;
    },
    hears,
    closed,
  };
}

/** Sends it all at once and answers all that comes until the connection closes. */
export async function exchangeRaw(port: number, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  const { socket, closed } = await rawClient(port);
  for (const piece of pieces) socket.write(piece);
  return closed;
}
