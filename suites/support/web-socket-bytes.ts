/** Bytes of WebSocket as tests write them, and everything that comes out of a reader that gets them in pieces. */
import type { WebSocketFault } from '../../fixtures/network/websocket/fault.ts';
import type { Incoming, MessageReader } from '../../fixtures/network/websocket/message-reader.ts';

/** `81 02 'hi'`: hexadecimal digits, and text between apostrophes. */
export function bytesOf(notation: string): Buffer {
  const parts = notation.match(/'[^']*'|[0-9a-f]{2}/gi) ?? [];
  return Buffer.concat(
    parts.map((part) => (part[0] === "'" ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex'))),
  );
}

/** The same as digits alone, as a made socket tells what was sent. */
export function hexOf(notation: string): string {
  return bytesOf(notation).toString('hex');
}

/** Everything that comes out of pieces, in order. They are copied: a reader unmasks in place. */
export function readAll(
  reader: MessageReader,
  pieces: readonly Uint8Array[],
): { events: Incoming[]; fault?: WebSocketFault } {
  const events: Incoming[] = [];
  let wrong: WebSocketFault | undefined;
  for (const piece of pieces) {
    const read = reader.push(Buffer.from(piece));
    events.push(...read.events);
    wrong ??= read.fault;
  }
  return wrong ? { events, fault: wrong } : { events };
}

/** Each byte for itself. */
export function bytewise(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}
