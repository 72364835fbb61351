/** Ending an HTTP server without losing a request, from the inside: connections by hand, in this process. */
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import { graceful, type Graceful } from '../../../fixtures/network/http/graceful.ts';
import { listening, type Listening } from '../../support/server.ts';

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

suite('a graceful end', () => {
  const open: Listening[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  /** A server whose answers wait for us, and a client. */
  const start = async (): Promise<{
    watched: Graceful;
    connect: () => Promise<net.Socket>;
    requests: AsyncIterator<[http.IncomingMessage, http.ServerResponse]>;
  }> => {
    const server = http.createServer();
    const watched = graceful(server);
    const requests = eventsOf<[http.IncomingMessage, http.ServerResponse]>(server, 'request');
    const { port } = open[open.push(await listening(server)) - 1]!;
    return {
      watched,
      requests,
      async connect() {
        const accepted = once(server, 'connection');
        const socket = net.connect(port, '127.0.0.1');
        await accepted;
        return socket;
      },
    };
  };

  test('ends an idle connection that has had its answer, and waits for nothing else', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    socket.write(GET);
    const { value } = (await requests.next()) as { value: [unknown, http.ServerResponse] };
    value[1].end('done');
    await once(value[1], 'close');
    const finished = watched.finish();
    expect(await text(socket)).to.match(/Connection: keep-alive[^]*done/);
    await finished;
  });

  test('has a request under way answered, with Connection: close, and then ends its connection', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    socket.write(GET);
    const { value } = (await requests.next()) as { value: [unknown, http.ServerResponse] };
    expect(watched.busy).to.equal(1);
    const finished = watched.finish();
    value[1].end('the answer');
    expect(await text(socket)).to.match(/^HTTP\/1\.1 200 OK[^]*Connection: close[^]*the answer/);
    await finished;
    expect(watched.busy).to.equal(0);
  });

  test('has an answer whose head is out already sent to its end, however long it is', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    socket.write(GET);
    const { value } = (await requests.next()) as { value: [unknown, http.ServerResponse] };
    value[1].writeHead(200, { 'content-length': 8 << 20 });
    value[1].flushHeaders();
    value[1].end(Buffer.alloc(8 << 20));
    // All is said, and most of it waits: the client has not read a byte.
    const finished = watched.finish();
    expect((await text(socket)).length).to.be.greaterThan(8 << 20);
    await finished;
  });

  test('has the first request of a connection answered that came before the end', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    const finished = watched.finish();
    socket.write(GET);
    const { value } = (await requests.next()) as { value: [unknown, http.ServerResponse] };
    value[1].end('late');
    expect(await text(socket)).to.match(/Connection: close[^]*late/);
    await finished;
  });

  test('takes no connection from then on, and may be asked twice', async () => {
    const { watched } = await start();
    const finished = watched.finish();
    expect(watched.finish()).to.equal(finished);
    await finished;
    const refused = net.connect(open[0]!.port, '127.0.0.1');
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).to.equal('ECONNREFUSED');
  });
});

/** The events from now on, one after the other. */
async function* eventsOf<T>(emitter: NodeJS.EventEmitter, name: string): AsyncGenerator<T> {
  const seen: T[] = [];
  let wake = (): void => {};
  emitter.on(name, (...args: unknown[]) => {
    seen.push(args as T);
    wake();
  });
  for (;;) {
    while (seen.length > 0) yield seen.shift()!;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}
