/**
 * A cookie is set once and comes back with every request below its path (RFC 6265, 5.4): for a page, and for each of its
 * pictures. A few bytes of a session's number are nothing beside the other headers; a cookie into which somebody has put
 * the session itself is more than the rest of the request, and it goes over the slower half of most people's lines.
 *
 * The right way is a number and the data on the server, or a path, or a host of its own for what needs no cookie. Nothing
 * is timed here: the bytes of one request are counted on its socket, so that the figures have no noise.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { closing, defineClaim, figured, type Timed } from '../../claim.ts';
import { countedClient } from '../../../fixtures/web/counted-client.ts';

export default defineClaim({
  says: 'A request without a cookie is smaller by the whole cookie',
  because: 'the browser sends the cookie to the server each time, whether that needs it or not',
  source: 'notes: building web applications › cookie',
  quote: '之后每次浏览器都会将Cookie发到服务端 (afterwards the browser sends the cookie to the server each time)',
  rows: ['WA9'],
  metric: 'figure',
  figure: { name: 'bytes of a request on the wire', unit: 'bytes' },
  // The value of a cookie; of name and value browsers keep 4096 bytes at least (RFC 6265, 6.1), and mostly no more.
  given: { bytes: [32, 4000] },
  quick: { bytes: [4000] },
  favours: 'without',
  over: 'with',
  contenders: {
    without: () => asking({}),
    with: ({ bytes }) => asking({ Cookie: `id=${'x'.repeat(bytes)}` }),
    'its number only': () => asking({ Cookie: `id=${'x'.repeat(32)}` }),
  },
  answer: () => 'hello',
  // Bytes are counted.
  expects: 'confirmed',
});

async function asking(headers: Record<string, string>): Promise<Timed> {
  const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const client = countedClient();
  const ask = async (): Promise<string> => String((await client.get(url, headers)).body);
  const timed = closing(ask, () => {
    client.close();
    server.close();
  });
  return figured(timed, async () => (await client.get(url, headers)).sent);
}
