/** Attacks on static files (row WA2): ways out of the folder, clients that go, and files that change while they are sent. */
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { staticFiles } from '../../../fixtures/web/static/static-files.ts';
import { answering } from '../../support/answering.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { madeClock } from '../../support/made-clock.ts';
import { askRaw, sendRaw } from '../../support/raw-http.ts';
import { listening, type Listening } from '../../support/server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const LARGE = 64 * 1024 * 1024;

describe('a folder that is attacked', () => {
  const directory = temporaryDirectory();
  let server: Listening;
  const failures: unknown[] = [];
  /** Answers under way, which end when all is sent and closed. */
  const served: Promise<void>[] = [];

  before(async () => {
    const root = directory.join('public');
    fs.mkdirSync(`${root}/a`, { recursive: true });
    directory.write('secret.txt', 'SECRET');
    directory.write('public/a/page.txt', 'page');
    directory.write('public/.env', 'SECRET');
    fs.mkdirSync(`${root}/.git`);
    directory.write('public/.git/config', 'SECRET');
    fs.mkdirSync(directory.join('public-too'));
    directory.write('public-too/secret.txt', 'SECRET');
    fs.symlinkSync('../secret.txt', `${root}/link.txt`);
    fs.symlinkSync('..', `${root}/up`);
    fs.symlinkSync('../public-too', `${root}/too`);
    fs.symlinkSync('.env', `${root}/env.txt`);
    fs.symlinkSync('loop', `${root}/loop`);
    fs.symlinkSync('a/page.txt', `${root}/inside.txt`);
    fs.truncateSync(directory.write('public/large.bin', ''), LARGE);
    const serve = await staticFiles(root);
    const listener = answering((request, response) => {
      const answered = serve(request, response);
      served.push(answered.catch(() => {}));
      return answered;
    }, failures);
    server = await listening(createServer(listener));
  });
  after(() => server.close());
  afterEach(async () => {
    await Promise.all(served.splice(0));
    if (descriptorsCountable) expect(openDescriptors(directory.path), 'files left open').to.equal(0);
    expect(failures.splice(0)).to.deep.equal([]);
  });

  const ways = [
    '/../secret.txt',
    '/a/../../secret.txt',
    '/a/..',
    '/..',
    '/./a/page.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E/secret.txt',
    '/.%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%2Fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/a%2f..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%255csecret.txt',
    String.raw`/..\secret.txt`,
    '/..%5csecret.txt',
    '/a/..%5C..%5csecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/..%c0%afsecret.txt',
    '/%e0%80%ae%e0%80%ae/secret.txt',
    '/%uff0e%uff0e/secret.txt',
    '/%ef%bc%8e%ef%bc%8e/secret.txt',
    '/....//secret.txt',
    '/..;/secret.txt',
    '/a/%00/../../secret.txt',
    '/a/page.txt%00',
    '/a/page.txt%00.html',
    '/a/page.txt%0d%0aX:%20y',
    '//secret.txt',
    '/a//page.txt',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/C:%5csecret.txt',
    '/C:/secret.txt',
    '/a/page.txt::$DATA',
    '/file:%2f%2f/etc/passwd',
    '/../public-too/secret.txt',
    'http://a/../secret.txt',
    'http://a/%2e%2e/secret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/too/secret.txt',
    '/loop',
    '/loop/a',
    '/.env',
    '/%2eenv',
    '/env.txt',
    '/.git/config',
    '/.git/',
    '/.git',
    '/a/page.txt/',
    '/a/page.txt/x',
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(3000)}`,
  ];

  it(`WA2: is not left in any of ${ways.length} ways, which are all the same to the client`, async () => {
    const answers = await Promise.all(ways.map((way) => askRaw(server.port, way)));
    for (const [index, { status, body }] of answers.entries()) {
      const malformed = /%c0|%e0%80|%u/i.test(ways[index]!);
      expect({ status, body }, ways[index]).to.deep.equal(
        malformed ? { status: 400, body: 'MALFORMED_PERCENT' } : { status: 404, body: 'NO_FILE' },
      );
    }
  });

  it('WA2: is served as ever besides, also by links that end inside', async () => {
    expect(await askRaw(server.port, '/a/page.txt')).to.include({ status: 200, body: 'page' });
    expect(await askRaw(server.port, '/%61/p%61ge.txt')).to.include({ status: 200, body: 'page' });
    expect(await askRaw(server.port, '/inside.txt')).to.include({ status: 200, body: 'page' });
    expect(await askRaw(server.port, '/up/public/a/page.txt')).to.include({ status: 200, body: 'page' });
    expect(await askRaw(server.port, 'http://any.example/a/page.txt')).to.include({ status: 200, body: 'page' });
    expect(await askRaw(server.port, '*')).to.include({ status: 400, body: 'BAD_TARGET' });
  });

  it('WA2: does not send anybody to another site, nor split a header', async () => {
    for (const target of ['//evil.example/..', '//a', '/%2fevil.example', '/a%0d%0aLocation:%20x', '/a?b%0d%0ac']) {
      const { headers } = await askRaw(server.port, target);
      expect(headers['location'] ?? '', target).to.match(/^(?:|a\/\?b%0d%0ac)$/);
    }
  });

  const title = fifosPossible ? '' : ' (skipped: mkfifo is not installed)';
  (fifosPossible ? it : it.skip)(`is not held up by a pipe that nobody writes to${title}`, async () => {
    makeFifo(directory.join('public', 'pipe'));
    expect(await askRaw(server.port, '/pipe')).to.include({ status: 404, body: 'NO_FILE' });
    fs.rmSync(directory.join('public', 'pipe'));
  });

  it('answers thousands of ranges and of tags as it does one', async () => {
    const ask = (header: string) =>
      sendRaw(server.port, `GET /a/page.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${header}\r\n\r\n`);
    const many = await ask(`Range: bytes=${'0-,'.repeat(4000)}0-`);
    expect(many).to.include({ status: 200, body: 'page' });
    expect(await ask(`Range: bytes=${'9'.repeat(8000)}-`)).to.have.property('status', 416);
    expect(await ask(`If-None-Match: ${'"a",'.repeat(3000)}*`)).to.have.property('status', 200);
    expect(await ask(`If-None-Match: ${'W/'.repeat(7000)}`)).to.have.property('status', 200);
  });

  it('closes the file when the client goes away in the middle', async () => {
    for (let client = 0; client < 3; client++) {
      const socket = net.connect(server.port, '127.0.0.1');
      socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n');
      await once(socket, 'data');
      socket.pause();
      if (descriptorsCountable && client === 0) expect(openDescriptors(directory.path)).to.equal(1);
      socket.resetAndDestroy();
    }
    expect(served).to.have.length(3);
  });

  it('gives up a file that nobody takes: a client that stops reading, and an answer that waits behind another one', async () => {
    const clock = madeClock();
    const serve = await staticFiles(directory.join('public'), { clock, idleMs: 700 });
    const listener = (request: IncomingMessage, response: ServerResponse) => void served.push(serve(request, response));
    await using own = await listening(createServer(listener));
    const socket = net.connect(own.port, '127.0.0.1').on('error', () => {});
    socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2));
    await once(socket, 'data');
    socket.pause();
    while (clock.owed < 2) await new Promise(setImmediate);
    const closed = once(socket, 'close');
    expect(served).to.have.length(2);
    clock.advance(700);
    await Promise.all(served);
    expect(clock.owed).to.equal(0);
    socket.resume();
    await closed;
  });

  it('sends as much as it has said of a file that grows', async () => {
    const path = directory.write('public/grows.txt', 'x'.repeat(1 << 20));
    const socket = net.connect(server.port, '127.0.0.1');
    socket.write('GET /grows.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    fs.appendFileSync(path, 'y'.repeat(1 << 20));
    const pieces = [first];
    for await (const piece of socket) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('latin1');
    expect(text).to.include(`\r\nContent-Length: ${1 << 20}\r\n`);
    expect(text.length - text.indexOf('\r\n\r\n') - 4).to.equal(1 << 20);
    expect(text).not.to.include('y'.repeat(10));
  });

  it('breaks the connection where a file shrinks, so that nobody takes a part for the whole', async () => {
    const path = directory.write('public/shrinks.bin', '');
    fs.truncateSync(path, LARGE);
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {}); // it may be reset
    socket.write('GET /shrinks.bin HTTP/1.1\r\nHost: a\r\n\r\n');
    const closed = once(socket, 'close');
    const [first] = (await once(socket, 'data')) as [Buffer];
    fs.truncateSync(path, 1000);
    let bytes = first.length;
    socket.on('data', (piece: Buffer) => (bytes += piece.length));
    await closed;
    expect(String(first)).to.include(`\r\nContent-Length: ${LARGE}\r\n`);
    expect(bytes).to.be.below(LARGE);
    await Promise.all(served);
    expect(failures.splice(0).map((error) => (error as { code?: unknown }).code)).to.deep.equal(['ERR_FILE_SHRUNK']);
  });
});
