/** Our cookies in the jar of tough-cookie (rows WA5 to WA9): what a client keeps, sends, and shows to scripts. */
import { createServer, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { useFakeTimers, type SinonFakeTimers } from 'sinon';
import { CookieJar } from 'tough-cookie';
import { parseCookies } from '../../../fixtures/web/cookies/parse.ts';
import { expireCookie, serialiseCookie, type CookieAttributes } from '../../../fixtures/web/cookies/serialise.ts';
import { countedClient } from '../../../fixtures/web/counted-client.ts';
import { listening, type Listening } from '../../support/server.ts';

describe('a cookie in a jar', () => {
  const NOW = Date.UTC(2030, 0, 1);
  let jar: CookieJar;
  let clock: SinonFakeTimers;

  beforeEach(() => {
    clock = useFakeTimers({ now: NOW, toFake: ['Date'] });
    jar = new CookieJar(undefined, { prefixSecurity: 'strict' });
  });
  afterEach(() => clock.restore());

  const set = (name: string, value: string, attributes?: CookieAttributes, from = 'https://www.example.org/admin/in') =>
    jar.setCookieSync(serialiseCookie(name, value, attributes), from);
  /** The names that go with a request to this address. */
  const sent = (url: string, options = {}) => Object.keys(parseCookies(jar.getCookieStringSync(url, options))).sort();

  it('WA5: goes to its path and what lies below, and nowhere else', () => {
    set('admin', '1', { path: '/admin' });
    set('all', '1');
    set('here', '1', { path: undefined }); // the client takes the folder of the page
    const table: [path: string, names: string[]][] = [
      ['/admin', ['admin', 'all', 'here']],
      ['/admin/x', ['admin', 'all', 'here']],
      ['/', ['all']],
      ['/administrator', ['all']],
      ['/Admin', ['all']],
    ];
    for (const [path, names] of table) expect(sent(`https://www.example.org${path}`), path).to.deep.equal(names);
  });

  it('WA5: goes to its host alone, or to a domain and all below it where that is said', () => {
    set('host', '1');
    set('domain', '1', { domain: 'example.org' });
    expect(sent('https://www.example.org/')).to.deep.equal(['domain', 'host']);
    expect(sent('https://shop.example.org/')).to.deep.equal(['domain']);
    expect(sent('https://example.com/')).to.deep.equal([]);
    expect(() => set('other', '1', { domain: 'example.com' })).to.throw('domain');
  });

  it('WA5: with any value is the same on its way there and back', () => {
    const value = 'a b;c,"d"=é中\u{1F600}%41\r\n\\';
    set('v', value);
    expect(parseCookies(jar.getCookieStringSync('https://www.example.org/'))['v']).to.equal(value);
  });

  it('WA6: is gone after Max-Age seconds, which count before Expires', () => {
    set('age', '1', { maxAge: 60, expires: new Date(NOW + 3600_000) });
    set('long', '1', { maxAge: 3600, expires: new Date(NOW - 1000) });
    set('date', '1', { expires: new Date(NOW + 90_000) });
    expect(sent('https://www.example.org/')).to.deep.equal(['age', 'date', 'long']);
    clock.setSystemTime(NOW + 61_000);
    expect(sent('https://www.example.org/')).to.deep.equal(['date', 'long']);
    clock.setSystemTime(NOW + 91_000);
    expect(sent('https://www.example.org/')).to.deep.equal(['long']);
  });

  it('WA6: without either lives as long as the client does', () => {
    set('session', '1');
    const [cookie] = jar.getCookiesSync('https://www.example.org/');
    expect(cookie?.isPersistent()).to.equal(false);
    set('kept', '1', { maxAge: 1 });
    const kept = jar.getCookiesSync('https://www.example.org/').find(({ key }) => key === 'kept');
    expect(kept?.isPersistent()).to.equal(true);
  });

  it('WA6: is deleted by Max-Age=0, and not by one for another path', () => {
    set('id', '1', { maxAge: 600 });
    jar.setCookieSync(expireCookie('id', { path: '/admin' }), 'https://www.example.org/');
    expect(sent('https://www.example.org/')).to.deep.equal(['id']);
    jar.setCookieSync(expireCookie('id'), 'https://www.example.org/');
    expect(sent('https://www.example.org/')).to.deep.equal([]);
  });

  it('WA7: that is HttpOnly cannot be changed by scripts as claimed, and cannot be read by them either', () => {
    set('secret', '1');
    set('open', '1', { httpOnly: false });
    const script = { http: false };
    expect(sent('https://www.example.org/', script)).to.deep.equal(['open']);
    expect(() => jar.setCookieSync('secret=2; Path=/', 'https://www.example.org/', script)).to.throw('HttpOnly');
    expect(sent('https://www.example.org/')).to.deep.equal(['open', 'secret']);
    expect(parseCookies(jar.getCookieStringSync('https://www.example.org/'))['secret']).to.equal('1');
  });

  it('WA8: that is Secure goes over HTTPS only', () => {
    set('safe', '1');
    set('plain', '1', { secure: false });
    expect(sent('http://www.example.org/')).to.deep.equal(['plain']);
    expect(sent('https://www.example.org/')).to.deep.equal(['plain', 'safe']);
  });

  it('WA8: with a SameSite stays away from the requests of other sites', () => {
    set('strict', '1', { sameSite: 'Strict' });
    set('lax', '1');
    set('none', '1', { sameSite: 'None' });
    const from = (sameSiteContext: string) => sent('https://www.example.org/', { sameSiteContext });
    expect(from('strict')).to.deep.equal(['lax', 'none', 'strict']);
    expect(from('lax')).to.deep.equal(['lax', 'none']);
    expect(from('none')).to.deep.equal(['none']);
  });

  it('WA8: with a prefix keeps its promise, or no client takes it', () => {
    set('__Host-id', '1');
    set('__Secure-id', '1', { path: '/admin' });
    expect(sent('https://www.example.org/admin')).to.deep.equal(['__Host-id', '__Secure-id']);
    for (const text of ['__Host-x=1; Secure; Path=/a', '__Host-x=1; Path=/', '__Secure-x=1']) {
      expect(() => jar.setCookieSync(text, 'https://www.example.org/'), text).to.throw();
    }
  });
});

describe('WA9: cookies on the wire', () => {
  let server: Listening;
  before(async () => {
    const listener = ({ headers }: IncomingMessage) => JSON.stringify(parseCookies(headers.cookie));
    server = await listening(
      createServer((request, response) => {
        response.setHeader('Set-Cookie', [serialiseCookie('a', '1'), serialiseCookie('b', 'x'.repeat(1000))]);
        response.end(listener(request));
      }),
    );
  });
  after(() => server.close());

  it('are set by a header each, and go with every later request, byte by byte', async () => {
    const client = countedClient();
    const ask = async (cookie?: string) => {
      const headers = cookie === undefined ? {} : { Cookie: cookie };
      const { sent, body, headers: answered } = await client.get(server.url, headers);
      return { bytes: sent, body: String(body), cookies: answered['set-cookie'] };
    };
    const first = await ask();
    expect(first).to.have.property('cookies').with.length(2);
    expect(first.body).to.equal('{}');
    const pairs = first.cookies!.map((text) => text.split(';')[0]).join('; ');
    for (const later of [await ask(pairs), await ask(pairs)]) {
      expect(JSON.parse(later.body)).to.deep.equal({ a: '1', b: 'x'.repeat(1000) });
      expect(later.bytes - first.bytes).to.equal(`Cookie: ${pairs}\r\n`.length);
    }
    client.close();
  });
});
