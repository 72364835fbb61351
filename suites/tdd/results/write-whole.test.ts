/** Files that are written whole or not at all, from the inside. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { writeWhole } from '../../../bench/write-whole.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('files that are written whole', () => {
  const directory = temporaryDirectory();

  test('are all there afterwards, and nothing beside them', () => {
    const folder = directory.fresh();
    writeFileSync(`${folder}/a`, 'older, and longer than what comes');
    writeWhole([
      { path: `${folder}/a`, text: 'one' },
      { path: `${folder}/b`, text: 'zwei ü' },
    ]);
    expect(readdirSync(folder).toSorted()).to.deep.equal(['a', 'b']);
    expect(readFileSync(`${folder}/a`, 'utf8')).to.equal('one');
    expect(readFileSync(`${folder}/b`, 'utf8')).to.equal('zwei ü');
  });

  test('are as they were where one of them cannot be written, and nothing lies beside them', () => {
    const folder = directory.fresh();
    writeFileSync(`${folder}/a`, 'older');
    const files = [
      { path: `${folder}/a`, text: 'newer' },
      { path: `${folder}/missing/b`, text: 'newer' },
    ];
    expect(() => writeWhole(files)).to.throw('ENOENT');
    expect(readdirSync(folder)).to.deep.equal(['a']);
    expect(readFileSync(`${folder}/a`, 'utf8')).to.equal('older');
  });

  test('leave nothing beside a place that is taken by a folder', () => {
    const folder = directory.fresh();
    mkdirSync(`${folder}/a`);
    expect(() => writeWhole([{ path: `${folder}/a`, text: 'newer' }])).to.throw();
    expect(readdirSync(folder)).to.deep.equal(['a']);
  });
});
