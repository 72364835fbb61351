/** Specifies that what is no promise of this realm, but can be waited for, is waited for. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LONG, toyProjects } from '../../support/touchstone.ts';

const claim = `
  const lazy = () => ({ then: (resolve) => { setImmediate(resolve, 1); } });
  export default {
    says: 'a claim', because: 'a test', source: 'a test', favours: 'lazy', over: 'plain',
    contenders: { lazy: () => lazy, plain: () => () => 1 },
  };`;

describe('a contender that answers with a thenable', function () {
  this.timeout(LONG);
  const { make } = toyProjects();

  it('is waited for in every call, not only in the proof', async () => {
    const project = make({ 'claims/toy.js': claim });
    const { code, err } = await project.touchstone('run', 'toy', '--rounds', '1', ...project.here);
    expect(code, err).to.equal(0);
    const record = project.records().find((one) => one.kind === 'case' && one.claim === 'toy');
    expect(record).to.include({ waits: true });
  });
});
