/** A listener for requests around one part of the web: it tells what the part throws, as an application would. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpError } from '../../fixtures/network/http/http-error.ts';

/**
 * An HttpError is answered with its status, its headers and its code; anything else is 500, and is kept in `failures`.
 * What is thrown behind the head of a response breaks the connection.
 */
export function answering(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  failures: unknown[] = [],
): (request: IncomingMessage, response: ServerResponse) => void {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handle(request, response);
    } catch (error) {
      if (!(error instanceof HttpError)) failures.push(error);
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const { status, headers, code } = error instanceof HttpError ? error : new HttpError(500, 'FAILED', 'failed');
      response.writeHead(status, { ...headers, 'Content-Length': code.length }).end(code);
    }
  };
  return (request, response) => void answer(request, response);
}
