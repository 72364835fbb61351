/** The hook that carries a contender's tag, from the inside: which imports get it and which do not. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { followTag, resolve } from '../../../../bench/harness/worker/instance-hooks.ts';

const claim = 'file:///p/claim.js?contender=a';

suite('the tag of a contender', () => {
  for (const [title, parent, url, expected] of [
    ['follows a relative import', claim, 'file:///p/h.js', 'file:///p/h.js?contender=a'],
    ['follows an import from above', claim, 'file:///h.js', 'file:///h.js?contender=a'],
    ['keeps what the import asks for', claim, 'file:///p/h.js?x=1', 'file:///p/h.js?x=1&contender=a'],
    ['follows a package', claim, 'file:///n/chai.js', 'file:///n/chai.js?contender=a'],
    ['does not follow a built-in', claim, 'node:fs', 'node:fs'],
    ['does not follow data', claim, 'data:text/javascript,1', 'data:text/javascript,1'],
    ['does not follow native code', claim, 'file:///p/a.node', 'file:///p/a.node'],
    ['leaves another tag', claim, 'file:///p/h.js?contender=b', 'file:///p/h.js?contender=b'],
    ['is absent below an untagged module', 'file:///p/c.js', 'file:///p/h.js', 'file:///p/h.js'],
    ['is absent below what has no URL', '[eval1]', 'file:///p/h.js', 'file:///p/h.js'],
    ['is absent at the entry', undefined, 'file:///p/h.js', 'file:///p/h.js'],
  ] as const) {
    test(title, () => {
      expect(followTag(parent, { url })).to.deep.equal({ url: expected });
    });
  }

  test('leaves everything else that was resolved as it is', () => {
    const resolved = { url: 'file:///p/h.js', format: 'module', importAttributes: {} };
    expect(followTag(claim, resolved)).to.deep.equal({ ...resolved, url: 'file:///p/h.js?contender=a' });
    expect(resolved.url).to.equal('file:///p/h.js');
  });

  test('is put on by the hook to whatever the next hook resolves', async () => {
    const next = async (specifier: string) => ({ url: new URL(specifier, 'file:///p/').href });
    const { url } = await resolve('./h.js', { parentURL: claim }, next);
    expect(url).to.equal('file:///p/h.js?contender=a');
  });
});
