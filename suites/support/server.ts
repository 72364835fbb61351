/** A server on a free port of 127.0.0.1 that closes itself, with the connections that are still open. */
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';

export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, for whoever speaks HTTP. */
  readonly url: string;
  /** Resolves when the last connection is closed. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Lets a server (of TCP, HTTP or whatever builds on them) listen on a port that the system chooses.
 *
 * ```
 * await using server = await listening(createServer((_, response) => response.end('hello')));
 * await fetch(server.url);
 * ```
 * Connections that a client keeps alive would hold `server.close` up for seconds: they are destroyed.
 */
export async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`expected a port, but it listens on ${address}`);
  const { port } = address;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}
