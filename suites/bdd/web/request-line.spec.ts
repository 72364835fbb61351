/** Where method and path of a request come from (rows WA1 and WA2): the bytes of the first line, on a raw socket. */
import { createServer, METHODS } from 'node:http';
import url from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { stub } from 'sinon';
import { parseQuery } from '../../../fixtures/web/query.ts';
import { parseTarget } from '../../../fixtures/network/http/request-target.ts';
import { answering } from '../../support/answering.ts';
import { inline, run } from '../../support/program.ts';
import { askRaw, sendRaw } from '../../support/raw-http.ts';
import { listening, type Listening } from '../../support/server.ts';

describe('a request line', () => {
  let server: Listening;
  const seen: (string | undefined)[] = [];

  before(async () => {
    const listener = answering(({ method, url: target = '' }, response) => {
      seen.push(method);
      const parsed = parseTarget(target, method);
      response.end(JSON.stringify('query' in parsed ? { ...parsed, values: parseQuery(parsed.query) } : parsed));
    });
    server = await listening(createServer(listener));
  });
  after(() => server.close());

  it('WA1: has the method; it is not taken out of the headers as claimed', async () => {
    seen.length = 0;
    const headers = 'Method: DELETE\r\nX-HTTP-Method: DELETE\r\nX-HTTP-Method-Override: DELETE';
    await sendRaw(server.port, `PUT / HTTP/1.1\r\nHost: a\r\n${headers}\r\nConnection: close\r\n\r\n`);
    expect(seen).to.deep.equal(['PUT']);
  });

  it('WA1: with a method that nobody knows, or in small letters, is refused before any listener sees it', async () => {
    seen.length = 0;
    for (const method of ['get', 'Get', 'BREW', 'GETT', '']) {
      expect(await askRaw(server.port, '/', method), method).to.have.property('status', 400);
    }
    expect(seen).to.deep.equal([]);
  });

  it('WA1: may have any method that Node knows, QUERY among them', async () => {
    seen.length = 0;
    expect(METHODS).to.include.members(['GET', 'PATCH', 'PURGE', 'QUERY']);
    for (const method of ['QUERY', 'PROPFIND', 'M-SEARCH']) {
      expect(await askRaw(server.port, '/', method), method).to.have.property('status', 200);
    }
    expect(seen).to.deep.equal(['QUERY', 'PROPFIND', 'M-SEARCH']);
  });

  it('WA2: has the target as the client wrote it, in each of its forms', async () => {
    const parsed = async (target: string, method?: string) =>
      JSON.parse((await askRaw(server.port, target, method)).body) as object;
    expect(await parsed('/a/../b%2F?q=1&q=2')).to.include({ form: 'origin', path: '/a/../b%2F', query: 'q=1&q=2' });
    expect(await parsed('http://a:80/x?y')).to.include({ form: 'absolute', authority: 'a:80', path: '/x', query: 'y' });
    expect(await parsed('*', 'OPTIONS')).to.deep.equal({ form: 'asterisk' });
    expect(await parsed('//evil.example/x')).to.include({ form: 'origin', path: '//evil.example/x' });
  });

  it('WA2: with a target that is none is 400, and with one too long 414', async () => {
    for (const target of ['*', 'a', '/a#b', 'ftp://a/', 'http://u:p@a/', '/\xE9', String.raw`\a`]) {
      expect(await askRaw(server.port, target), target).to.have.property('status', 400);
    }
    expect(await askRaw(server.port, `/${'a'.repeat(8000)}`)).to.include({ status: 414, body: 'TARGET_TOO_LONG' });
  });

  it('WA3: has the query behind the path, and a key that comes twice is an array', async () => {
    const { body } = await askRaw(server.port, '/p?foo=bar&baz=val&foo=%C3%A9');
    expect(JSON.parse(Buffer.from(body, 'latin1').toString())).to.have.deep.property('values', {
      foo: ['bar', 'é'],
      baz: 'val',
    });
  });
});

describe('WA2: url.parse, with which paths were claimed to be parsed', () => {
  it('is deprecated: DEP0169', async () => {
    // Newer versions warn by themselves, older ones where they are asked to.
    const { stderr } = await run(['--pending-deprecation', ...inline("import url from 'node:url'; url.parse('/a')")]);
    expect(stderr).to.include('DEP0169');
  });

  it('leaves .. where it is and makes slashes of backslashes, so that what is checked is not what came', () => {
    const parse = Reflect.get(url, 'parse') as (text: string) => { pathname: string };
    const warned = stub(process, 'emitWarning');
    try {
      expect(parse('/a/../b').pathname).to.equal('/a/../b');
      expect(parse(String.raw`/a\..\b`).pathname).to.equal('/a/../b');
    } finally {
      warned.restore();
    }
    expect(parseTarget(String.raw`/a\..\b`)).to.have.property('path', String.raw`/a\..\b`);
  });
});
