/** What a message loses in JSON (row PR10), held against JSON itself. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { jsonLosses, type Loss } from '../../../fixtures/processes/json-losses.ts';
import { cloneable } from '../../support/cloneable.ts';

/** What arrives, or `undefined` where JSON throws or makes nothing of it. */
function throughJson(value: unknown): unknown {
  try {
    const text = JSON.stringify({ value }) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as { value?: unknown }).value;
  } catch {
    return undefined;
  }
}

/** A value, how it is called, what it is said to become, and what JSON really makes of it as a property. */
const TABLE: readonly (readonly [unknown, string, string, unknown])[] = [
  [undefined, 'undefined', 'nothing', undefined],
  [() => 1, 'a function', 'nothing', undefined],
  [Symbol('s'), 'a symbol', 'nothing', undefined],
  [Number.NaN, 'NaN', 'null', null],
  [-Infinity, '-Infinity', 'null', null],
  [-0, '-0', '0', 0],
  [1n, 'a BigInt', 'a throw', undefined],
  [Object(1n), 'an object of a BigInt', 'a throw', undefined],
  [Object('a'), 'an object of a string', 'the primitive', 'a'],
  [new Date(0), 'a Date', 'a text', '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'a Date', 'null', null],
  [Buffer.from('a'), 'a Buffer', '{ type, data }', { type: 'Buffer', data: [97] }],
  [Uint8Array.of(7), 'a Uint8Array', 'an object of its items', { 0: 7 }],
  [new URL('a:b'), 'an object with toJSON', 'what that returns', 'a:b'],
  [new ArrayBuffer(1), 'an ArrayBuffer', 'an object of its own properties', {}],
  [new Map([[1, 2]]), 'a Map', 'an object of its own properties', {}],
  [new Set([1]), 'a Set', 'an object of its own properties', {}],
  [/a/, 'a RegExp', 'an object of its own properties', {}],
  [new RangeError('a'), 'a RangeError', 'an object of its own properties', {}],
  [Object.create(null), 'an object without a prototype', 'an object of its own properties', {}],
];

suite('PR10: what JSON loses', () => {
  for (const [value, was, becomes, made] of TABLE) {
    test(`${was} becomes ${becomes}`, () => {
      expect(jsonLosses({ value })).to.deep.equal([{ path: 'message.value', was, becomes }]);
      expect(throughJson(value)).to.deep.equal(made);
      if (becomes === 'a throw') expect(() => JSON.stringify({ value })).to.throw(TypeError);
    });
  }

  test('in a list, what an object leaves out becomes null, a hole too', () => {
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what is asked about
    const list = [undefined, , () => 1, 1];
    expect(jsonLosses(list)).to.deep.equal([
      { path: 'message[0]', was: 'undefined', becomes: 'null' },
      { path: 'message[1]', was: 'a hole', becomes: 'null' },
      { path: 'message[2]', was: 'a function', becomes: 'null' },
    ] satisfies Loss[]);
    expect(throughJson(list)).to.deep.equal([null, null, null, 1]);
  });

  test('a property of a list, and one with a symbol, is left out', () => {
    const list = Object.assign([1], { more: 2, [Symbol('s')]: 3 });
    expect(jsonLosses(list).map(({ path, becomes }) => [path, becomes])).to.deep.equal([
      ['message.more', 'nothing'],
      ['message[Symbol(s)]', 'nothing'],
    ]);
    expect(jsonLosses({ [Symbol('s')]: 1 })).to.have.length(1);
  });

  test('a circle throws; the same object twice arrives twice, which is not counted', () => {
    const round: { self?: unknown } = {};
    round.self = { back: [round] };
    expect(jsonLosses(round)).to.deep.equal([{ path: 'message.self.back[0]', was: 'a circle', becomes: 'a throw' }]);
    const shared = { n: 1 };
    expect(jsonLosses([shared, shared])).to.deep.equal([]);
  });

  test('the path leads to it through objects and lists', () => {
    expect(jsonLosses({ rows: [{}, { at: new Date(0) }] })).to.have.nested.property('[0].path', 'message.rows[1].at');
  });

  test('it finds a loss exactly where what arrives is not deeply and strictly equal', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(cloneable(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const kept = isDeepStrictEqual(throughJson(value), value) && value !== undefined;
        seen.add(kept);
        expect(jsonLosses(value).length === 0).to.equal(kept);
      }),
      { numRuns: 200 },
    );
    expect(seen.size).to.equal(2);
  });
});
