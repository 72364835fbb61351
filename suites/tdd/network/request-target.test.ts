/** Request targets in their four forms (row WA2), and what URL makes of the same texts. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { decodePercent, canonicalPath } from '../../../fixtures/web/percent.ts';
import { parseTarget } from '../../../fixtures/network/http/request-target.ts';

suite('WA2: the target of a request', () => {
  test('origin form: path and query, and nothing is changed', () => {
    const table: [target: string, path: string, query: string][] = [
      ['/', '/', ''],
      ['/a/b?c=d', '/a/b', 'c=d'],
      ['/a?b?c', '/a', 'b?c'],
      ['/?', '/', ''],
      ['/a/../b/%2e%2e/..%2fc', '/a/../b/%2e%2e/..%2fc', ''],
      [String.raw`/a\..\b`, String.raw`/a\..\b`, ''],
      ['//evil.example/a', '//evil.example/a', ''],
      ['/a|b{c}?[d]', '/a|b{c}', '[d]'],
    ];
    for (const [target, path, query] of table) {
      expect(parseTarget(target), target).to.deep.equal({ form: 'origin', path, query });
    }
  });

  test('absolute form names the host, which a server must understand too', () => {
    const absolute = (authority: string, path: string, query = '') => ({ form: 'absolute', authority, path, query });
    expect(parseTarget('http://example.org/a?b')).to.deep.equal(absolute('example.org', '/a', 'b'));
    expect(parseTarget('HTTPS://example.org:8443')).to.deep.equal(absolute('example.org:8443', '/'));
    expect(parseTarget('http://[::1]?q=/')).to.deep.equal(absolute('[::1]', '/', 'q=/'));
  });

  test('asterisk form is for OPTIONS, authority form for CONNECT, and for no other', () => {
    expect(parseTarget('*', 'OPTIONS')).to.deep.equal({ form: 'asterisk' });
    expect(parseTarget('example.org:443', 'CONNECT')).to.deep.equal({
      form: 'authority',
      authority: 'example.org:443',
    });
    for (const [target, method] of [
      ['*', 'GET'],
      ['example.org:443', 'GET'],
      ['example.org', 'CONNECT'],
      ['/a', 'CONNECT'],
      ['user@example.org:443', 'CONNECT'],
    ] as const) {
      expect(() => parseTarget(target, method), target)
        .to.throw()
        .with.include({ status: 400, code: 'BAD_TARGET' });
    }
  });

  test('anything else is refused: 400', () => {
    for (const target of [
      '',
      'a',
      '?a',
      '/a#b',
      '/a b',
      '/a\r\nX: y',
      '/a\0',
      '/ä',
      'ftp://example.org/',
      'http:///a',
      'http://',
      'http://user:word@example.org/',
      'http://example.org:99999/',
      String.raw`http://example.org\@evil.example/`,
      'javascript:alert(1)',
    ]) {
      expect(() => parseTarget(target), JSON.stringify(target))
        .to.throw()
        .with.include({ status: 400, code: 'BAD_TARGET' });
    }
  });

  test('one of 8000 characters is taken, a longer one is 414; the limit is an option', () => {
    expect(parseTarget('/'.padEnd(8000, 'a')))
      .to.have.property('path')
      .with.length(8000);
    expect(() => parseTarget('/'.padEnd(8001, 'a')))
      .to.throw()
      .with.include({ status: 414, code: 'TARGET_TOO_LONG' });
    expect(parseTarget('/ab', 'GET', { longest: 3 })).to.have.property('path', '/ab');
    expect(() => parseTarget('/abc', 'GET', { longest: 3 })).to.throw('at most 3');
    expect(() => parseTarget('/', 'GET', { longest: 0 })).to.throw(RangeError);
  });

  test('new URL removes .. and %2e%2e, but not ..%2f, and finds a host where there is a path', () => {
    const url = (target: string) => new URL(target, 'http://own.example');
    expect(url('/a/../../b').pathname).to.equal('/b');
    expect(url('/a/%2e%2e/b').pathname).to.equal('/b');
    expect(url('/a/..%2f..%2fb').pathname).to.equal('/a/..%2f..%2fb');
    expect(url(String.raw`/a\..\b`).pathname).to.equal('/b');
    expect(url('//evil.example/a').host).to.equal('evil.example');
    expect(() => url('//')).to.throw(TypeError);
  });

  test('whatever a path is, query and path put together are the target again', () => {
    const visible = fc.string({ unit: fc.constantFrom('a', '/', '.', '%2F', '?', '&', ';', ':', '@', '|', '\\', '"') });
    fc.assert(
      fc.property(visible, (rest) => {
        const target = parseTarget(`/${rest}`);
        if (target.form !== 'origin') throw new Error(`expected the origin form, got ${target.form}`);
        const joined = rest.includes('?') ? `${target.path}?${target.query}` : target.path;
        expect(joined).to.equal(`/${rest}`);
      }),
    );
  });
});

suite('WA2: percent-encoding in paths', () => {
  test('is undone once', () => {
    expect(decodePercent('%C3%A9%20+')).to.equal('é +');
    expect(decodePercent('%2541')).to.equal('%41');
  });

  test('that is malformed is 400', () => {
    for (const text of ['%', '%4', '%zz', 'a%', '%FF', '%C3', '%C0%AE', '%ED%A0%80', '%u002e']) {
      expect(() => decodePercent(text), text)
        .to.throw()
        .with.include({ status: 400, code: 'MALFORMED_PERCENT' });
    }
  });

  test('every path has one spelling, in which an encoded slash is no slash', () => {
    expect(canonicalPath('/%61%2Fb/%2f/%25/%C3%A9,%2C')).to.equal('/a%2Fb/%2F/%25/é,,');
    expect(() => canonicalPath('/a?b'))
      .to.throw()
      .with.include({ status: 400, code: 'BAD_PATH' });
    expect(() => canonicalPath('a'))
      .to.throw()
      .with.include({ status: 400, code: 'BAD_PATH' });
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii' })), (segments) => {
        const path = `/${segments.map(encodeURIComponent).join('/')}`;
        const canonical = canonicalPath(path);
        const back = canonical.slice(1).split('/').map(decodeURIComponent);
        expect(back).to.deep.equal(segments.length === 0 ? [''] : segments);
      }),
    );
  });
});
