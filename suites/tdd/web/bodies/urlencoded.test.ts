/** Forms, from the inside: by hand against URLSearchParams (rows WA16 and WA17). */
import querystring from 'node:querystring';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseUrlencoded } from '../../../../fixtures/web/bodies/urlencoded.ts';

suite('a form that is urlencoded', () => {
  test('WA16: it comes out as URLSearchParams takes it, whatever the names and values', () => {
    // From U+E000 on there are no surrogates, which are no characters.
    const character = fc
      .oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0xe000, max: 0x1_ffff }))
      .map((code) => String.fromCodePoint(code));
    const text = fc
      .array(fc.oneof(character, fc.constantFrom('__proto__', 'a', '+', '%', '=')), { maxLength: 5 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (pairs) => {
        const params = new URLSearchParams(pairs);
        const fields = parseUrlencoded(String(params));
        expect([...fields.keys()]).to.deep.equal([...new Set(params.keys())]);
        for (const [name, values] of fields) expect(values).to.deep.equal(params.getAll(name));
      }),
      { numRuns: 150 },
    );
  });

  test('names without values, empty pairs and any "=" but the first are taken as URLSearchParams does', () => {
    for (const text of [
      '',
      '&',
      'a',
      'a=',
      '=a',
      '=',
      'a&&b',
      'a=b=c',
      '&a=1&',
      'a=1&a=2',
      'a+b=c+d',
      'ä=ö',
      'a;b=1',
    ]) {
      const params = new URLSearchParams(text);
      const all = [...parseUrlencoded(text)].flatMap(([name, values]) => values.map((value) => [name, value]));
      expect(all, text).to.deep.equal([...params]);
    }
  });

  test('names of the prototype are names like any', () => {
    const fields = parseUrlencoded('__proto__=1&constructor=2&__proto__=3');
    expect([...fields]).to.deep.equal([
      ['__proto__', ['1', '3']],
      ['constructor', ['2']],
    ]);
    expect({}).not.to.have.property('1');
  });

  test('what is no byte, or no UTF-8, is refused and not repaired', () => {
    for (const text of ['a=%', 'a=%zz', '%4=1', 'a=%ff', 'a=%c3', 'a=%ed%a0%80']) {
      expect(() => parseUrlencoded(text), text)
        .to.throw()
        .and.include({ status: 400, code: 'FORM_MALFORMED' });
    }
  });

  test('as many pairs as the limit says are taken, and one more is refused', () => {
    expect(parseUrlencoded('a&b&c', { mostPairs: 3 }).size).to.equal(3);
    const one = () => parseUrlencoded('a&b&c&c', { mostPairs: 3 });
    expect(one).to.throw().and.include({ status: 413, code: 'FORM_TOO_MANY' });
    expect(() => parseUrlencoded('', { mostPairs: -1 })).to.throw(RangeError, 'pairs');
  });

  test('by default 1000 pairs are taken, of which node would drop the one beyond without a word', () => {
    const text = Array.from({ length: 1001 }, (_, index) => `n${index}`).join('&');
    expect(Object.keys(querystring.parse(text))).to.have.length(1000);
    expect(() => parseUrlencoded(text)).to.throw('at most 1000 pairs');
    expect(parseUrlencoded(text.replace(/&n1000$/, '')).size).to.equal(1000);
  });
});
