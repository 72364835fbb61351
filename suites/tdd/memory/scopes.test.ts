/** Specifies the places for a variable, and the ways of letting a property go: what they compute (rows G19 and G20). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { recordsOf, released } from '../../../fixtures/memory/releasing.ts';
import { adding } from '../../../fixtures/memory/outer-variables.ts';

suite('G19: a variable in a scope further away', () => {
  for (const [place, add] of Object.entries(adding)) {
    test(`is the same variable: ${place}`, () => {
      expect([add(0), add(5), add(1000), add(5)]).to.deep.equal([0, 10, 499_500, 10]);
    });
  }

  test('a global one can be seen by everybody, and stays', () => {
    adding.global(4);
    expect(globalThis).to.have.property('touchstoneTotal', 6);
    globalThis.touchstoneTotal = -1;
    expect(adding.property(3)).to.equal(3);
  });
});

suite('G20: a property that is let go of', () => {
  const value = { big: true };

  for (const [how, { middle, last, same, count }] of Object.entries({
    assigned: { middle: undefined, last: value, same: true, count: 4 },
    deleted: { middle: undefined, last: value, same: true, count: 3 },
    lastDeleted: { middle: value, last: undefined, same: true, count: 3 },
    copied: { middle: undefined, last: value, same: false, count: 3 },
  })) {
    test(`${how}: it holds nothing, and the object ${same ? 'is the same' : 'is another'}`, () => {
      const held = recordsOf(4)(value);
      const after = released[how as keyof typeof released](held);
      expect([after['middle'], after['last'], after === held]).to.deep.equal([middle, last, same]);
      expect(Object.keys(after)).to.have.length(count);
    });
  }

  test('records have as many properties as asked for, middle among them and last in the end', () => {
    expect(Object.keys(recordsOf(6)(value))).to.deep.equal(['p0', 'p1', 'middle', 'p2', 'p3', 'last']);
    expect(() => recordsOf(2))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
