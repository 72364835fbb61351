/** A request without a connection: its headers, and a body that a test hands in piece by piece. */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

/** `push` gives it a piece of its body, and null the end; without pieces the test does so itself. */
export function madeRequest(
  headers: Readonly<Record<string, string>>,
  pieces?: readonly (string | Uint8Array)[],
): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  for (const [name, value] of Object.entries(headers)) {
    request.headers[name.toLowerCase()] = value;
    request.headersDistinct[name.toLowerCase()] = [value];
  }
  if (pieces) {
    for (const piece of pieces) request.push(piece);
    request.complete = true;
    request.push(null);
  }
  return request;
}
