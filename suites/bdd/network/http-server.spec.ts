/** A server and a client of HTTP with limits, from the outside: one connection for many requests, faults, and the end. */
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { openHttpServer, type HttpServerOptions } from '../../../fixtures/network/http/bounded-server.ts';
import { HttpClient } from '../../../fixtures/network/http/http-client.ts';
import { HttpError } from '../../../fixtures/network/http/http-error.ts';
import { heardClock } from '../../support/heard-clock.ts';
import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { heardOn, rawSocket } from '../../support/raw-socket.ts';
import { codeOf } from '../../support/rejection.ts';

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a server and a client of HTTP', () => {
  const open = (options: Partial<HttpServerOptions> = {}) =>
    openHttpServer({
      answer: ({ method, target, body }) => ({ body: `${method} ${target} ${String(body)}` }),
      ...options,
    });

  it('H3: keep one connection for one request after the other', async () => {
    await using server = await open();
    await using client = new HttpClient({ port: server.port });
    for (let time = 0; time < 5; time++) {
      const { status, body } = await client.ask({ method: 'POST', path: `/${time}`, body: 'words' });
      expect([status, String(body)]).to.deep.equal([200, `POST /${time} words`]);
    }
    expect(client.connections).to.equal(1);
    const { headers, body } = await client.ask({ method: 'HEAD' });
    expect([headers['content-length'], body.length]).to.deep.equal(['7', 0]);
  });

  it('open no more connections than allowed, and close one behind its last request', async () => {
    await using server = await open({ requests: 2 });
    await using client = new HttpClient({ port: server.port, connections: 2 });
    await Promise.all(Array.from({ length: 4 }, () => client.ask()));
    expect(client.connections).to.equal(2);
    await client.ask();
    expect(client.connections).to.equal(3);
  });

  it('H7: a kept connection is closed when its time is over: 5 s, to which Node 20 adds one', async () => {
    await using server = await open();
    const accepted = once(server.server, 'connection') as Promise<[Socket]>;
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    const answered = once(socket, 'data');
    socket.write(GET);
    const [[theirs]] = await Promise.all([accepted, answered]);
    expect(theirs.timeout).to.be.oneOf([5000, 6000]);
    theirs.emit('timeout'); // as its timer does
    expect(await heard).to.match(/200 OK[^]*Connection: keep-alive/);
  });

  it('what goes wrong is told with its status, and what nobody expected is a 500 that tells nothing', async () => {
    const faults: unknown[] = [];
    const password = new Error('the password is wrong');
    await using server = await open({
      answer: ({ target }) => {
        if (target === '/gone') throw new HttpError(405, 'NOT_SO', 'expected GET', { headers: { allow: 'GET' } });
        if (target === '/unsayable') throw new HttpError(400, 'NOT_SO', 'no', { headers: { 'x-name': 'a\r\nb' } });
        if (target === '/long') return { headers: { 'Content-Length': '50' } };
        if (target === '/coded') return { headers: { 'transfer-encoding': 'chunked' } };
        if (target === '/split') return { headers: { 'x-first': '1', 'x-name': 'a\r\nset-cookie: b' } };
        throw password;
      },
      onFault: (error) => faults.push(error),
    });
    await using client = new HttpClient({ port: server.port });
    const gone = await client.ask({ path: '/gone' });
    expect([gone.status, gone.headers.allow, String(gone.body)]).to.deep.equal([405, 'GET', 'NOT_SO: expected GET\n']);
    for (const path of ['/split', '/', '/unsayable', '/long', '/coded']) {
      const { status, headers, body } = await client.ask({ path });
      expect([status, headers['set-cookie'], headers['x-first']]).to.deep.equal([500, undefined, undefined]);
      expect(String(body)).to.equal('INTERNAL: something went wrong\n');
    }
    expect(faults[1]).to.equal(password);
    expect(faults.map((fault) => (fault as NodeJS.ErrnoException).code)).to.deep.equal([
      'ERR_INVALID_CHAR',
      undefined,
      'ERR_INVALID_CHAR',
      'ERR_HTTP_ANSWER',
      'ERR_HTTP_ANSWER',
    ]);
    expect(client.connections).to.equal(1);
  });

  it('an end loses no request: what has begun is answered, and what comes then is not taken', async () => {
    let finish = (): void => {};
    let asked = (): void => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const server = await open({
      answer: () => {
        asked();
        return new Promise((resolve) => (finish = () => resolve({ body: 'done' })));
      },
    });
    await using client = new HttpClient({ port: server.port });
    const answer = client.ask();
    await begun;
    const closed = server.close();
    finish();
    const { headers, body } = await answer;
    expect([headers.connection, String(body)]).to.deep.equal(['close', 'done']);
    await closed;
    expect(await codeOf(client.ask())).to.equal('ECONNREFUSED');
  });

  it('an end loses no request that was told to go on with its body', async () => {
    const server = await open();
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    const answered = once(socket, 'data');
    socket.write(GET);
    await answered;
    const toldToGoOn = once(socket, 'data');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n');
    await toldToGoOn;
    const closed = server.close();
    socket.write('words');
    expect(await heard).to.match(/100 Continue\r\n\r\nHTTP\/1.1 200 OK[^]*Connection: close[^]*POST \/ words$/);
    await closed;
  });

  it('a limit that is none is refused', async () => {
    for (const bad of [{ headers: 0 }, { bodyBytes: 1.5 }, { headersMs: 2 ** 31 }, { connections: Number.NaN }]) {
      expect(await codeOf(open(bad))).to.equal('ERR_OUT_OF_RANGE');
    }
  });

  it('an end waits for nobody longer than the grace', async () => {
    const clock = heardClock();
    let asked = (): void => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const server = await open({
      answer: () => {
        asked();
        return new Promise(() => {});
      },
      graceMs: 300,
      clock,
    });
    const socket = await rawSocket(server.port);
    const heard = heardOn(socket);
    socket.write(GET);
    await begun;
    const closed = server.close();
    clock.advance(299);
    expect(clock.owed).to.equal(1);
    clock.advance(1);
    await closed;
    expect(await heard).to.equal('');
  });

  whenInstalled('curl', describe)('with curl', (command) => {
    it('H3: curl keeps its connection, and waits to be told to go on with a body', async () => {
      let connections = 0;
      await using server = await open();
      server.server.on('connection', () => (connections += 1));
      const url = `http://127.0.0.1:${server.port}`;
      const send = ['-sS', '-H', 'Expect: 100-continue', '-d', 'words', `${url}/one`];
      const { stdout } = await run([...send, '--next', '-sS', '-i', `${url}/two`], { command });
      expect(stdout).to.match(/^POST \/one wordsHTTP\/1.1 200 OK[^]*GET \/two $/);
      expect(connections).to.equal(1);
    });
  });
});
