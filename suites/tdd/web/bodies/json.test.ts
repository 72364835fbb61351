/** JSON out of a request, from the inside (row WA17). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { parseJson } from '../../../../fixtures/web/bodies/json.ts';

suite('JSON out of a request', () => {
  const refused = (text: string, code: string) =>
    expect(() => parseJson(text), text)
      .to.throw()
      .and.include({ status: 400, code });

  test('WA17: whatever JSON can say comes out as JSON.parse has it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        fc.pre(!text.includes('__proto__')); // fast-check likes that name
        expect(parseJson(text)).to.deep.equal(JSON.parse(text));
      }),
      { numRuns: 150 },
    );
  });

  test('WA17: as deep as the limit says is taken, and one level more is refused', () => {
    const deep = (levels: number) => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);
    expect(parseJson(deep(64))).to.deep.equal(JSON.parse(deep(64)));
    refused(deep(66), 'JSON_TOO_DEEP');
    refused(deep(64).slice(0, -64).replace('1', '[1'), 'JSON_TOO_DEEP');
    expect(parseJson('[[1]]', { depth: 2 })).to.deep.equal([[1]]);
    expect(() => parseJson('[[[1]]]', { depth: 2 })).to.throw('at most 2 levels');
    expect(() => parseJson('1', { depth: 1001 })).to.throw(RangeError, 'depth');
  });

  test('brackets without end are refused before anything is made of them; who walks by recursion would have no stack for them', () => {
    const bomb = '['.repeat(1e5) + ']'.repeat(1e5);
    refused(bomb, 'JSON_TOO_DEEP');
    const value: unknown = JSON.parse(bomb);
    const depthOf = (one: unknown): number => (Array.isArray(one) ? 1 + depthOf(one[0]) : 0);
    expect(() => depthOf(value)).to.throw(RangeError);
  });

  test('brackets within strings and brackets side by side are not depth', () => {
    expect(parseJson(String.raw`["[[[\"[[\\", [], [], {}]`, { depth: 2 })).to.deep.equal(['[[["[[\\', [], [], {}]);
  });

  test('a name that changes a prototype is refused, also in disguise and deep inside', () => {
    for (const text of [
      '{"__proto__":{"admin":true}}',
      '[{"a":{"__proto__":1}}]',
      String.raw`{"\u005f_proto__":null}`,
    ]) {
      refused(text, 'JSON_FORBIDDEN_NAME');
    }
    refused('{"constructor":{"prototype":{"admin":true}}}', 'JSON_FORBIDDEN_NAME');
    refused(String.raw`{"c\u006fnstructor":{"prot\u006ftype":1}}`, 'JSON_FORBIDDEN_NAME');
    expect({}).not.to.have.property('admin');
  });

  test('a constructor that only builds something is taken', () => {
    expect(parseJson('{"constructor":"Ferrari"}')).to.have.property('constructor', 'Ferrari');
    expect(parseJson('{"constructor":{"name":"__proto__"}}')).to.deep.include({ constructor: { name: '__proto__' } });
    expect(parseJson('{"constructor":null}')).to.have.property('constructor', null);
  });

  test('half a surrogate pair is told, in a value or a name; a whole one is a character', () => {
    for (const text of [
      String.raw`"\ud800"`,
      String.raw`"a\udc00b"`,
      String.raw`{"\udbff":1}`,
      String.raw`["\udc00\ud800"]`,
    ]) {
      refused(text, 'JSON_LONE_SURROGATE');
    }
    expect(parseJson(String.raw`["\ud83d\ude00", "\u00fc"]`)).to.deep.equal(['😀', 'ü']);
  });

  test('what is no JSON is refused in words that quote nothing of it', () => {
    for (const text of ['', '{"password":"hunter2"', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '1 2', '"\n"']) {
      refused(text, 'JSON_MALFORMED');
    }
    expect(() => parseJson('{"password":"hunter2",}'))
      .to.throw()
      .with.property('message', 'expected JSON');
  });
});
