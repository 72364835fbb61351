/** Bodies that are refused, from the outside, byte by byte: what the client sees while it still sends (row WA19). */
import { createServer } from 'node:http';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import type { ReadOptions } from '../../../../fixtures/web/bodies/read-body.ts';
import { refuse } from '../../../../fixtures/web/bodies/refusal.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { bodyServer, type BodyServer } from '../../../support/body-server.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { exchangeRaw, rawClient } from '../../../support/raw-client.ts';
import { listening } from '../../../support/server.ts';

const head = (...lines: readonly string[]): string =>
  ['POST / HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...lines, '', ''].join('\r\n');

describe('a body that is refused', () => {
  let server: BodyServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const serve = async (options: ReadOptions = {}, lingerMs = 5000, clock = madeClock()) => {
    server = await bodyServer({ clock, ...options }, { lingerMs, clock });
    return { port: server.port, clock, server };
  };

  it('WA19: is answered with 413, not 400 as claimed, and the client that sends on sees it whole', async () => {
    const { port, server: own, clock } = await serve();
    const client = await rawClient(port);
    client.socket.write(head('Content-Length: 100000000'));
    // It looks only when it has sent megabytes, as simple clients do: with a connection that is closed at once, it would
    // be told of the reset by then, and of nothing else.
    client.socket.pause();
    await new Promise((resolve) => client.socket.write(Buffer.alloc(8_000_000, 'x'), resolve));
    client.socket.resume();
    const answer = await client.hears('}}');
    expect(answer).to.match(/^HTTP\/1\.1 413 /);
    expect(answer).to.match(/\r\nConnection: close\r\n/i);
    expect(answer).to.include('"code":"BODY_TOO_LARGE"');
    client.socket.destroy();
    await own.dealtWith(1);
    expect(clock.owed).to.equal(0);
  });

  it('a length that is not told is counted, and the client sees 413 in the middle of its chunks', async () => {
    const { port } = await serve({ most: 1000 });
    const client = await rawClient(port);
    client.socket.write(head('Transfer-Encoding: chunked'));
    for (let sent = 0; sent < 10; sent++) client.socket.write(`c8\r\n${'x'.repeat(200)}\r\n`);
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 413 /);
    client.socket.write('0\r\n\r\n');
    // Its body has ended: so does the connection, without waiting for the time to be up.
    expect(await client.closed).to.include('BODY_TOO_LARGE');
  });

  it('is read on for a while only: then the connection is closed, though the client does not stop', async () => {
    const { port, clock, server: own } = await serve({}, 700);
    const client = await rawClient(port);
    client.socket.write(head('Content-Length: 100000000'));
    await client.hears('}}');
    expect(clock.waiting).to.deep.equal([700]);
    client.socket.write('still there');
    clock.advance(699);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    await client.closed;
    await own.dealtWith(1);
    expect(clock.owed).to.equal(0);
    const left = ['readable', 'close', 'error'].map((event) => own.requests[0]!.listenerCount(event));
    expect(left).to.deep.equal([0, 0, 0]);
  });

  it('lets nobody see a request that stands behind the rest of it', async () => {
    const { port, server: own } = await serve({ most: 10 });
    const client = await rawClient(port);
    client.socket.write(`${head('Transfer-Encoding: chunked')}b\r\n01234567890\r\n`);
    await client.hears('}}');
    const behind = ['', 'Expect: 100-continue\r\n', 'Expect: a wonder\r\n'].map(
      (line) => `GET / HTTP/1.1\r\nHost: x\r\n${line}\r\n`,
    );
    client.socket.end(`0\r\n\r\n${behind.join('')}`);
    expect((await client.closed).match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 413']);
    expect(own.requests).to.have.lengthOf(1);
  });

  it('leaves the connection for the next request where all of it had come', async () => {
    const { port } = await serve();
    const request = `${head('Content-Length: 1')}x`;
    const client = await rawClient(port);
    client.socket.write(request);
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 400 [^]*keep-alive[^]*JSON_MALFORMED/);
    client.socket.write(`${head('Content-Length: 1', 'Connection: close')}1`);
    expect(await client.closed).to.match(/HTTP\/1\.1 200 OK[^]*"value":1/);
  });

  it('leaves the connection where there is no body, or where it has come and nobody has read it', async () => {
    const told = new HttpError(400, 'NO', 'no');
    await using own = await listening(
      createServer((request, response) => {
        const refused = () => void refuse(request, response, told);
        if (request.method === 'GET') refused();
        else void until(() => request.complete).then(refused);
      }),
    );
    const client = await rawClient(own.port);
    for (const text of ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', `${head('Content-Length: 1')}x`]) {
      const before = client.received.length;
      client.socket.write(text);
      await until(() => client.received.endsWith('}}') && client.received.length > before);
      expect(client.received.slice(before)).to.match(/^HTTP\/1\.1 400 [^]*keep-alive/);
    }
    client.socket.destroy();
  });

  it('is not even sent by a client that waits to be asked, where its length is too much', async () => {
    const { port } = await serve({ most: 10 });
    const client = await rawClient(port);
    client.socket.write(head('Content-Length: 11', 'Expect: 100-continue'));
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 413 /);
    expect(client.received).not.to.include('100 Continue');
    client.socket.destroy();
  });

  it('a client that waits to be asked is asked where nothing speaks against the body', async () => {
    const { port } = await serve({ most: 10 });
    const client = await rawClient(port);
    client.socket.write(head('Content-Length: 2', 'Expect: 100-continue', 'Connection: close'));
    expect(await client.hears('\r\n\r\n')).to.equal('HTTP/1.1 100 Continue\r\n\r\n');
    client.socket.write('42');
    expect(await client.closed).to.match(/HTTP\/1\.1 200 OK[^]*"value":42/);
  });

  it('by itself node asks for the body before anybody has looked', async () => {
    await using plain = await listening(
      createServer((_, response) => response.writeHead(413, { Connection: 'close' }).end()),
    );
    expect(await exchangeRaw(plain.port, head('Content-Length: 11', 'Expect: 100-continue'))).to.match(
      /^HTTP\/1\.1 100 /,
    );
  });

  it('another expectation is 417', async () => {
    const { port } = await serve();
    const client = await rawClient(port);
    client.socket.write(head('Content-Length: 1', 'Expect: a-miracle'));
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 417 [^]*EXPECTATION_UNKNOWN/);
    client.socket.destroy();
  });

  it('without the length that is asked for it is 411', async () => {
    const { port } = await serve({ lengthRequired: true });
    const answer = await exchangeRaw(
      port,
      head('Transfer-Encoding: chunked', 'Connection: close'),
      '1\r\n1\r\n0\r\n\r\n',
    );
    expect(answer).to.match(/^HTTP\/1\.1 411 [^]*LENGTH_REQUIRED/);
  });

  it('chunks that have been encoded on the way are 501', async () => {
    const { port } = await serve();
    const answer = await exchangeRaw(
      port,
      head('Transfer-Encoding: gzip, chunked', 'Connection: close'),
      '1\r\n1\r\n0\r\n\r\n',
    );
    expect(answer).to.match(/^HTTP\/1\.1 501 [^]*TRANSFER_UNKNOWN/);
  });

  it('a client that stops in the middle is 408', async () => {
    const { port, clock } = await serve({ idleMs: 100 });
    const client = await rawClient(port);
    client.socket.write(`${head('Content-Length: 10')}12345`);
    await until(() => clock.owed === 2);
    clock.advance(100);
    expect(await client.hears('}}')).to.match(/^HTTP\/1\.1 408 [^]*close[^]*BODY_SLOW/i);
    client.socket.destroy();
  });

  it('a client that sends less than it said, and ends, is gone; the server goes on', async () => {
    const { port, clock, server: own } = await serve();
    const client = await rawClient(port);
    client.socket.end(`${head('Content-Length: 10')}12345`);
    await client.closed;
    await own.dealtWith(1);
    expect(own.faults[0]).to.include({ code: 'CLIENT_GONE' });
    expect(clock.owed).to.equal(0);
    expect(await exchangeRaw(port, `${head('Content-Length: 1', 'Connection: close')}1`)).to.match(/^HTTP\/1\.1 200 /);
  });

  it('a client that sends more than it said has a body of what it said; the rest is no request', async () => {
    const { port } = await serve();
    const client = await rawClient(port);
    client.socket.write(`${head('Content-Length: 1')}1`);
    await client.hears('"value":1}');
    client.socket.write('2345\r\n\r\n');
    expect(await client.closed).to.match(/^HTTP\/1\.1 200 OK[^]*"value":1}HTTP\/1\.1 400 Bad Request/);
  });

  for (const lines of [
    ['Content-Length: 1', 'Transfer-Encoding: chunked'],
    ['Content-Length: 1', 'Content-Length: 2'],
    ['Content-Length: -1'],
  ]) {
    it(`${lines.join(' and ')} is refused by node before anybody asks`, async () => {
      const { port, server: own } = await serve();
      expect(await exchangeRaw(port, head(...lines), '1')).to.match(/^HTTP\/1\.1 400 /);
      expect(own.requests).to.deep.equal([]);
    });
  }

  it('for a reason that is the server’s own is 500, and its words stay here', async () => {
    await using own = await listening(
      createServer((request, response) => void refuse(request, response, new Error('secret at /srv/db'))),
    );
    const answer = await exchangeRaw(own.port, head('Content-Length: 1', 'Connection: close'), '1');
    expect(answer)
      .to.match(/^HTTP\/1\.1 500 [^]*INTERNAL/)
      .and.not.to.match(/secret|srv/);
  });

  it('once an answer has begun, it is cut off: half of it must not look whole', async () => {
    const done: Promise<void>[] = [];
    await using own = await listening(
      createServer((request, response) => {
        response.writeHead(200, { 'Content-Length': 100 });
        response.write('half', () => done.push(refuse(request, response, new HttpError(400, 'LATE', 'too late'))));
      }),
    );
    const answer = await exchangeRaw(own.port, head('Content-Length: 0'));
    expect(answer).to.match(/^HTTP\/1\.1 200 [^]*\r\n\r\nhalf$/);
    await Promise.all(done);
    expect(done).to.have.length(1);
  });

  it('by a client that has gone, nothing is answered and nothing is waited for', async () => {
    const clock = madeClock();
    let refused: Promise<void> | undefined;
    await using own = await listening(
      createServer((request, response) => {
        response.once('close', () => {
          refused = refuse(request, response, new Error('late'), { clock });
        });
        request.socket.destroy();
      }),
    );
    expect(await exchangeRaw(own.port, head('Content-Length: 5'))).to.equal('');
    await until(() => refused !== undefined);
    await refused;
    expect(clock.owed).to.equal(0);
  });

  it('two media types are 400', async () => {
    const { port } = await serve();
    const answer = await exchangeRaw(
      port,
      head('Content-Type: text/plain', 'Content-Length: 1', 'Connection: close'),
      '1',
    );
    expect(answer).to.match(/^HTTP\/1\.1 400 [^]*MEDIA_TYPE_MALFORMED/);
  });
});

/** Looks again whenever something has happened. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
