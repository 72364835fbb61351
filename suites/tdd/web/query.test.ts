/** Query strings (row WA3), held against node:querystring. */
import querystring from 'node:querystring';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseQuery } from '../../../fixtures/web/query.ts';

suite('WA3: the query string behind the path', () => {
  const table: [text: string, query: Record<string, string | string[]>][] = [
    ['foo=bar&baz=val', { foo: 'bar', baz: 'val' }],
    ['', {}],
    ['a=1&b=2&a=3&a=', { a: ['1', '3', ''], b: '2' }],
    ['a', { a: '' }],
    ['=b', { '': 'b' }],
    ['&&a=1&', { a: '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['a+b=c+d', { 'a b': 'c d' }],
    ['a%2Bb=%26%3D', { 'a+b': '&=' }],
    ['n=%C3%A9%E4%B8%AD', { n: 'é中' }],
    ['a[b]=1', { 'a[b]': '1' }],
    ['a=1;b=2', { a: '1;b=2' }],
    ['a=%zz&b=%', { a: '%zz', b: '%' }],
    ['a=%FF%41', { a: '\uFFFDA' }],
  ];
  for (const [text, query] of table) {
    test(`${text || '(empty)'} is read as node:querystring reads it`, () => {
      expect({ ...parseQuery(text) }).to.deep.equal(query);
      expect({ ...querystring.parse(text) }).to.deep.equal(query);
    });
  }

  test('any text that can stand in a request is read as node:querystring reads it', () => {
    const units = fc.constantFrom('a', 'b', '=', '&', '+', '%', '2', '5', 'C', '3', '%C3', '%A9', '%4', '__proto__');
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 40 }), (text) => {
        expect({ ...parseQuery(text) }).to.deep.equal({ ...querystring.parse(text) });
      }),
      { numRuns: 200 },
    );
  });

  test('other characters stay as they are, of which node:querystring keeps a byte behind a wrong %', () => {
    expect({ ...parseQuery('é=中%zz%41') }).to.deep.equal({ é: '中%zzA' });
    expect(querystring.parse('é=中%zz%41')['é']).not.to.equal('中%zzA');
  });

  test('get of URLSearchParams has only the first of several values', () => {
    expect(new URLSearchParams('a=1&a=2').get('a')).to.equal('1');
    expect(Object.fromEntries(new URLSearchParams('a=1&a=2'))).to.deep.equal({ a: '2' });
    expect(parseQuery('a=1&a=2')['a']).to.deep.equal(['1', '2']);
  });

  test('__proto__ and its like are keys like any other', () => {
    const query = parseQuery('__proto__=x&__proto__[admin]=1&constructor=y&toString=z');
    expect(Object.getPrototypeOf(query)).to.equal(null);
    expect(Object.keys(query)).to.deep.equal(['__proto__', '__proto__[admin]', 'constructor', 'toString']);
    expect(({} as { admin?: string }).admin).to.equal(undefined);
  });

  test('1000 pairs are taken and 1001 are 400, where node:querystring forgets what is beyond', () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=`).join('&');
    expect(Object.keys(parseQuery(pairs(1000)))).to.have.length(1000);
    expect(() => parseQuery(pairs(1001)))
      .to.throw()
      .with.include({ status: 400, code: 'TOO_MANY_PAIRS' });
    expect(Object.keys(querystring.parse(pairs(1001)))).to.have.length(1000);
    expect(() => parseQuery('a&b&c', { pairs: 2 })).to.throw('at most 2');
    expect(Object.keys(parseQuery('a&b&', { pairs: 2 }))).to.deep.equal(['a', 'b']);
    expect(() => parseQuery('a=1&a=2&a=3', { pairs: 2 })).to.throw('at most 2');
  });

  test('16,384 characters are taken, and one more is 414; the limit is an option', () => {
    expect(parseQuery('a'.repeat(16_384))).to.have.property('a'.repeat(16_384), '');
    expect(() => parseQuery('a'.repeat(16_385)))
      .to.throw()
      .with.include({ status: 414, code: 'QUERY_TOO_LONG' });
    expect(() => parseQuery('ab', { longest: 1 })).to.throw('at most 1');
    expect(() => parseQuery('', { longest: Number.NaN })).to.throw(RangeError);
  });

  test('thousands of separators alone make no pair', () => {
    expect(Object.keys(parseQuery('&'.repeat(16_384)))).to.deep.equal([]);
  });
});
