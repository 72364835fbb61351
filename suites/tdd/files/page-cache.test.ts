/** Files that are taken out of the page cache, from the inside: what the system says of their pages. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { forget, lacksForgetting } from '../../../fixtures/files/page-cache.ts';
import { skip } from '../../support/skip.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const countable = spawnSync('fincore', ['--version']).status === 0;

/** Pages of a file that lie in memory. */
function pagesOf(file: string): number {
  return Number(execFileSync('fincore', ['--noheadings', '--output', 'PAGES', file], { encoding: 'utf8' }));
}

suite('the page cache', () => {
  const directory = temporaryDirectory();
  afterEach(() => sinon.restore());

  test('has nothing of files that it was told to forget, and all of those that it was not', function () {
    const lacks = lacksForgetting(directory.path) ?? (countable ? undefined : 'fincore is not installed');
    if (lacks !== undefined) skip(this, lacks);
    const [one, other, kept] = ['one', 'the other', 'kept'].map((name) => directory.write(name, 'x'.repeat(100_000)));
    expect([one!, other!, kept!].map(pagesOf)).to.deep.equal([25, 25, 25]);
    forget([one!, other!]);
    expect([one!, other!, kept!].map(pagesOf)).to.deep.equal([0, 0, 25]);
  });

  test('does not change what is in a file', function () {
    const lacks = lacksForgetting(directory.path);
    if (lacks !== undefined) skip(this, lacks);
    const file = directory.write('some', 'twelve bytes');
    forget([file]);
    expect(fs.readFileSync(file, 'utf8')).to.equal('twelve bytes');
  });

  test('says as the system does that there is no such file', () => {
    expect(() => forget([directory.join('missing')])).to.throw(/ENOENT/);
  });

  test('cannot be emptied where there is no disk, or no Linux', () => {
    sinon.stub(fs, 'statfsSync').returns({ type: 0x01021994 } as never);
    if (process.platform === 'linux') expect(lacksForgetting('/dev/shm')).to.match(/disk behind \/dev\/shm/);
    sinon.stub(process, 'platform').value('darwin');
    expect(lacksForgetting()).to.match(/Linux/);
  });
});
