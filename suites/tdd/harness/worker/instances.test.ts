/** The names of module instances, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { instanceFor, sharedModules } from '../../../../bench/harness/worker/instances.ts';

suite('a module instance', () => {
  test('has the tag of its contender in its URL, whatever the name holds', () => {
    expect(instanceFor('a', 'file:///p/c.js')).to.equal('file:///p/c.js?contender=a');
    expect(new URL(instanceFor('a & b', 'file:///p/c.js')).searchParams.get('contender')).to.equal('a & b');
  });

  test('is shared where it is CommonJS, and the shared ones are listed in order', () => {
    const shared = sharedModules();
    expect(shared).to.deep.equal(shared.toSorted());
    expect(shared.some((path) => path.includes('mocha'))).to.equal(true);
  });
});
