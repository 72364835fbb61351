/** Collections at will, and what is said where there are none. */
import v8 from 'node:v8';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { stub } from 'sinon';
import { forcedGc, lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';

suite('collections at will', () => {
  test('are there on Node.js, and leave the flag as it was', () => {
    const had = typeof globalThis.gc;
    expect(lacksForcedGc()).to.equal(undefined);
    expect(() => forcedGc().minor()).not.to.throw();
    expect(typeof globalThis.gc).to.equal(had);
  });

  test('are lacking where the flag does nothing', function () {
    if (typeof globalThis.gc === 'function') this.skip();
    const deaf = stub(v8, 'setFlagsFromString');
    try {
      expect(lacksForcedGc()).to.match(/^needs collections at will/);
      expect(forcedGc).to.throw('expected V8 to give a new context gc()').with.property('code', 'ERR_NO_GC');
    } finally {
      deaf.restore();
    }
  });
});
