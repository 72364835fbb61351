/** HTTP from the outside: what it adds to TCP, and what Node’s own server and client do. */
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';
import { listening } from '../../support/server.ts';

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

/** Asks `agent` so many times, one after the other. */
async function askAgain(url: string, times: number, agent: http.Agent | false | undefined): Promise<void> {
  for (let time = 0; time < times; time++) {
    const request = http.get(url, agent === undefined ? {} : { agent });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    await text(response);
    await new Promise((resolve) => setImmediate(resolve)); // the agent has its socket back
  }
}

/** A server of Node's own that counts. */
function counting(): { server: http.Server; counts: { connections: number; requests: number } } {
  const counts = { connections: 0, requests: 0 };
  const server = http.createServer((_, response) => {
    counts.requests += 1;
    response.end('ok');
  });
  server.on('connection', () => (counts.connections += 1));
  return { server, counts };
}

describe('HTTP over TCP', () => {
  it('H1: a server of HTTP is a server of TCP', () => {
    expect(http.createServer()).to.be.instanceOf(net.Server);
  });

  it('H2: what is logged in the arguments of listen comes before it listens, not when, as claimed', async () => {
    const order: string[] = [];
    const log = (words: string): undefined => void order.push(words);
    const server = http.createServer().once('listening', () => order.push('listening'));
    // As in the notes: the call is made first, and its result, undefined, is no callback.
    server.listen(0, '127.0.0.1', log('Listening on port 3000.'));
    await once(server, 'listening');
    expect(order).to.deep.equal(['Listening on port 3000.', 'listening']);
    server.close();
  });

  it('H3, H5: five requests of the usual agent are one connection; with none, or a new one, they are five', async () => {
    const seen: Record<string, number> = {};
    const agents = { usual: undefined, none: false, new: new http.Agent() } as const;
    for (const [which, agent] of Object.entries(agents)) {
      const { server, counts } = counting();
      await using open = await listening(server);
      await askAgain(open.url, 5, agent);
      expect(counts.requests).to.equal(5);
      seen[which] = counts.connections;
    }
    expect(seen).to.deep.equal({ usual: 1, none: 5, new: 5 });
  });

  it('H5: requests that come in one piece, or one in many, are requests to the server all the same', async () => {
    const { server, counts } = counting();
    await using open = await listening(server);
    const socket = await rawSocket(open.port);
    const heard = heardOn(socket);
    socket.write(`${GET}${GET}${GET.slice(0, 20)}`);
    while (counts.requests < 2) await new Promise((resolve) => setImmediate(resolve));
    socket.end(GET.slice(20));
    expect((await heard).match(/200 OK/g)).to.have.length(3);
    expect(counts).to.deep.equal({ connections: 1, requests: 3 });
  });

  it('H6: a character that comes in two pieces is whole with setEncoding, and two wrong ones without', async () => {
    const bytes = Buffer.from('好');
    let rest = (): void => {};
    const server = http.createServer((_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 1));
      rest = () => void response.end(bytes.subarray(1));
    });
    await using open = await listening(server);
    const read = async (encoding?: 'utf8'): Promise<string> => {
      const [response] = (await once(http.get(open.url, { agent: false }), 'response')) as [http.IncomingMessage];
      if (encoding) response.setEncoding(encoding);
      let said = '';
      response.on('data', (chunk: string | Buffer) => (said += chunk.toString()));
      const ended = once(response, 'end');
      rest(); // the first byte came with the head
      await ended;
      return said;
    };
    expect(await read('utf8')).to.equal('好');
    expect(await read()).to.match(/^\ufffd+$/);
  });

  it('H7: Node gives 5 s to keep-alive, 60 s to the headers and 300 s to a request', () => {
    const { keepAliveTimeout, headersTimeout, requestTimeout } = http.createServer();
    expect({ keepAliveTimeout, headersTimeout, requestTimeout }).to.deep.equal({
      keepAliveTimeout: 5000,
      headersTimeout: 60_000,
      requestTimeout: 300_000,
    });
  });

  it('H3: the agent of all keeps connections alive, and a new one does not', () => {
    const keeps = (agent: http.Agent): unknown => (agent as unknown as { keepAlive: unknown }).keepAlive;
    expect([keeps(http.globalAgent), keeps(new http.Agent())]).to.deep.equal([true, false]);
  });
});
