/** An application from the outside: every way to answer, and what becomes of what goes wrong. */
import { once } from 'node:events';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import request from 'supertest';
import { download, stream, text } from '../../../../fixtures/web/application/answer.ts';
import { descriptorsCountable, openDescriptors } from '../../../support/descriptors.ts';
import { rawClient } from '../../../support/raw-client.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { smallApplication, type SmallApplication } from '../../../support/small-application.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

const PAGE = 'text/html,*/*;q=0.8';

describe('an application', () => {
  const directory = temporaryDirectory();
  let app: SmallApplication;
  before(async () => {
    app = await smallApplication();
  });
  after(() => app.close());
  afterEach(() => expect(app.faults.splice(0)).to.deep.equal([]));

  const answers: readonly (readonly [string, number, string, string])[] = [
    ['/text', 200, 'text/plain; charset=utf-8', 'text'],
    ['/html', 200, 'text/html; charset=utf-8', '<p>&lt;</p>'],
    ['/page', 201, 'text/html; charset=utf-8', '<p></p>'],
    ['/json', 200, 'application/json', '{"a":1}'],
    ['/stream', 200, 'text/plain', 'ab'],
    ['/notes/4%2F2/edit', 200, 'application/json', '{"id":"4/2"}'],
    ['/query?a=1&a=2&__proto__=3', 200, 'application/json', '[{"a":["1","2"],"__proto__":"3"},true]'],
  ];
  for (const [path, status, type, body] of answers) {
    it(`answers ${path}, and HEAD of it with the same head`, async () => {
      const got = await request(app.url).get(path).expect(status).expect('Content-Type', type);
      expect(got.text).to.equal(body);
      const head = await request(app.url).head(path).expect(status).expect('Content-Type', type);
      expect(head.text).to.equal(undefined);
      expect(head.headers['content-length']).to.equal(got.headers['content-length']);
    });
  }

  it('lets others answer altogether, and an answer have its own headers instead of those of the application', async () => {
    await request(app.url).get('/other').expect(202, 'other').expect('X-Other', 'a').expect('X-Frame-Options', 'DENY');
    await request(app.url).get('/page').expect('X-Own', 'a').expect('Cache-Control', 'max-age=1');
  });

  it('an unknown path is 404, another method 405 with those that there are', async () => {
    await request(app.url)
      .get('/nobody')
      .expect(404, { error: { code: 'NO_ROUTE', message: 'there is nothing here' } });
    await request(app.url).post('/text').send('x').expect(405).expect('Allow', 'GET, HEAD');
    await request(app.url).options('/json').expect(405).expect('Allow', 'GET, HEAD, POST');
  });

  it('an error is told as JSON, or as a page to who would rather have that: escaped, without its cause', async () => {
    const asJson = await request(app.url).get('/refused').expect(418).expect('X-Pot', 'a');
    expect(asJson.body).to.deep.equal({ error: { code: 'TEAPOT', message: 'expected <coffee>' } });
    const asPage = await request(app.url).get('/refused').set('Accept', PAGE).expect(418);
    expect(asPage.headers['content-type']).to.equal('text/html; charset=utf-8');
    expect(asPage.text).to.include('expected &lt;coffee&gt;').and.include('TEAPOT').and.not.include('SECRET');
  });

  it('keeps the connection behind an error, since nothing more is to come', async () => {
    const client = await rawClient(app.port);
    client.socket.write(
      'GET /nobody HTTP/1.1\r\nHost: a\r\n\r\nGET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(await client.closed).to.match(/^HTTP\/1\.1 404 [^]*keep-alive[^]*HTTP\/1\.1 200 OK[^]*text$/);
  });

  for (const path of ['/broken', '/nothing', '/header', '/session']) {
    it(`whatever else is thrown is 500 at ${path}, without a word of it; the log has all`, async () => {
      const got = await request(app.url).get(path).set('Accept', PAGE).expect(500);
      expect(got.text)
        .to.include('INTERNAL')
        .and.not.match(/SECRET|Error:|\.js|node:/);
      expect(got.headers).not.to.have.any.keys('set-cookie', 'x-own');
      const [{ method, path: asked, status, error }] = app.faults.splice(0) as [SmallApplication['faults'][0]];
      expect([method, asked, status]).to.deep.equal(['GET', path, 500]);
      expect(error).to.be.instanceOf(Error);
    });
  }

  it('an error says its status in words, though the head of the answer had been begun with others', async () => {
    const got = await fetch(`${app.url}/header`);
    expect(await got.json()).to.have.nested.property('error.code', 'INTERNAL');
    expect(got).to.include({ status: 500, statusText: 'Internal Server Error' });
    expect(app.faults.splice(0)).to.have.length(1);
  });

  it('handles as many requests of one connection at once as may be, and ends who sends one more', async () => {
    const [never, warnings]: [Promise<never>, string[]] = [new Promise(() => {}), []];
    const note = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', note);
    const held = await smallApplication({ 'GET /held': () => never }, { mostTogether: 20 });
    const ask = 'GET /held HTTP/1.1\r\nHost: a\r\n\r\n';
    const client = await rawClient(held.port);
    client.socket.write(ask.repeat(20));
    while (held.called.length < 20) await new Promise(setImmediate);
    expect([client.socket.destroyed, client.received]).to.deep.equal([false, '']);
    client.socket.write(ask.repeat(3));
    expect(await client.closed).to.equal('');
    expect(held.called).to.have.length(20);
    await held.close();
    process.off('warning', note);
    expect([held.faults, warnings]).to.deep.equal([[], []]);
    expect(await rejectionOf(smallApplication({}, { mostTogether: 0 }))).to.have.property('code', 'ERR_OUT_OF_RANGE');
  });

  it('a page of errors that fails, and files that cannot be removed, break one connection and not the server', async () => {
    const showing = await smallApplication(
      {
        'POST /left': async (context) => {
          const body = await context.body({ uploads: { directory: directory.path } });
          const place = body.kind === 'uploads' ? body.uploads.files[0]!.path : '';
          fs.rmSync(place);
          fs.mkdirSync(place); // which `rm` refuses
          return text('left');
        },
      },
      {
        errorPage: () => {
          throw new Error('a page of errors');
        },
      },
    );
    const client = await rawClient(showing.port);
    client.socket.write(`GET /nobody HTTP/1.1\r\nHost: a\r\nAccept: ${PAGE}\r\n\r\n`);
    expect(await client.closed).to.equal('');
    await request(showing.url).post('/left').attach('file', Buffer.from('x'), 'x').expect(200, 'left');
    while (showing.faults.length < 2) await new Promise(setImmediate); // it is looked at behind the answer
    await request(showing.url).get('/text').expect(200);
    await showing.close();
    expect(showing.faults.map(({ path, status }) => `${status} ${path}`)).to.deep.equal(['500 /nobody', '500 /left']);
  });

  it('a stream that fails in the middle breaks the connection, so that nobody takes a half for the whole', async () => {
    const client = await rawClient(app.port);
    client.socket.write('GET /breaks HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await client.closed)
      .to.match(/^HTTP\/1\.1 200 [^]*\r\n\r\nhalf $/)
      .and.not.include('SECRET');
    expect(app.faults.splice(0)).to.have.nested.property('[0].error.message', 'SECRET of the stream');
  });

  it('reads a body on demand: JSON and forms, and refuses what is none, or too much', async () => {
    await request(app.url).post('/json').send({ a: 1 }).expect(200, { a: 1 });
    await request(app.url)
      .post('/form')
      .type('form')
      .send('a=1&a=2')
      .expect(200, [['a', ['1', '2']]]);
    await request(app.url).post('/form').send({ a: 1 }).expect(415);
    await request(app.url)
      .post('/json')
      .type('json')
      .send(`"${'x'.repeat(998)}"`)
      .expect(200);
    const { body } = await request(app.url)
      .post('/json')
      .type('json')
      .send(`"${'x'.repeat(999)}"`)
      .expect(413);
    expect(body).to.have.nested.property('error.code', 'BODY_TOO_LARGE');
  });

  it('sets cookies whose value cannot become a header', async () => {
    const { headers, body } = await request(app.url).get('/cookies').set('Cookie', 'a=1; __proto__=2').expect(200);
    expect(headers['set-cookie']).to.deep.equal([
      'seen=%C3%A9%3B%20a%0D%0AX%3A%20y; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
    expect(JSON.stringify(body)).to.equal('{"a":"1","__proto__":"2"}');
  });

  it('asks for a body only where it is wanted, and answers without where it is not', async () => {
    const head = (path: string, length: number): string =>
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nExpect: 100-continue\r\n`;
    const wanted = await rawClient(app.port);
    wanted.socket.write(`${head('/json', 2)}Connection: close\r\n\r\n`);
    expect(await wanted.hears('\r\n\r\n')).to.equal('HTTP/1.1 100 Continue\r\n\r\n');
    wanted.socket.write('42');
    expect(await wanted.closed).to.match(/HTTP\/1\.1 200 OK[^]*42$/);
    for (const [path, length, status] of [
      ['/json', 1001, 413],
      ['/nobody', 2, 404],
    ] as const) {
      const client = await rawClient(app.port);
      client.socket.write(`${head(path, length)}\r\n`);
      expect(await client.hears('}}')).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
      client.socket.destroy();
    }
  });
});

describe('an application whose client goes away', () => {
  const directory = temporaryDirectory();
  const settled: (() => void)[] = [];

  it('tells the handler, and closes the stream and the file that it was to answer with', async () => {
    const large = directory.write('large', '');
    fs.truncateSync(large, 64 * 1024 * 1024);
    const endless = new Readable({ read: (size) => void endless.push(Buffer.alloc(size)) });
    let left: Promise<unknown> | undefined;
    await using app = await smallApplication({
      'GET /endless': ({ signal }) => {
        left = once(signal, 'abort');
        return stream(endless);
      },
      'GET /large': () => download(large, 'large'),
      // The client has gone before there is an answer.
      'GET /late': async ({ signal }) => {
        if (!signal.aborted) await once(signal, 'abort');
        const answer = await download(large, 'large');
        return { ...answer, discard: async () => (await answer.discard?.(), settled.shift()?.()) };
      },
    });
    for (const path of ['/endless', '/large']) {
      const client = await rawClient(app.port);
      const done = once(app.server, 'request');
      client.socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
      const [, response] = await done;
      await client.hears('200 OK');
      client.socket.destroy();
      await until(() => response.closed, 'its answer to be closed');
    }
    await left;
    if (!endless.closed) await once(endless, 'close');
    const client = await rawClient(app.port);
    const asked = once(app.server, 'request');
    const discarded = new Promise<void>((resolve) => settled.push(resolve));
    client.socket.write('GET /late HTTP/1.1\r\nHost: a\r\n\r\n');
    await asked;
    client.socket.destroy();
    await discarded;
    if (descriptorsCountable) while (openDescriptors(directory.path) > 0) await new Promise(setImmediate);
    expect(app.faults).to.deep.equal([]);
  });

  it('tells also an answer that waits behind another one, and closes its file', async () => {
    const large = directory.write('behind', 'x');
    const opened: Promise<unknown>[] = [];
    await using app = await smallApplication({
      'GET /held': ({ signal }) => once(signal, 'abort').then(() => text('')),
      'GET /behind': async ({ signal }) => {
        opened.push(once(signal, 'abort'));
        return download(large, 'behind');
      },
    });
    const client = await rawClient(app.port);
    const asked = once(app.server, 'request');
    client.socket.write('GET /held HTTP/1.1\r\nHost: a\r\n\r\nGET /behind HTTP/1.1\r\nHost: a\r\n\r\n');
    await asked;
    if (descriptorsCountable) while (openDescriptors(directory.path) === 0) await new Promise(setImmediate);
    client.socket.destroy();
    await opened[0];
    if (descriptorsCountable) while (openDescriptors(directory.path) > 0) await new Promise(setImmediate);
    expect([app.called, app.faults]).to.deep.equal([['/held', '/behind'], []]);
  });
});

describe('an application that ends', () => {
  it('answers what was begun, also a client that waits to be asked for its body, and takes nothing new', async () => {
    await using app = await smallApplication({
      'POST /slow': async (context) => {
        const body = await context.body();
        return text(`got ${body.kind}`);
      },
    });
    const client = await rawClient(app.port);
    // A request before it: an idle connection that has had an answer would be ended.
    client.socket.write('GET /text HTTP/1.1\r\nHost: a\r\n\r\n');
    await client.hears('\r\n\r\ntext');
    client.socket.write(
      'POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n',
    );
    await client.hears('100 Continue');
    expect(app.watched.busy).to.equal(1);
    const finished = app.watched.finish();
    client.socket.write('42');
    expect(await client.closed).to.match(/Connection: close\r\n[^]*got json$/i);
    await finished;
    expect(app.server.listening).to.equal(false);
  });
});
