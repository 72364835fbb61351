/**
 * A client that has a file already asks whether it is still the same, with the tag or the date that came with it. If it
 * is, the answer is 304: a head and no body (RFC 9110, 13.1.2 and 15.4.5). What is saved is the file, so that nothing is
 * saved of a very small one: a head is a head. And there is still a request and its way there and back; a page of fifty
 * files asks fifty times.
 *
 * Where that matters, let the client not ask: `Cache-Control: max-age` and a name that changes with the content. A date
 * is exact to a second, and a tag is not, so that the tag is what counts where there are both. Bytes are counted, on the
 * socket of the client; nothing is timed.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { closing, defineClaim, figured, type Timed } from '../../claim.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { countedClient, type Exchange } from '../../../fixtures/web/counted-client.ts';
import { staticFiles } from '../../../fixtures/web/static/static-files.ts';

export default defineClaim({
  says: 'With an entity tag a file goes over the wire only once',
  because: 'the server answers If-None-Match with 304 and no body where the tag is still that of the file',
  source: 'notes: building web applications › caching',
  quote: '缓存 (caching)',
  rows: ['WA13'],
  metric: 'figure',
  figure: { name: 'bytes of a later answer on the wire', unit: 'bytes' },
  given: { bytes: [100, 100_000] },
  quick: { bytes: [100_000] },
  favours: 'by its tag',
  over: 'anew',
  contenders: {
    'by its tag': ({ bytes }) => again(bytes, ({ headers }) => ({ 'If-None-Match': headers.etag })),
    'by its date': ({ bytes }) => again(bytes, ({ headers }) => ({ 'If-Modified-Since': headers['last-modified'] })),
    anew: ({ bytes }) => again(bytes, () => ({})),
  },
  answer: ({ bytes }) => bytes,
  // Bytes are counted, and the head of a 304 is no longer than that of a 200.
  expects: 'confirmed',
});

/** What a call answers is how many bytes of the file the client has, from now or from before. */
async function again(
  bytes: number,
  conditions: (first: Exchange) => Record<string, string | undefined>,
): Promise<Timed> {
  const file = sampleFile(bytes, path.join(os.tmpdir(), 'touchstone-web'));
  const serve = await staticFiles(path.dirname(file));
  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path.basename(file)}`;
  const client = countedClient();
  const first = await client.get(url);
  const headers = conditions(first);
  const ask = async (): Promise<number> => {
    const { status, body } = await client.get(url, headers);
    return status === 304 ? first.body.length : body.length;
  };
  const timed = closing(ask, () => {
    client.close();
    server.close();
  });
  return figured(timed, async () => (await client.get(url, headers)).received);
}
