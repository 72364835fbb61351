/** The files of a run of the suites from the inside: there whole, or not at all. */

import fs from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { prepareFolder, writeFiles } from '../../../../reports/tests/files.ts';
import { passed, suiteOf, testsReport } from '../../../support/sample-tests.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const names = ['junit.xml', 'specification.html', 'summary.md', 'tests.json'];

suite('the files of a run', () => {
  const directory = temporaryDirectory();

  test('are made with their folder, and the model reads back as it was', () => {
    const folder = directory.join('new', 'folder');
    prepareFolder(folder);
    writeFiles(folder, testsReport());
    expect(fs.readdirSync(folder).sort()).to.deep.equal(names);
    expect(JSON.parse(fs.readFileSync(`${folder}/tests.json`, 'utf8'))).to.deep.equal(testsReport());
  });

  test('are put in the place of those of another run, which somebody may be reading', () => {
    const folder = directory.fresh();
    writeFiles(folder, testsReport());
    const before = fs.readFileSync(`${folder}/tests.json`, 'utf8');
    const reading = fs.openSync(`${folder}/tests.json`, 'r');
    writeFiles(folder, testsReport([suiteOf('s', [passed('t')])]));
    expect(fs.readFileSync(reading, 'utf8')).to.equal(before);
    expect(fs.readFileSync(`${folder}/tests.json`, 'utf8')).not.to.equal(before);
    fs.closeSync(reading);
  });

  test('are gone as soon as another run begins, and nothing else is', () => {
    const folder = directory.fresh();
    writeFiles(folder, testsReport());
    fs.writeFileSync(`${folder}/mine.txt`, '');
    prepareFolder(folder);
    expect(fs.readdirSync(folder)).to.deep.equal(['mine.txt']);
  });

  test('end in an error where there is no folder to write into', () => {
    const folder = directory.join('taken');
    fs.writeFileSync(folder, '');
    expect(() => prepareFolder(folder)).to.throw(/EEXIST|ENOTDIR/);
    expect(() => writeFiles(folder, testsReport())).to.throw(/ENOTDIR/);
  });
});
