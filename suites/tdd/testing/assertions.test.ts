/** Specifies what an assertion of Node.js compares (row TE1). */
import assert from 'node:assert';
import strict from 'node:assert/strict';

import { expect } from 'chai';
import { suite, test } from 'mocha';

suite('TE1: assert.equal, claimed to be the way,', () => {
  test('passes for what the notes assert', () => {
    assert.equal(Math.max(1, 100), 100);
    assert.strictEqual(Math.max(1, 100), 100);
  });

  for (const { actual, expected } of [
    { actual: 1, expected: '1' },
    { actual: 0, expected: '' },
    { actual: null, expected: undefined },
    { actual: [5], expected: 5 },
    { actual: true, expected: 1 },
  ]) {
    test(`is loose: it passes for ${JSON.stringify(actual)} and ${JSON.stringify(expected)}, where strictEqual fails`, () => {
      assert.equal(actual, expected);
      expect(() => assert.strictEqual(actual, expected)).to.throw(assert.AssertionError);
    });
  }

  test('is strict by the same name where it comes from node:assert/strict', () => {
    expect(strict.equal).to.equal(assert.strictEqual);
    expect(() => strict.equal(1, '1'))
      .to.throw(assert.AssertionError)
      .that.includes({ actual: 1, expected: '1', operator: 'strictEqual' });
  });
});
