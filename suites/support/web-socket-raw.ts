/** A client of WebSocket that sends any bytes at all, and tells everything that the server answered. */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { MessageReader, type Incoming } from '../../fixtures/network/websocket/message-reader.ts';

/** A right request for an upgrade, with lines of one's own behind it. */
export function upgradeRequest(...lines: readonly string[]): string {
  return [
    'GET / HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...lines,
    '\r\n',
  ].join('\r\n');
}

export interface Answered {
  /** The head of the server's answer. */
  readonly head: string;
  /** What came in frames behind it. */
  readonly events: readonly Incoming[];
}

/** Sends it at once, and waits for the end of the connection, which is the server's. */
export async function sendRaw(port: number, request: string, ...bytes: readonly Uint8Array[]): Promise<Answered> {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(Buffer.concat([Buffer.from(request, 'latin1'), ...bytes]));
  return readAnswer(await buffer(socket));
}

function readAnswer(bytes: Buffer): Answered {
  const end = bytes.indexOf('\r\n\r\n') + 4;
  const head = bytes.subarray(0, end).toString('latin1');
  return {
    head,
    events: head.startsWith('HTTP/1.1 101') ? new MessageReader('client').push(bytes.subarray(end)).events : [],
  };
}

/** A connection whose handshake is done, with the head of the answer read and nothing more. */
export async function openRaw(port: number): Promise<Socket> {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(upgradeRequest());
  let read = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    await once(socket, 'readable');
    read = Buffer.concat([read, (socket.read() as Buffer | null) ?? Buffer.alloc(0)]);
    end = read.indexOf('\r\n\r\n');
  }
  const head = read.subarray(0, end).toString('latin1');
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`expected the server to switch protocols, but got ${head}`);
  if (read.length > end + 4) socket.unshift(read.subarray(end + 4));
  return socket;
}
