/** A server of HTTP under attack over bare sockets: smuggled requests, and too large, too slow, too many. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import {
  openHttpServer,
  type BoundedHttpServer,
  type HttpServerOptions,
} from '../../../fixtures/network/http/bounded-server.ts';
import { heardClock } from '../../support/heard-clock.ts';
import { heardOn, rawSocket, say } from '../../support/raw-socket.ts';

const HEAD = 'POST /first HTTP/1.1\r\nHost: x\r\n';
const SECOND = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;

/** What is sent, in front of a second request, and the status it is refused with. */
const SHAPES: Readonly<Record<string, readonly [string, number]>> = {
  'a length and chunks': [`${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  'chunks and a length': [`${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`, 400],
  'two lengths that agree': [`${HEAD}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`, 400],
  'two lengths that differ': [`${HEAD}Content-Length: 0\r\nContent-Length: 37\r\n\r\n`, 400],
  'a list of lengths': [`${HEAD}Content-Length: 0, 37\r\n\r\n`, 400],
  'a length with a sign': [`${HEAD}Content-Length: +0\r\n\r\n`, 400],
  'a hexadecimal length': [`${HEAD}Content-Length: 0x0\r\n\r\n`, 400],
  'an empty length': [`${HEAD}Content-Length:\r\n\r\n`, 400],
  'a length beyond all numbers': [`${HEAD}Content-Length: 18446744073709551616\r\n\r\n`, 400],
  'a space before the colon of a length': [`${HEAD}Content-Length : 0\r\n\r\n`, 400],
  'a space before the colon of a coding': [`${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`, 400],
  'an unknown coding': [`${HEAD}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 501],
  'a coding in quotes': [`${HEAD}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`, 501],
  'chunks inside of another coding': [`${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 501],
  'another coding inside of chunks': [`${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, 400],
  'two codings': [`${HEAD}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  'a vertical tab before a coding': [`${HEAD}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`, 400],
  'a coding on a folded line': [`${HEAD}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`, 400],
  'a coding behind a bare line feed': [`${HEAD}X: x\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  'chunks in HTTP/1.0': ['POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  'lines that end with bare line feeds': ['POST / HTTP/1.1\nHost: x\nContent-Length: 0\n\n', 400],
  'a bare line feed behind the headers': [`${HEAD}Content-Length: 0\r\n\n`, 400],
  'a bare carriage return in a header': [`${HEAD}X: a\rContent-Length: 0\r\n\r\n`, 400],
  'a NUL in a header': [`${HEAD}X: a\0b\r\n\r\n`, 400],
  'a bare line feed behind the size of a chunk': [`${CHUNKED}5\nhello\r\n0\r\n\r\n`, 400],
  'a bare line feed in the extension of a chunk': [`${CHUNKED}5;a\nhello\r\n0\r\n\r\n`, 400],
  'a long extension of a chunk': [`${CHUNKED}5;${'a'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`, 413],
  'a chunk with a size in another notation': [`${CHUNKED}0x5\r\nhello\r\n0\r\n\r\n`, 400],
  'a chunk with a size beyond all numbers': [`${CHUNKED}10000000000000005\r\nhello\r\n0\r\n\r\n`, 400],
  'a chunk longer than it says': [`${CHUNKED}3\r\nhello\r\n0\r\n\r\n`, 400],
  'a trailer with a bare line feed': [`${CHUNKED}0\r\nX: y\n\r\n`, 400],
  'two hosts': [`${HEAD}Host: y\r\n\r\n`, 400],
  'no host': ['GET / HTTP/1.1\r\n\r\n', 400],
  'a space in the target': ['GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  'a version that is not spoken': ['GET / HTTP/2.0\r\nHost: x\r\n\r\n', 505],
};

describe('requests that could be read in two ways', () => {
  const seen: string[] = [];
  let server: BoundedHttpServer;
  before(async () => {
    server = await openHttpServer({
      answer: ({ target, body }) => {
        seen.push(`${target} ${String(body)}`);
        return {};
      },
    });
  });
  after(() => server[Symbol.asyncDispose]());

  for (const [what, [bytes, status]] of Object.entries(SHAPES)) {
    it(`${what}: ${status}, and nobody sees a request`, async () => {
      seen.length = 0;
      const heard = await say(server.port, bytes + SECOND);
      expect(heard.match(/HTTP\/1\.1 \d+/g)).to.deep.equal([`HTTP/1.1 ${status}`]);
      expect(heard).to.match(/Connection: close/i);
      expect(seen).to.deep.equal([]);
    });
  }

  it('what looks like a request in a body is body, and an extension that is in order is passed over', async () => {
    seen.length = 0;
    await say(server.port, `${HEAD}Content-Length: ${SECOND.length}\r\n\r\n${SECOND}`);
    await say(server.port, `${CHUNKED}5;a=b\r\nhello\r\n0\r\n\r\n${SECOND}`);
    expect(seen).to.deep.equal([`/first ${SECOND}`, '/first hello', '/smuggled ']);
  });
});

describe('a server of HTTP under attack', () => {
  const open = (options: Partial<HttpServerOptions> = {}) =>
    openHttpServer({ answer: ({ body }) => ({ body: String(body.length) }), ...options });
  const status = (heard: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);

  it('headers up to the limit pass, in bytes and in number, and beyond it they are 431', async () => {
    await using server = await open({ headerBytes: 2000, headers: 4 });
    const get = (headers: string): Promise<string> =>
      say(server.port, `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
    const others = '/Hostx'.length + 'Connectionclose'.length + 'X'.length;
    expect(status(await get(`X: ${'a'.repeat(2000 - others)}\r\n`))).to.equal(200);
    expect(status(await get(`X: ${'a'.repeat(2001 - others)}\r\n`))).to.equal(431);
    expect(status(await get('A: a\r\nB: b\r\n'))).to.equal(200);
    expect(status(await get('A: a\r\nB: b\r\nC: c\r\n'))).to.equal(431);
  });

  it('trailers have no more room than headers: beyond it they are 431, and nobody sees the request', async () => {
    let asked = 0;
    await using server = await open({ headerBytes: 2000, answer: () => ({ status: 200 + (asked += 1) }) });
    const post = (bytes: number): Promise<string> => say(server.port, `${CHUNKED}0\r\nX: ${'a'.repeat(bytes)}\r\n\r\n`);
    expect(status(await post(1000))).to.equal(201);
    expect(status(await post(3000))).to.equal(431);
    expect(asked).to.equal(1);
  });

  it('of the requests on a connection the last that is allowed says so, and one more is seen by nobody', async () => {
    const seen: string[] = [];
    await using server = await open({ requests: 2, answer: ({ target }) => ({ body: String(seen.push(target)) }) });
    const gets = ['/1', '/2', '/3'].map((target) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const heard = await say(server.port, gets.join(''));
    const words = /HTTP\/1.1 200|Connection: [\w-]+/g;
    expect(heard.match(words)!.slice(0, 4)).to.deep.equal([
      'HTTP/1.1 200',
      'Connection: keep-alive',
      'HTTP/1.1 200',
      'Connection: close',
    ]);
    expect(seen).to.deep.equal(['/1', '/2']);
  });

  it('a body of the limit passes; a byte more is 413, announced or not', async () => {
    await using server = await open({ bodyBytes: 10 });
    const post = (rest: string): Promise<string> => say(server.port, `${HEAD}Connection: close\r\n${rest}`);
    expect(await post('Content-Length: 10\r\n\r\n0123456789')).to.match(/200 OK[^]*10$/);
    expect(status(await post('Content-Length: 11\r\n\r\n'))).to.equal(413);
    expect(await post('Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n')).to.match(/200 OK[^]*10$/);
    expect(status(await post('Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n'))).to.equal(413);
  });

  it('a request behind a body that is too large is seen by nobody, although it is known where it begins', async () => {
    let asked = 0;
    await using server = await open({ bodyBytes: 10, answer: () => ({ status: 200 + (asked += 1) }) });
    const heard = await say(server.port, `${CHUNKED}b\r\n01234567890\r\n0\r\n\r\n${SECOND}`);
    expect(heard.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 413']);
    expect(asked).to.equal(0);
  });

  it('who asks whether to send too large a body is told no, and who asks for less is told to go on', async () => {
    await using server = await open({ bodyBytes: 10 });
    const ask = (length: number): Promise<string> =>
      say(
        server.port,
        `${HEAD}Connection: close\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(length % 11)}`,
      );
    expect(await ask(10)).to.match(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
    expect(status(await ask(11))).to.equal(413);
  });

  it('H7: headers that do not come in their time are 408', async () => {
    await using server = await open({ headersMs: 1, requestMs: 1, checkMs: 1 });
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(status(await heard)).to.equal(408);
  });

  it('a body whose next piece does not come in its time is 408, and one that comes in time is not', async () => {
    const clock = heardClock();
    await using server = await open({ bodyIdleMs: 700, clock });
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    let waiting = clock.asked(700);
    socket.write(`${HEAD}Content-Length: 10\r\n\r\n`);
    await waiting;
    for (let byte = 0; byte < 3; byte++) {
      clock.advance(699);
      waiting = clock.asked(700);
      socket.write('x');
      await waiting;
    }
    clock.advance(700);
    const said = await heard;
    expect(status(said)).to.equal(408);
    expect(said).to.match(/Connection: close/);
  });

  it('H7: a body that comes piece by piece, but not in the time of the request, is 408, and nobody sees it', async () => {
    let asked = 0;
    await using server = await open({ requestMs: 1, checkMs: 1, answer: () => ({ status: 200 + (asked += 1) }) });
    const socket = await rawSocket(server.port);
    let heard = '';
    socket.on('data', (words) => (heard += words.toString('latin1')));
    socket.write(`${HEAD}Content-Length: 10\r\n\r\n01234`);
    await once(socket, 'end');
    // Our half is still open, but nothing in it is a request any more.
    socket.end(`56789${SECOND}`);
    while ((await connections(server)) > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(heard.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 408']);
    expect(asked).to.equal(0);
  });

  it('bytes that are no request, behind some that are being answered, end the connection and get no answer', async () => {
    const answers: (() => void)[] = [];
    await using server = await open({
      answer: ({ target }) => new Promise((resolve) => answers.push(() => resolve({ body: target }))),
    });
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    const come = once(socket, 'data');
    socket.write('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
    while (answers.length < 2) await new Promise((resolve) => setImmediate(resolve));
    answers[0]!();
    await come;
    socket.write('GARBAGE\r\n\r\n'); // ours to it would be taken for the answer to /2
    expect((await heard).match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200']);
  });

  it('who asks for much and does not read it is cut off when nothing has moved for the time', async () => {
    await using server = await open({ idleMs: 12_345, answer: () => ({ body: Buffer.alloc(20_000_000) }) });
    const accepted = once(server.server, 'connection') as Promise<[Socket]>;
    const socket = await rawSocket(server.port);
    const [theirs] = await accepted;
    socket.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    while (theirs.writableLength === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(theirs.timeout).to.equal(12_345);
    theirs.emit('timeout'); // as its timer does
    const heard = heardOn(socket);
    socket.resume();
    expect((await heard).length).to.be.below(20_000_000);
    while ((await connections(server)) > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('a client that leaves in the middle of its body leaves nothing behind', async () => {
    const clock = heardClock();
    const faults: unknown[] = [];
    await using server = await open({ bodyIdleMs: 700, clock, onFault: (error) => faults.push(error) });
    const socket = await rawSocket(server.port);
    const waiting = clock.asked(700);
    socket.write(`${HEAD}Content-Length: 10\r\n\r\n`);
    await waiting;
    socket.resetAndDestroy();
    while (clock.owed > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(faults).to.deep.equal([]);
  });

  it('one connection more than allowed is closed, and answered when another has gone', async () => {
    await using server = await open({ connections: 2 });
    const kept = [await rawSocket(server.port), await rawSocket(server.port)];
    const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const socket of kept) {
      socket.write(GET);
      await new Promise((resolve) => socket.once('data', resolve));
    }
    expect(await say(server.port, GET)).to.equal('');
    const gone = heardOn(kept[0]!);
    kept[0]!.end();
    await gone;
    while ((await connections(server)) > 1) await new Promise((resolve) => setImmediate(resolve));
    expect(status(await say(server.port, GET))).to.equal(200);
    kept[1]!.destroy();
  });
});

function connections({ server }: BoundedHttpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
