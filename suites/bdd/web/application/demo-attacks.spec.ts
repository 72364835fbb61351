/** Attacks on the whole demo site, byte by byte: each gets its status, leaks nothing and leaves nothing. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import request from 'supertest';
import { demoSite, signedInAgent, type DemoSite } from '../../../support/demo-site.ts';
import { descriptorsCountable, openDescriptors } from '../../../support/descriptors.ts';
import { multipart } from '../../../support/multipart.ts';
import { exchangeRaw, rawClient, type RawClient } from '../../../support/raw-client.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const PUBLIC = fileURLToPath(new URL('../../../../../fixtures/web/demo/public', import.meta.url));

const statusesOf = (text: string): string[] => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status!);

describe('the demo site under attack', () => {
  const directory = temporaryDirectory();
  let folder: string;
  let site: DemoSite;
  let [cookie, token] = ['', ''];
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);

  before(async () => {
    folder = directory.fresh();
    site = await demoSite(folder, { uploads: { directory: folder, mostFileBytes: 100_000, most: 200_000 } });
    ({ cookie, token } = await signedInAgent(site.url));
    process.on('unhandledRejection', note);
  });
  after(() => {
    process.off('unhandledRejection', note);
    return site.close();
  });
  afterEach('looks at what is left', async () => {
    // An answer that the site gives now comes behind whatever it had to do before.
    await request(site.url).get('/uploads').set('Cookie', cookie).expect(200);
    expect(site.faults.splice(0), 'faults').to.deep.equal([]);
    expect(site.files(), 'files').to.deep.equal([]);
    if (descriptorsCountable) expect(openDescriptors(folder), 'descriptors').to.equal(0);
    // A file is closed a turn or two behind its answer; one that is never closed ends this by the limit of time.
    if (descriptorsCountable) while (openDescriptors(PUBLIC) > 0) await new Promise(setImmediate);
    expect(site.clock.owed, 'timers').to.equal(0);
    expect(unhandled, 'unhandled rejections').to.deep.equal([]);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  const hidden = 'GET /static/icon.svg HTTP/1.1\r\nHost: a\r\n\r\n';
  const post = (...lines: readonly string[]): string =>
    ['POST /sign-in HTTP/1.1', 'Host: a', ...lines, '', ''].join('\r\n');
  const smuggling: Readonly<Record<string, string>> = {
    'Content-Length beside Transfer-Encoding': `${post('Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden}`,
    'Transfer-Encoding beside Content-Length': `${post('Transfer-Encoding: chunked', `Content-Length: ${5 + hidden.length}`)}0\r\n\r\n${hidden}`,
    'two lengths': `${post('Content-Length: 0', `Content-Length: ${hidden.length}`)}${hidden}`,
    'a list of lengths': `${post(`Content-Length: 0, ${hidden.length}`)}${hidden}`,
    'a length with a sign': `${post('Content-Length: +0')}${hidden}`,
    'a length in hexadecimal': `${post('Content-Length: 0x0')}${hidden}`,
    'a length below nothing': `${post('Content-Length: -1')}${hidden}`,
    'a space before the colon': `${post('Content-Length : 0')}${hidden}`,
    'a header that goes on in the next line': `${post('Transfer-Encoding:', ' chunked')}0\r\n\r\n${hidden}`,
    'a coding behind chunked': `${post('Transfer-Encoding: chunked, identity')}0\r\n\r\n${hidden}`,
    'an unknown coding': `${post('Transfer-Encoding: xchunked')}0\r\n\r\n${hidden}`,
    'chunked twice': `${post('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden}`,
    'a vertical tab before chunked': `${post('Transfer-Encoding: \x0bchunked')}0\r\n\r\n${hidden}`,
    'a size of a chunk that is none': `${post('Transfer-Encoding: chunked')}0x0\r\n\r\n${hidden}`,
    'a size of a chunk that overflows': `${post('Transfer-Encoding: chunked')}ffffffffffffffff1\r\n\r\n${hidden}`,
    'line ends of one character': `POST /sign-in HTTP/1.1\nHost: a\nContent-Length: 0\n\n${hidden}`,
    'a carriage return alone': `POST /sign-in HTTP/1.1\r\nHost: a\rContent-Length: 0\r\n\r\n${hidden}`,
    'a null in a header': `${post('X: a\0b', 'Content-Length: 0')}${hidden}`,
    'no host': `POST /sign-in HTTP/1.1\r\nContent-Length: 0\r\n\r\n${hidden}`,
    'a line before the request': `X: y\r\n${post('Content-Length: 0')}${hidden}`,
  };
  for (const [name, bytes] of Object.entries(smuggling)) {
    it(`a request that is smuggled in by ${name} is not answered`, async () => {
      const client = await rawClient(site.port);
      client.socket.write(bytes, 'latin1');
      client.socket.end();
      const heard = await client.closed;
      expect(statusesOf(heard)[0] ?? 'closed').to.match(/^(?:4\d\d|501|closed)$/);
      expect(heard).not.to.include('<svg');
    });
  }

  it('a request within the body of another is its body', async () => {
    const heard = await exchangeRaw(
      site.port,
      `${post(`Content-Length: ${hidden.length}`, 'Content-Type: application/x-www-form-urlencoded', 'Connection: close')}${hidden}`,
    );
    expect(statusesOf(heard)).to.deep.equal(['403']);
    expect(heard).not.to.include('<svg');
  });

  const ways = [
    '/static/../sign-in.ts',
    '/static/%2e%2e/site.ts',
    '/static/..%2fsite.ts',
    '/static/..%5csite.ts',
    '/static/....//site.ts',
    '/static//etc/passwd',
    '/static/%2fetc%2fpasswd',
    '/%73tatic/..%2f..%2fsite.ts',
    '/static/%252e%252e/site.ts',
    '/static/.hidden',
    '/static/',
    '/static',
    '/uploads/../../etc/passwd',
    '/uploads/..%2f..%2fetc%2fpasswd',
    '/uploads/__proto__',
    '/uploads/constructor',
    '/uploads/..',
    '/__proto__',
    '/constructor/prototype',
    '/uploads/1/constructor',
    '/uploads/1/__proto__',
  ];
  it(`of ${ways.length} ways out of the routes and the folder none leads anywhere: 404`, async () => {
    const ask = (way: string): Promise<string> =>
      exchangeRaw(site.port, `GET ${way} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`);
    for (const [index, heard] of (await Promise.all(ways.map(ask))).entries()) {
      expect(statusesOf(heard), ways[index]).to.deep.equal(['404']);
      expect(heard).not.to.match(/root:|import /);
    }
  });

  it('an upload with a path for a name is a file of that name, and lies where all lie', async () => {
    const { agent, token: own } = await signedInAgent(site.url);
    const names = [
      '../../evil.txt',
      String.raw`..\..\evil.txt`,
      '/etc/evil.txt',
      '....//evil.txt',
      'C:\\evil.txt',
      '\u202Eevil.txt',
    ];
    const parts = names.map((filename) => ({ name: 'file', filename, content: 'x' }));
    const body = multipart('b', [{ name: 'token', content: own }, ...parts]);
    await agent.post('/uploads').type('multipart/form-data; boundary=b').send(body).expect(303);
    const { text } = await agent.get('/uploads');
    expect([...text.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, name]) => name)).to.deep.equal(Array(6).fill('evil.txt'));
    expect(site.files().every((name) => /^upload-[\da-f-]{36}$/.test(name))).to.equal(true);
    expect(fs.existsSync(`${folder}/../../evil.txt`)).to.equal(false);
    for (const [, id] of text.matchAll(/href="\/uploads\/([\w-]+)"/g)) {
      await agent.post(`/uploads/${id}/remove`).type('form').send({ token: own }).expect(303);
    }
  });

  it('where to go on after signing in is no way to another site, nor into the header', async () => {
    const nexts = [
      '//evil.org',
      '/\\evil.org',
      'https://evil.org',
      '/%0d%0aSet-Cookie:%20a=b',
      '/\r\nSet-Cookie: a=b',
      '/.//evil.org',
    ];
    for (const next of nexts) {
      const heard = await exchangeRaw(
        site.port,
        `GET /sign-in?next=${encodeURIComponent(next)} HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      const [, location] = /\r\nLocation: (.*)\r\n/.exec(heard)!;
      expect(new URL(location!, site.url).origin, next).to.equal(site.url);
      expect(heard).not.to.match(/^Set-Cookie: a/im);
    }
    const heard = await exchangeRaw(
      site.port,
      `GET /uploads?a=%0d%0aX: HTTP/1.1\r\nHost: evil.org\r\nX-Forwarded-Host: evil.org\r\nConnection: close\r\n\r\n`,
    );
    expect(statusesOf(heard)).to.deep.equal(['303']);
    expect(heard).to.include('\r\nLocation: /sign-in?next=%2Fuploads%3Fa%3D%250d%250aX%3A\r\n').and.not.include('evil');
  });

  it('a session that was changed, cut, lengthened or signed by others is nobody’s', async () => {
    const [, value = ''] = /session=([^;]+)/.exec(cookie)!;
    const [id = '', mac = ''] = value.split('.');
    const forged = [
      `${id}.${'A'.repeat(mac.length)}`,
      `${id.slice(1)}A.${mac}`,
      `${id}.${mac.slice(1)}`,
      `${id}.${mac}=`,
      `${id}.${mac}A`,
      id,
      `.${mac}`,
      `${id}..${mac}`,
      '__proto__',
      'x'.repeat(600),
      '%00',
      `${id}%2e${mac.toLowerCase()}`,
    ];
    for (const one of forged) {
      await request(site.url).get('/uploads').set('Cookie', `session=${one}`).expect(303);
      const sent = request(site.url).post('/uploads').set('Cookie', `session=${one}`).field('token', token);
      await sent.attach('file', Buffer.from('x'), 'x.txt').expect(403);
    }
  });

  const filled = (count: number, part: string): string => `--b\r\n${part}`.repeat(count);
  const file = 'Content-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n';
  const bombs: Readonly<Record<string, readonly [body: string, status: number]>> = {
    'more files than are taken': [filled(11, file), 413],
    'a file for every 60 bytes': [filled(1000, file), 413],
    'thousands of fields': [filled(3000, 'Content-Disposition: form-data; name="f"\r\n\r\n\r\n'), 413],
    'thousands of parts that are neither field nor file': [filled(3000, 'X: y\r\n\r\n\r\n'), 413],
    'headers of a part without end': [`${filled(3, file)}--b\r\nX: ${'x'.repeat(100_000)}`, 400],
    'a field as large as a file': [
      `${filled(1, `Content-Disposition: form-data; name="f"\r\n\r\n${'x'.repeat(90_000)}\r\n`)}--b--\r\n`,
      413,
    ],
    'no end': [filled(3, file), 400],
  };
  for (const [name, [body, status]] of Object.entries(bombs)) {
    it(`a multipart bomb of ${name} is ${status}, and no file is left of it`, async () => {
      const sent = request(site.url).post('/uploads').set('Cookie', cookie).type('multipart/form-data; boundary=b');
      await sent.send(body).expect(status);
    });
  }

  it('an upload that is too large is 413 to a client that is still sending, and looks only afterwards', async () => {
    const client = await rawClient(site.port);
    client.socket.write(
      `POST /uploads HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const start = `--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n`;
    client.socket.pause();
    client.socket.write(`${start.length.toString(16)}\r\n${start}\r\n`);
    for (let sent = 0; sent < 40; sent++) {
      await new Promise((resolve) => client.socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`, resolve));
    }
    client.socket.resume();
    const heard = await client.hears('</html>');
    expect(heard)
      .to.match(/^HTTP\/1\.1 413 /)
      .and.include('FILE_TOO_LARGE')
      .and.match(/\r\nConnection: close/i);
    client.socket.destroy();
    await settled();
  });

  it('a body that comes too slowly is 408, and its file is gone', async () => {
    const client = await halfAnUpload();
    // It is being written: now there is something to be removed.
    while (!site.files().some((name) => fs.statSync(`${folder}/${name}`).size >= 4000)) await new Promise(setImmediate);
    site.clock.advance(10_000);
    expect(await client.hears('}}'))
      .to.match(/^HTTP\/1\.1 408 /)
      .and.include('BODY_SLOW');
    client.socket.destroy();
    await settled();
  });

  it('a client that goes in the middle of an upload leaves no file', async () => {
    const client = await halfAnUpload();
    while (site.files().length === 0) await new Promise(setImmediate);
    client.socket.destroy();
    await settled();
  });

  /** A client that leaves off in the middle of a file. */
  async function halfAnUpload(): Promise<RawClient> {
    const client = await rawClient(site.port);
    const start = `--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n${'x'.repeat(5000)}`;
    client.socket.write(
      `POST /uploads HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000\r\n\r\n${start}`,
    );
    return client;
  }

  /** The site has done with a request whose client has gone: nothing tells that but what it leaves. */
  async function settled(): Promise<void> {
    while (site.files().length > 0 || site.clock.owed > 0) await new Promise(setImmediate);
  }

  it('headers without end, and too many cookies or pairs, are refused', async () => {
    const long = await exchangeRaw(site.port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(statusesOf(long)).to.deep.equal(['431']);
    await request(site.url).get('/uploads').set('Cookie', 'a=b;'.repeat(201)).expect(431);
    await request(site.url)
      .get(`/sign-in?${'a&'.repeat(1001)}`)
      .expect(400);
    await request(site.url)
      .get(`/sign-in?${'x'.repeat(8000)}`)
      .expect(414);
    await request(site.url).post('/sign-in').type('form').send('a&'.repeat(1001)).expect(413);
  });
});
