/** The journal, from the inside: on disk as it goes, and loud where it cannot be. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { openJournal } from '../../../bench/harness/journal.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const end = (at: number): ResultRecord => ({ kind: 'end', at, complete: true });

suite('the journal', () => {
  const directory = temporaryDirectory();

  test('makes its folder, and writes each record to the disk at once', () => {
    const path = directory.join('deep', 'down', 'results.ndjson');
    using journal = openJournal(path);
    expect(readFileSync(path, 'utf8')).to.equal('');
    journal.write(end(1));
    expect(readFileSync(path, 'utf8')).to.equal('{"kind":"end","at":1,"complete":true}\n');
    journal.write(end(2));
    expect(readFileSync(path, 'utf8').split('\n')).to.have.length(3);
    expect(journal.records).to.deep.equal([end(1), end(2)]);
  });

  test('begins anew where an older one lies', () => {
    const path = directory.write('older.ndjson', 'an older run\n');
    using journal = openJournal(path);
    journal.write(end(1));
    expect(readFileSync(path, 'utf8')).not.to.contain('older');
  });

  for (const [title, spoil] of [
    ['a folder that is a file', () => `${directory.write('file', '')}/results.ndjson`],
    [
      'a file that is a folder',
      () => {
        mkdirSync(directory.join('folder'), { recursive: true });
        return directory.join('folder');
      },
    ],
  ] as const) {
    test(`says which file could not be written, and what to do: ${title}`, () => {
      const path = spoil();
      expect(() => openJournal(path))
        .to.throw(TouchstoneError, path)
        .that.includes({ code: 'OUTPUT_FAILED', remedy: 'Choose another folder with --out DIR, or make room.' });
    });
  }

  test('says so when the disk is full', function () {
    if (!existsSync('/dev/full')) this.skip();
    const path = directory.join('full.ndjson');
    symlinkSync('/dev/full', path);
    using journal = openJournal(path);
    expect(() => journal.write(end(1)))
      .to.throw(TouchstoneError, 'ENOSPC')
      .that.includes({ code: 'OUTPUT_FAILED' });
  });
});
