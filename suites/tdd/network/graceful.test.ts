/** Ending an HTTP server without losing a request, from the inside: connections by hand, in this process. */
import { createHook } from 'node:async_hooks';
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import { graceful, type Graceful } from '../../../fixtures/network/http/graceful.ts';
import { madeClock } from '../../support/made-clock.ts';
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

  test('has all requests answered that came without waiting for answers, and says so behind the last', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    const heard = text(socket);
    const next = async (): Promise<http.ServerResponse> =>
      ((await requests.next()) as { value: [unknown, http.ServerResponse] }).value[1];
    socket.write(GET + GET);
    const [one, two] = [await next(), await next()];
    const finished = watched.finish();
    socket.write(GET);
    const three = await next();
    for (const [response, word] of [
      [three, 'three'],
      [two, 'two'],
      [one, 'one'],
    ] as const) {
      response.end(word);
    }
    const words = /Connection: \S+|one|two|three/g;
    const keep = 'Connection: keep-alive';
    expect((await heard).match(words)).to.deep.equal([keep, 'one', keep, 'two', 'Connection: close', 'three']);
    await finished;
  });

  test('destroys, when the time is up, whoever is still there', async () => {
    const { watched, requests, connect } = await start();
    const socket = await connect();
    const heard = text(socket).catch(({ code }: NodeJS.ErrnoException) => code);
    socket.write(GET);
    await requests.next();
    const clock = madeClock();
    const finished = watched.finishWithin(300, clock);
    clock.advance(299);
    expect(watched.busy).to.equal(1);
    clock.advance(1);
    await finished;
    expect(await heard).to.be.oneOf(['', 'ECONNRESET']);
    expect(clock.owed).to.equal(0);
  });

  test('leaves no timer behind, though Node looks after the connections of each server by one', async () => {
    await Promise.resolve(); // mocha's own timer begins now
    const timers = new Set<number>();
    const hook = createHook({
      init: (id, type) => void (type === 'Timeout' && timers.add(id)),
      destroy: (id) => void timers.delete(id),
    }).enable();
    const { watched } = await start();
    expect(timers.size).to.be.above(0);
    await watched.finish();
    await new Promise((resolve) => setImmediate(resolve));
    hook.disable();
    expect(timers.size).to.equal(0);
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
