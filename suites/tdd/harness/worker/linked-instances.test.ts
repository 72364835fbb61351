/** Files that contenders find over links, from the inside; what a runtime makes of them is in suites/bdd/runtimes. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { begin, sharedOf, withoutLinks } from '../../../../bench/harness/worker/linked-instances.ts';

const folder = join(tmpdir(), 'contenders');

suite('files over links', () => {
  test('are called what they are where they lie', () => {
    const says = `no luck\n    at a (${folder}/0/home/anna/a.js:1:2)\n    at b (${folder}/12/home/anna/b.js:3:4)`;
    expect(withoutLinks(says)).to.equal('no luck\n    at a (/home/anna/a.js:1:2)\n    at b (/home/anna/b.js:3:4)');
    expect(withoutLinks(`${folder}/readme`)).to.equal(`${folder}/readme`);
  });

  test('are shared where they are neither ours nor below the folder of a contender', () => {
    begin(['/p/worker.js']);
    const loaded = [
      '/p/worker.js',
      `${folder}/0/p/claim.js`,
      '/p/claim.js?contender=a',
      '/p/helper.js',
      'node:module',
      'bun:main',
    ];
    expect(sharedOf(loaded)).to.deep.equal(['/p/helper.js']);
  });
});
