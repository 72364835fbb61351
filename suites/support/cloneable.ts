/** Any value that the structured clone keeps, for properties about messages and copies. */
import * as fc from 'fast-check';

/**
 * Plain data, and what JSON knows nothing of: undefined, NaN, -0, BigInt, Date, RegExp, Map, Set, Error, bytes, holes.
 * Nothing in it is in two places, and there are no circles.
 */
export function cloneable(): fc.Arbitrary<unknown> {
  const key = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('__proto__', 'toJSON', '0', 'length'));
  return fc.letrec<{ value: unknown }>((tie) => {
    const inner = fc.array(tie('value'), { maxLength: 3 });
    const pairs = fc.array(fc.tuple(key, tie('value')), { maxLength: 3 });
    return {
      value: fc.oneof(
        { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
        leaf(),
        inner,
        inner.map((values) => Object.assign(Array<unknown>(values.length + 1), values)), // with a hole
        pairs.map((entries) => Object.fromEntries(entries)),
        pairs.map((entries) => new Map(entries)),
        inner.map((values) => new Set(values)),
      ),
    };
  }).value;
}

function leaf(): fc.Arbitrary<unknown> {
  const bytes = fc.uint8Array({ maxLength: 9 });
  return fc.oneof(
    fc.constantFrom<unknown>(undefined, null, true, false, Number.NaN, -0, Infinity, -Infinity, 2 ** 53, ''),
    fc.double(),
    fc.integer(),
    fc.bigInt(),
    fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 9 }),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom(/a+/giu, /[/]/s),
    fc.string({ maxLength: 5 }).map((message) => new RangeError(message)),
    bytes,
    bytes.map((from) => Buffer.from(from)),
    bytes.map((from) => Uint8Array.from(from).buffer),
    fc.float64Array({ maxLength: 3 }),
    fc.boolean().map((value) => Object(value) as unknown),
  );
}
