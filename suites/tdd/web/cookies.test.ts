/** Cookies as they are read and written (row WA5), and what is refused. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseCookies } from '../../../fixtures/web/cookies/parse.ts';
import { expireCookie, serialiseCookie } from '../../../fixtures/web/cookies/serialise.ts';

suite('WA5: the header Cookie', () => {
  const table: [header: string, cookies: Record<string, string>][] = [
    ['a=1; b=2', { a: '1', b: '2' }],
    ['a=1;b=2;', { a: '1', b: '2' }],
    ['', {}],
    ['a=1; a=2', { a: '1' }],
    ['a="q u"; b="', { a: 'q u', b: '"' }],
    ['a=%C3%A9', { a: 'é' }],
    ['a=%zz; b=%FF', { a: '%zz', b: '%FF' }],
    ['a=b=c', { a: 'b=c' }],
    ['a; =b; ;; c=', { c: '' }],
    ['  a = 1 ', { a: '1' }],
    ['%5F%5FHost-id=x', { '%5F%5FHost-id': 'x' }],
    ['a=1, b=2', { a: '1, b=2' }],
  ];
  for (const [header, cookies] of table) {
    test(`${header || '(empty)'} is read`, () => {
      expect({ ...parseCookies(header) }).to.deep.equal(cookies);
    });
  }

  test('has spaces and tabs around names; a no-break space belongs to the name, and makes no __Host- of it', () => {
    expect({ ...parseCookies('\t a \t=\t 1\t;b=\xA02') }).to.deep.equal({ a: '1', b: '\xA02' });
    const planted = parseCookies('\xA0__Host-id=evil; __Host-id\xA0=evil; __Host-id=good');
    expect(planted['__Host-id']).to.equal('good');
  });

  test('that is not there is no cookies', () => {
    expect(Object.keys(parseCookies(undefined))).to.deep.equal([]);
  });

  test('with __proto__ in it is harmless', () => {
    const cookies = parseCookies('__proto__=x; constructor=y');
    expect(Object.getPrototypeOf(cookies)).to.equal(null);
    expect(Object.entries(cookies)).to.deep.equal([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test('200 cookies are taken and 201 are 431, also of one name; the limit is an option', () => {
    const many = (count: number, name: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => `${name(index)}=`).join(';');
    expect(Object.keys(parseCookies(many(200, (index) => `c${index}`)))).to.have.length(200);
    for (const name of [(index: number) => `c${index}`, () => 'c', () => '']) {
      expect(() => parseCookies(many(201, name)))
        .to.throw()
        .with.include({ status: 431, code: 'TOO_MANY_COOKIES' });
    }
    expect(() => parseCookies('a=;b=', { cookies: 1 })).to.throw('at most 1');
    expect(() => parseCookies('', { cookies: 0 })).to.throw(RangeError);
  });

  test('16,384 characters are taken and one more is 431; the limit is an option', () => {
    expect(parseCookies('a='.padEnd(16_384, 'x'))['a']).to.have.length(16_382);
    expect(() => parseCookies('a='.padEnd(16_385, 'x')))
      .to.throw()
      .with.include({ status: 431, code: 'COOKIES_TOO_LARGE' });
    expect(() => parseCookies('a=12', { longest: 3 })).to.throw('at most 3');
    expect(Object.keys(parseCookies(';'.repeat(16_384)))).to.deep.equal([]);
  });
});

suite('WA5: the header Set-Cookie', () => {
  test('is careful by default: scripts, plain HTTP and other sites do not get it', () => {
    expect(serialiseCookie('id', 'a b')).to.equal('id=a%20b; Path=/; HttpOnly; Secure; SameSite=Lax');
  });

  test('has every attribute', () => {
    const text = serialiseCookie('id', '1', {
      path: '/a',
      domain: 'example.org',
      maxAge: 60,
      expires: new Date(784_111_777_000),
      httpOnly: false,
      secure: true,
      sameSite: 'None',
      partitioned: true,
    });
    expect(text).to.equal(
      'id=1; Path=/a; Domain=example.org; Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; SameSite=None; Partitioned',
    );
    expect(serialiseCookie('id', '', { path: undefined, secure: false, sameSite: 'Strict', httpOnly: false })).to.equal(
      'id=; SameSite=Strict',
    );
  });

  test('that deletes says so in both ways', () => {
    expect(expireCookie('id', { path: '/a', maxAge: 5 })).to.equal(
      'id=; Path=/a; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
    );
  });

  const refused: [what: string, name: string, value: string, attributes: Record<string, unknown>][] = [
    ['an empty name', '', 'v', {}],
    ['a name with a semicolon', 'a;b', 'v', {}],
    ['a name with an equals sign', 'a=b', 'v', {}],
    ['a name with a line end', 'a\r\nSet-Cookie: b', 'v', {}],
    ['a name beyond ASCII', 'é', 'v', {}],
    ['half a character', 'a', '\uD800', {}],
    ['a path with another attribute', 'a', 'v', { path: '/; Domain=evil.example' }],
    ['a path with a line end', 'a', 'v', { path: '/\r\nX: y' }],
    ['a path with a line end at its end', 'a', 'v', { path: '/\n' }],
    ['a path without a slash', 'a', 'v', { path: 'a' }],
    ['a domain with another attribute', 'a', 'v', { domain: 'a; Path=/' }],
    ['a path that a browser would leave out', 'a', 'v', { path: `/${'x'.repeat(1024)}` }],
    ['a domain with a line end', 'a', 'v', { domain: 'a.example\r\n' }],
    ['half a second', 'a', 'v', { maxAge: 0.5 }],
    ['no number for Max-Age', 'a', 'v', { maxAge: Number.NaN }],
    ['no date', 'a', 'v', { expires: new Date(Number.NaN) }],
    ['a date of five digits', 'a', 'v', { expires: new Date(Date.UTC(12_000, 0)) }],
    ['another SameSite', 'a', 'v', { sameSite: 'Lax; Domain=a' }],
    ['SameSite=None without Secure', 'a', 'v', { sameSite: 'None', secure: false }],
    ['Partitioned without Secure', 'a', 'v', { partitioned: true, secure: false }],
    ['__Secure- without Secure', '__Secure-a', 'v', { secure: false }],
    ['__Host- without Secure', '__Host-a', 'v', { secure: false }],
    ['__Host- with a domain', '__Host-a', 'v', { domain: 'example.org' }],
    ['__Host- with a path', '__Host-a', 'v', { path: '/a' }],
    ['__Host- without a path', '__Host-a', 'v', { path: undefined }],
    ['__hOST- with a path', '__hOST-a', 'v', { path: '/a' }],
  ];
  for (const [what, name, value, attributes] of refused) {
    test(`is refused for ${what}`, () => {
      expect(() => serialiseCookie(name, value, attributes))
        .to.throw(TypeError, 'expected')
        .with.property('code', 'ERR_INVALID_COOKIE');
    });
  }

  test('keeps the promises of its prefix', () => {
    expect(serialiseCookie('__Host-id', '1')).to.equal('__Host-id=1; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(serialiseCookie('__Secure-id', '1', { path: '/a', domain: 'a.example' })).to.match(
      /^__Secure-id=1; Path=\/a/,
    );
  });

  test('4096 bytes of name and value are taken, and one more is refused, since a browser would drop it', () => {
    expect(serialiseCookie('a', 'v'.repeat(4095))).to.have.length.above(4096);
    expect(() => serialiseCookie('a', 'v'.repeat(4096))).to.throw('at most 4096 bytes');
    expect(() => serialiseCookie('a', 'é'.repeat(683))).to.throw('at most 4096 bytes');
  });

  test('a path of 1024 bytes is taken', () => {
    const path = `/${'x'.repeat(1023)}`;
    expect(serialiseCookie('a', 'v', { path })).to.include(`; Path=${path};`);
  });

  test('any value comes back, and nothing of it becomes an attribute', () => {
    const units = fc.constantFrom(
      'a',
      ';',
      ',',
      '=',
      '"',
      '%',
      '\\',
      ' ',
      '\r\n',
      '\t',
      '\0',
      'é中',
      '; Path=/x',
      '%41',
      '\u{1F600}',
    );
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 50 }), (value) => {
        const [pair = '', ...attributes] = serialiseCookie('id', value).split('; ');
        expect(attributes).to.deep.equal(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']);
        expect(pair)
          .to.match(/^[\x21-\x7E]+$/)
          .and.not.match(/[;,"]/);
        expect(parseCookies(`x=1; ${pair}; y=2`)['id']).to.equal(value);
      }),
    );
  });
});
