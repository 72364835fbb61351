/** A contender that is an HTTP server: for claims that say how they are loaded (`load`, in `claim.ts`). */
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closing, served, type Served, type Timed } from './claim.ts';

/** The request that it is loaded with; `GET /` by default. */
export interface Request extends Omit<Served, 'url'> {
  readonly path?: string;
}

/** What is compared across the contenders. */
export interface Answered {
  readonly status: number | undefined;
  readonly body: string;
}

/**
 * Lets the server listen on a free port of the loopback interface. The timed function sends the request once, from its own
 * process, and answers with what came; the load comes from another process.
 *
 * ```
 * contenders: { plain: () => serving(createServer((_, response) => response.end('hello'))) }
 * ```
 *
 * @param closeRest ends what the server needs, behind its own end
 */
export async function serving(
  server: Server,
  { path = '/', ...request }: Request = {},
  closeRest?: () => void | Promise<void>,
): Promise<Timed> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return servedBy(`http://127.0.0.1:${port}${path}`, request, async () => {
    server.close();
    server.closeAllConnections();
    await closeRest?.();
  });
}

/** The same for a server that listens already, in this process or in one that it has started. */
export function servedBy(url: string, request: Omit<Served, 'url'>, close: () => void | Promise<void>): Timed {
  const target = { url, ...request };
  return served(
    closing(() => ask(target), close),
    target,
  );
}

async function ask({ url, method = 'GET', headers = {}, body }: Served): Promise<Answered> {
  const asked = http.request(url, { method, headers, agent: false });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, body: Buffer.concat(chunks).toString() };
}
