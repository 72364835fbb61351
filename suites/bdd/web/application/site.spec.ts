/** The demo site from the outside: sign in, upload, look, download, remove, sign out; and what does not go. */
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import request from 'supertest';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import { StoreError, type SessionStore } from '../../../../fixtures/web/sessions/session-store.ts';
import { cookiesOf, demoSite, PASSWORD, signedInAgent, tokenIn, type DemoSite } from '../../../support/demo-site.ts';
import { rawClient } from '../../../support/raw-client.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('the demo site', () => {
  const directory = temporaryDirectory();
  const store = new MemoryStore();
  let down = false;
  let site: DemoSite;

  before(async () => {
    site = await demoSite(directory.fresh(), { store: failing(store, () => down) });
  });
  after(() => site.close());
  afterEach(() => {
    down = false;
    expect(site.faults.splice(0)).to.deep.equal([]);
  });

  it('sends whoever is not signed in to the form, and back to where he wanted to go', async () => {
    await request(site.url).get('/').expect(303).expect('Location', '/uploads');
    await request(site.url).get('/uploads?a=1').expect(303).expect('Location', '/sign-in?next=%2Fuploads%3Fa%3D1');
    const agent = request.agent(site.url);
    const { text } = await agent.get('/sign-in?next=%2Fuploads%3Fa%3D1').expect(200);
    const fields = { token: tokenIn(text), name: 'ada', password: PASSWORD, next: '/uploads?a=1' };
    await agent.post('/sign-in').type('form').send(fields).expect(303).expect('Location', '/uploads?a=1');
    await agent.get('/sign-in?next=//evil.org').expect(303).expect('Location', '/uploads');
  });

  it('WA21: signs in, takes an upload, lists it escaped, sends it, removes it, and signs out', async () => {
    const { agent, token } = await signedInAgent(site.url);
    const name = `<b>é&.txt`;
    await agent
      .post('/uploads')
      .field('token', token)
      .attach('file', Buffer.from('content'), { filename: name })
      .expect(303)
      .expect('Location', '/uploads');
    const { text } = await agent.get('/uploads').expect(200);
    expect(text).to.include('bé&amp;.txt</bdi>').and.include('7 B').and.include('1 file');
    const [, id] = /href="\/uploads\/([\w-]+)"/.exec(text)!;
    const got = await agent.get(`/uploads/${id}`).buffer().expect(200);
    expect(got.headers).to.include({
      'content-disposition': `attachment; filename="b__.txt"; filename*=UTF-8''b%C3%A9%26.txt`,
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '7',
    });
    expect(got.text).to.equal('content');
    await agent.head(`/uploads/${id}`).expect(200).expect('Content-Length', '7');
    const bob = await signedInAgent(site.url, 'bob');
    await bob.agent.get(`/uploads/${id}`).expect(404);
    await bob.agent.post(`/uploads/${id}/remove`).type('form').send({ token: bob.token }).expect(404);
    await agent.post(`/uploads/${id}/remove`).type('form').send({ token }).expect(303);
    await agent.get(`/uploads/${id}`).expect(404);
    await agent.post('/sign-out').type('form').send({ token }).expect(303).expect('Location', '/sign-in');
    await agent.get('/uploads').expect(303);
  });

  it('a wrong password, and a name that nobody has, are the same to whoever tries', async () => {
    const shown = [];
    for (const name of ['ada', 'eve', '__proto__', '<script>']) {
      const agent = request.agent(site.url);
      const token = tokenIn((await agent.get('/sign-in')).text);
      const { text } = await agent.post('/sign-in').type('form').send({ token, name, password: 'wrong' }).expect(403);
      expect(text).to.include('role="alert"').and.not.include('wrong"').and.not.include('<script>');
      shown.push(text.replace(/value="[^"]*"/g, ''));
      await agent.get('/uploads').expect(303);
    }
    expect(new Set(shown).size).to.equal(1);
  });

  it('a form without its token, with another’s, with two, or from before signing in, is 403', async () => {
    const { agent, token } = await signedInAgent(site.url);
    const bob = await signedInAgent(site.url, 'bob');
    const stranger = tokenIn((await request(site.url).get('/sign-in')).text);
    const refused = async (fields: string): Promise<void> => {
      const { body } = await agent.post('/sign-out').type('form').send(fields).expect(403);
      expect(body).to.have.nested.property('error.code', 'FORM_FORGED');
    };
    for (const forged of ['token=', `token=${bob.token}`, `token=${stranger}`, `token=${token}x`])
      await refused(forged);
    await refused(`token=${token}&token=${token}`);
    await agent.post('/uploads').field('token', stranger).attach('file', Buffer.from('x'), 'x.txt').expect(403);
    await agent.post('/uploads').field('token', token).field('file', 'no file').expect(400);
    // What was refused is taken back, a moment behind the answer.
    while (site.files().length > 0) await new Promise(setImmediate);
    await agent.post('/sign-in').type('form').send({ name: 'bob', password: PASSWORD }).expect(403);
    expect((await agent.get('/uploads').expect(200)).text)
      .to.include('<strong>ada</strong>')
      .and.include('Nothing yet');
  });

  it('an id that was there before signing in is worth nothing afterwards: nobody can plant one', async () => {
    const attacker = await signedInAgent(site.url, 'bob');
    // The victim's browser has the attacker's cookies, and he signs in with them.
    const { text } = await request(site.url).get('/uploads').set('Cookie', attacker.cookie).expect(200);
    const fields = { token: tokenIn(text), name: 'ada', password: PASSWORD };
    const done = await request(site.url)
      .post('/sign-in')
      .set('Cookie', attacker.cookie)
      .type('form')
      .send(fields)
      .expect(303);
    const [own] = cookiesOf(done);
    expect(own).to.match(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    await request(site.url).get('/uploads').set('Cookie', attacker.cookie).expect(303);
    await attacker.agent.get('/uploads').expect(303);
    const { text: seen } = await request(site.url).get('/uploads').set('Cookie', own!.split(';')[0]!).expect(200);
    expect(seen).to.include('<strong>ada</strong>');
  });

  it('cookies that were kept are worth nothing after signing out', async () => {
    const { agent, token, cookie } = await signedInAgent(site.url);
    await request(site.url).get('/uploads').set('Cookie', cookie).expect(200);
    const out = await agent.post('/sign-out').type('form').send({ token }).expect(303);
    expect(cookiesOf(out)).to.deep.equal([
      'session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
    ]);
    await request(site.url).get('/uploads').set('Cookie', cookie).expect(303);
    await request(site.url)
      .post('/uploads')
      .set('Cookie', cookie)
      .field('token', token)
      .attach('file', Buffer.from('x'), 'x')
      .expect(403);
    // A second time, as from another window: there is nothing to be done, so it is no forgery either.
    const again = request(site.url).post('/sign-out').set('Cookie', cookie).type('form').send({ token });
    await again.expect(303).expect('Location', '/sign-in');
  });

  it('ends a connection on which nothing moves', async () => {
    await using still = await demoSite(directory.fresh(), { connections: { idleMs: 50 } });
    const client = await rawClient(still.port);
    expect(await client.closed).to.equal('');
  });

  it('who only looks around takes no room', async () => {
    const size = store.size;
    for (const path of ['/', '/sign-in', '/uploads', '/static/style.css']) {
      const { headers } = await request(site.url).get(path);
      expect(cookiesOf({ headers }).some((line) => line.startsWith('session='))).to.equal(false);
    }
    expect(store.size).to.equal(size);
  });

  it('is 503 while the store is down, loses nothing, and is right again', async () => {
    const { agent, token } = await signedInAgent(site.url);
    down = true;
    const page = await agent.get('/uploads').set('Accept', 'text/html').expect(503).expect('Retry-After', '1');
    expect(page.text).to.include('SESSION_STORE_DOWN').and.not.include('ERR_STORE_DOWN');
    await agent.post('/sign-out').type('form').send({ token }).expect(503);
    await agent.post('/uploads').field('token', token).attach('file', Buffer.from('x'), 'x').expect(503);
    await agent.get('/static/style.css').expect(200);
    expect(site.faults.splice(0).map(({ status, path }) => `${status} ${path}`)).to.deep.equal([
      '503 /uploads',
      '503 /sign-out',
      '503 /uploads',
    ]);
    down = false;
    expect((await agent.get('/uploads').expect(200)).text).to.include('<strong>ada</strong>');
  });

  it('says in every answer what browsers may do, and nothing of what it is made of', async () => {
    for (const path of ['/sign-in', '/static/style.css', '/nothing', '/']) {
      const { headers } = await request(site.url).get(path);
      expect(headers['content-security-policy'], path)
        .to.match(/^default-src 'none';/)
        .and.not.match(/unsafe|\*/);
      expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
      expect(headers).not.to.have.any.keys('x-powered-by', 'server');
    }
  });
});

describe('who tries passwords', () => {
  const directory = temporaryDirectory();

  it('may do so five times for a name, then it is 429 for a while, even with the right one; another name is free', async () => {
    await using site = await demoSite(directory.fresh());
    const agent = request.agent(site.url);
    const token = tokenIn((await agent.get('/sign-in')).text);
    const attempt = (name: string, password: string) =>
      agent.post('/sign-in').type('form').send({ token, name, password });
    // All at the same time: each is counted before it is known.
    const first = await Promise.all(Array.from({ length: 7 }, () => attempt('ada', 'wrong')));
    expect(first.map(({ status }) => status).sort((a, b) => a - b)).to.deep.equal([403, 403, 403, 403, 403, 429, 429]);
    await attempt('ada', PASSWORD).expect(429).expect('Retry-After', '900');
    await attempt('eve', 'wrong').expect(403);
    site.clock.advance(15 * 60_000 - 1);
    await attempt('ada', PASSWORD).expect(429).expect('Retry-After', '1');
    site.clock.advance(1);
    await attempt('ada', PASSWORD).expect(303);
  });

  it('may try ten times as often with other names', async () => {
    await using site = await demoSite(directory.fresh(), { attempts: { most: 2, now: () => 0 } });
    const agent = request.agent(site.url);
    const token = tokenIn((await agent.get('/sign-in')).text);
    const statuses = [];
    for (let nth = 0; nth < 21; nth++) {
      statuses.push(
        (
          await agent
            .post('/sign-in')
            .type('form')
            .send({ token, name: `n${nth}`, password: 'x' })
        ).status,
      );
    }
    expect(statuses).to.deep.equal([...Array<number>(20).fill(403), 429]);
  });
});

describe('a site behind HTTPS', () => {
  const directory = temporaryDirectory();

  it('gives cookies that are sent over HTTPS only, and that no other host can plant', async () => {
    await using site = await demoSite(directory.fresh(), { secure: true });
    const shown = await request(site.url).get('/sign-in');
    expect(cookiesOf(shown)).to.have.length(1);
    expect(cookiesOf(shown)[0]).to.match(/^__Host-visitor=[\w-]{24}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const fields = { token: tokenIn(shown.text), name: 'ada', password: PASSWORD };
    const visitor = cookiesOf(shown)[0]!.split(';')[0]!;
    const done = await request(site.url).post('/sign-in').set('Cookie', visitor).type('form').send(fields).expect(303);
    expect(cookiesOf(done)[0]).to.match(/^__Host-session=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});

/** A store that fails while it is said to be down. */
function failing(store: SessionStore, isDown: () => boolean): SessionStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (isDown()) return Promise.reject(new StoreError('ERR_STORE_DOWN', 'it is down'));
        return member.apply(target, args);
      };
    },
  });
}
