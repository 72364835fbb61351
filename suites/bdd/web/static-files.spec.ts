/** Static files as clients see them (rows WA2 and WA13): whole, in parts, not at all, and not again. */
import { createServer } from 'node:http';
import fs from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import request from 'supertest';
import { countedClient } from '../../../fixtures/web/counted-client.ts';
import { staticFiles, type ServeFile } from '../../../fixtures/web/static/static-files.ts';
import { answering } from '../../support/answering.ts';
import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { listening, type Listening } from '../../support/server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const CONTENT = '0123456789'.repeat(10);
const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';

describe('a folder that is served', () => {
  const directory = temporaryDirectory();
  let app: ReturnType<typeof answering>;
  let strong: ReturnType<typeof answering>;
  let server: Listening;

  before(async () => {
    fs.mkdirSync(directory.join('docs'));
    fs.mkdirSync(directory.join('bare'));
    fs.mkdirSync(directory.join('ö x'));
    directory.write('docs/index.html', '<p>docs');
    directory.write('empty.txt', '');
    directory.write('ä b.txt', 'umlaut');
    fs.utimesSync(directory.write('a.txt', CONTENT), new Date(MODIFIED), new Date(MODIFIED));
    const serve = await staticFiles(directory.path);
    app = answering((incoming, response) => serve(incoming, response));
    const serveStrongly = await staticFiles(directory.path, { tags: 'strong', cacheControl: 'max-age=60' });
    strong = answering((incoming, response) => serveStrongly(incoming, response));
    server = await listening(createServer(app));
  });
  after(() => server.close());

  it('WA2: answers a file with its type, its length, and what tells its version', async () => {
    const { headers } = await request(app).get('/a.txt').expect(200, CONTENT);
    expect(headers).to.include({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '100',
      'last-modified': MODIFIED,
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['etag']).to.match(/^W\/"64-[\da-f]+"$/);
    await request(app).get('/%C3%A4%20b.txt').expect(200, 'umlaut');
    await request(app).get('/empty.txt').expect(200, '').expect('Content-Length', '0');
    await request(app).get('/a.txt?v=1').expect(200);
  });

  it('WA2: answers HEAD with the same head, and no body', async () => {
    const [get, head] = [await request(app).get('/a.txt'), await request(app).head('/a.txt').expect(200)];
    const { date: _, ...headers } = get.headers as Record<string, string>;
    expect(head.headers).to.include(headers);
    expect(head.text).to.equal(undefined);
    await request(app).head('/a.txt').set('Range', 'bytes=0-1').expect(200).expect('Content-Length', '100');
  });

  it('WA2: answers a folder with its index, sends who forgets the slash there, and lists nothing', async () => {
    await request(app).get('/docs/').expect(200, '<p>docs').expect('Content-Type', 'text/html; charset=utf-8');
    await request(app).get('/docs').redirects(0).expect(301).expect('Location', 'docs/');
    await request(app).get('/docs?a=b').redirects(0).expect(301).expect('Location', 'docs/?a=b');
    await request(app).get('/%C3%B6%20x').redirects(0).expect(301).expect('Location', '%C3%B6%20x/');
    await request(app).get('/docs').redirects(1).expect(200, '<p>docs');
    await request(app).get('/').expect(404, 'NO_FILE');
    await request(app).get('/bare/').expect(404, 'NO_FILE');
    await request(app).get('/a.txt/').expect(404, 'NO_FILE');
    await request(app).get('/none.txt').expect(404, 'NO_FILE');
  });

  it('WA2: answers other methods with 405', async () => {
    await request(app).post('/a.txt').send('x').expect(405).expect('Allow', 'GET, HEAD');
    await request(app).delete('/none').expect(405);
  });

  it('WA2: serves below a path of its owner’s, where it is given the rest', async () => {
    const serve: ServeFile = await staticFiles(directory.path, { index: 'a.txt' });
    const mounted = answering((incoming, response) => serve(incoming, response, incoming.url!.slice('/assets'.length)));
    await request(mounted).get('/assets/a.txt').expect(200, CONTENT);
    await request(mounted).get('/assets/').expect(200, CONTENT);
  });

  it('WA13: answers 304 without a body to who has this version, and 200 to who has another', async () => {
    const { etag, date: _ } = (await request(app).get('/a.txt')).headers as Record<string, string>;
    for (const tags of [etag!, `"x", ${etag}`, '*', etag!.slice(2)]) {
      const { headers, text } = await request(app).get('/a.txt').set('If-None-Match', tags).expect(304);
      expect(headers).to.include({ etag, 'last-modified': MODIFIED, 'cache-control': 'no-cache' });
      expect(headers).not.to.have.any.keys('content-length', 'content-type');
      expect(text).to.equal('');
    }
    await request(app).head('/a.txt').set('If-None-Match', etag!).expect(304);
    await request(app).get('/a.txt').set('If-Modified-Since', MODIFIED).expect(304);
    await request(app).get('/a.txt').set('If-None-Match', '"x"').set('If-Modified-Since', MODIFIED).expect(200);
    await request(app).get('/a.txt').set('If-Modified-Since', 'Sun, 06 Nov 1994 08:49:36 GMT').expect(200);
  });

  it('WA13: sends a file of 100 KB once, and then not three hundred bytes', async () => {
    directory.write('large.bin', Buffer.alloc(100_000, 'x'));
    const client = countedClient();
    const first = await client.get(`${server.url}/large.bin`);
    const second = await client.get(`${server.url}/large.bin`, { 'If-None-Match': first.headers.etag });
    client.close();
    expect([first.status, first.body.length, second.status, second.body.length]).to.deep.equal([200, 100_000, 304, 0]);
    expect(first.received).to.be.above(100_000);
    expect(second.received).to.be.within(100, 300);
  });

  it('WA13: answers 412 where the client means another version', async () => {
    await request(app).get('/a.txt').set('If-Match', '"x"').expect(412, 'PRECONDITION_FAILED');
    await request(app).get('/a.txt').set('If-Unmodified-Since', 'Sun, 06 Nov 1994 08:49:36 GMT').expect(412);
    await request(app).get('/a.txt').set('If-Match', '*').expect(200);
    const { etag } = (await request(strong).get('/a.txt')).headers as Record<string, string>;
    await request(strong).get('/a.txt').set('If-Match', etag!).expect(200).expect('Cache-Control', 'max-age=60');
  });

  it('WA13: has another tag when the file is another', async () => {
    const tags = async () => [
      (await request(app).get('/b.txt')).headers['etag'] as string,
      (await request(strong).get('/b.txt')).headers['etag'] as string,
    ];
    const path = directory.write('b.txt', 'one');
    const first = await tags();
    fs.utimesSync(path, 1, 1);
    const touched = await tags();
    expect(touched[0]).not.to.equal(first[0]);
    expect(touched[1], 'the same bytes').to.equal(first[1]);
    fs.writeFileSync(path, 'two');
    fs.utimesSync(path, 1, 1);
    const changed = await tags();
    expect(changed[0], 'the same size and time: so it is weak').to.equal(touched[0]);
    expect(changed[1]).not.to.equal(touched[1]);
  });

  it('answers a range with 206, more than one with the whole, and one beyond the end with 416', async () => {
    const ask = (range: string) => request(app).get('/a.txt').set('Range', range);
    await ask('bytes=0-9')
      .expect(206, '0123456789')
      .expect('Content-Range', 'bytes 0-9/100')
      .expect('Content-Length', '10');
    await ask('bytes=95-').expect(206, '56789').expect('Content-Range', 'bytes 95-99/100');
    await ask('bytes=-3').expect(206, '789').expect('Content-Range', 'bytes 97-99/100');
    await ask('bytes=98-1000').expect(206, '89').expect('Content-Range', 'bytes 98-99/100');
    await ask('bytes=100-').expect(416, 'RANGE_NOT_SATISFIABLE').expect('Content-Range', 'bytes */100');
    await ask('bytes=0-0,2-3').expect(200, CONTENT);
    await ask('bytes=9-2').expect(200, CONTENT);
    await ask(`bytes=${Array(1000).fill('0-').join(',')}`).expect(200, CONTENT);
    await ask('bytes=0-9').set('If-None-Match', '*').expect(304);
  });

  it('answers a range with If-Range only where the part that the client has is of this version', async () => {
    const ask = (which: typeof app, version: string) =>
      request(which).get('/a.txt').set('Range', 'bytes=0-9').set('If-Range', version);
    const [weakTag, strongTag] = [await request(app).get('/a.txt'), await request(strong).get('/a.txt')].map(
      ({ headers }) => (headers as Record<string, string>)['etag']!,
    );
    await ask(strong, strongTag!).expect(206, '0123456789');
    await ask(strong, '"x"').expect(200, CONTENT);
    await ask(app, weakTag!).expect(200, CONTENT);
    await ask(app, MODIFIED).expect(206, '0123456789');
    await ask(app, 'Sun, 06 Nov 1994 08:49:38 GMT').expect(200, CONTENT);
  });

  it('never dates a file into the future, and does not trust a date of this second', async () => {
    const now = Date.UTC(1994, 10, 6, 8, 49, 37);
    const serve = await staticFiles(directory.path, { now: () => now });
    const then = answering((incoming, response) => serve(incoming, response));
    fs.utimesSync(directory.write('future.txt', 'x'), now / 1000 + 60, now / 1000 + 60);
    await request(then).get('/future.txt').expect('Last-Modified', MODIFIED);
    await request(then).get('/a.txt').set('Range', 'bytes=0-1').set('If-Range', MODIFIED).expect(200);
  });

  whenInstalled('curl', describe)('asked by curl', (curl) => {
    const ask = async (...args: string[]) =>
      (await run(['-s', '-w', ' %{http_code}', ...args], { command: curl })).stdout;

    it('WA13: resumes, compares tags and dates, and follows to a folder', async () => {
      const url = `${server.url}/a.txt`;
      const tag = directory.join('tag');
      expect(await ask('-r', '2-4', url)).to.equal('234 206');
      expect(await ask('-r', '-2', url)).to.equal('89 206');
      fs.writeFileSync(directory.join('part'), CONTENT.slice(0, 60));
      expect(await ask('-C', '-', '-o', directory.join('part'), url)).to.equal(' 206');
      expect(fs.readFileSync(directory.join('part'), 'utf8')).to.equal(CONTENT);
      expect(await ask('--etag-save', tag, url)).to.equal(`${CONTENT} 200`);
      expect(await ask('--etag-compare', tag, url)).to.equal(' 304');
      expect(await ask('-z', MODIFIED, url)).to.equal(' 304');
      expect(await ask('-L', `${server.url}/docs`)).to.equal('<p>docs 200');
    });
  });
});
