/** The points of a claim's table that are asked, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { casesOf, leftOut, UnknownValue } from '../../../../bench/harness/catalog/cases.ts';
import { toyClaim } from '../../../support/toy-claim.ts';

const all = { quick: false, parameters: {} };
const quick = { quick: true, parameters: {} };
const given = { bytes: [1, 2, 3], kind: ['ascii', 'utf8'], flat: [true, false] };

suite('the cases of a claim', () => {
  test('are one without a table', () => {
    expect(casesOf(toyClaim(), all)).to.deep.equal({ axes: {}, cases: [{}] });
  });

  test('are all points of the table, the last axis changing fastest', () => {
    const { cases } = casesOf(toyClaim({ given: { a: [1, 2], b: ['x', 'y'] } }), all);
    expect(cases).to.deep.equal([
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 2, b: 'y' },
    ]);
  });

  test('are those that make sense, where the claim says which', () => {
    const claim = toyClaim({ given, where: ({ bytes, flat }) => bytes !== 2 && flat === true });
    const { cases, axes } = casesOf(claim, all);
    expect(cases.map(({ bytes, kind }) => `${bytes} ${kind}`)).to.deep.equal([
      '1 ascii',
      '1 utf8',
      '3 ascii',
      '3 utf8',
    ]);
    expect(axes).to.deep.equal(given);
  });
});

suite('a claim that takes too long', () => {
  test('is left out of a quick run, unless it is named, and of no other', () => {
    expect(leftOut({ quick: false }, quick)).to.match(/^it takes too long for a quick run/);
    expect(leftOut({ quick: false }, { ...quick, named: true })).to.equal(undefined);
    expect(leftOut({ quick: false }, all)).to.equal(undefined);
    expect(leftOut({}, quick)).to.equal(undefined);
  });

  test('has the ends of every axis where it is named', () => {
    const { axes } = casesOf(toyClaim({ given: { bytes: [1, 2, 3] }, quick: false }), { ...quick, named: true });
    expect(axes).to.deep.equal({ bytes: [1, 3] });
  });
});

suite('a quick look', () => {
  test('asks at the ends of every axis', () => {
    const { axes } = casesOf(toyClaim({ given: { bytes: [1, 2, 3, 4], one: [7] } }), quick);
    expect(axes).to.deep.equal({ bytes: [1, 4], one: [7] });
  });

  test('asks where the claim says, and at the ends of the other axes', () => {
    const { axes } = casesOf(toyClaim({ given, quick: { bytes: [2] } }), quick);
    expect(axes).to.deep.equal({ bytes: [2], kind: ['ascii', 'utf8'], flat: [true, false] });
  });
});

suite('values that are asked for', () => {
  const ask = (parameters: Record<string, string[]>, isQuick = false) =>
    casesOf(toyClaim({ given, quick: { bytes: [2] } }), { quick: isQuick, parameters }).axes;

  test('stand in for those of the axis, with its type', () => {
    expect(ask({ bytes: ['16', '3'], kind: ['utf8'], flat: ['false'] })).to.deep.equal({
      bytes: [16, 3],
      kind: ['utf8'],
      flat: [false],
    });
  });

  test('stand in for those of a quick look too', () => {
    expect(ask({ bytes: ['16'] }, true)['bytes']).to.deep.equal([16]);
  });

  test('are asked once, however often and in whatever form they are given', () => {
    expect(ask({ bytes: ['16', '16', '16.0', '1e1', '10'] })['bytes']).to.deep.equal([16, 10]);
  });

  test('leave a claim without that axis alone, and an axis that is named as something of every object', () => {
    expect(ask({ other: ['1'] })).to.deep.equal(given);
    const odd = casesOf(toyClaim({ given: { constructor: [1] } }), all);
    expect(odd.cases).to.deep.equal([{ constructor: 1 }]);
  });

  for (const [axis, text] of [
    ['bytes', 'x'],
    ['bytes', ''],
    ['bytes', 'Infinity'],
    ['kind', 'asci'],
    ['flat', 'yes'],
  ] as const) {
    test(`are refused where the axis does not take them: ${axis}=${text}`, () => {
      expect(() => ask({ [axis]: [text] }))
        .to.throw(UnknownValue)
        .that.includes({ axis, text })
        .and.has.deep.property('known', given[axis]);
    });
  }
});
