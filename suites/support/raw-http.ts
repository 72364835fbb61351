/** HTTP as bytes on a socket, for requests that no client would send. */
import { once } from 'node:events';
import net from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** By lower-case name; of several lines with one name the last. */
  readonly headers: Readonly<Record<string, string>>;
  /** Latin1: a character a byte. */
  readonly body: string;
  /** All bytes that came. */
  readonly bytes: number;
}

/** Writes these characters (latin1) on a new connection, and reads until the server closes it. */
export async function sendRaw(port: number, request: string): Promise<RawAnswer> {
  const socket = net.connect(port, '127.0.0.1');
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  socket.on('error', () => {}); // a reset is an end as well
  socket.write(request, 'latin1');
  await once(socket, 'close');
  return readAnswer(Buffer.concat(pieces).toString('latin1'));
}

/** A request line with one target and the two headers that it takes to be answered and closed. */
export function askRaw(port: number, target: string, method = 'GET'): Promise<RawAnswer> {
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
}

function readAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: text.slice(end + 4),
    bytes: text.length,
  };
}
